import { importedNames, type Language } from "../language.js";

export const haskell: Language = {
  id: "haskell",
  extensions: ["hs", "lhs", "hsc"],
  grammar: "haskell",
  query: `
    (function name: (_) @name match: (_) @body) @function
    (bind name: (_) @name match: (_) @body) @function
    (signature name: (_) @name) @function
    (data_type name: (_) @name constructors: (_)? @body) @type
    (newtype name: (_) @name constructor: (_) @body) @type
    (class name: (_) @name declarations: (_)? @body) @interface
    (instance name: (_) @bases patterns: (_) @name declarations: (_)? @body) @class
    (type_synomym name: (_) @name) @type
    (apply function: (variable) @call)
    (import) @import
  `,
  attached: /^(?:--|\{-#)/,
  blockComment: ["{-", "-}"],
  clauses: true,
  importOf: (statement) => {
    const match =
      /^import\s+(?:safe\s+)?(?:qualified\s+)?([\w.]+)(?:\s+qualified)?(?:\s+as\s+([\w.]+))?(?:\s+(hiding))?(?:\s*\(([\s\S]*)\))?/.exec(
        statement,
      );
    if (!match) return [];
    const [, module = "", alias, hiding, names = ""] = match;
    return [
      { module, names: [...(alias ? [{ name: "*", alias }] : []), ...(hiding ? [] : importedNames(names))] },
    ];
  },
};
