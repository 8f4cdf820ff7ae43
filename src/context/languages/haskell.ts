import type { Node } from "web-tree-sitter";
import type { Found, Language } from "./language.js";
import { endsWithExample, endsWithTest } from "./reading/conventions.js";
import { importedNames, inherited } from "./reading/names.js";
import { calleeOf, childOfType, found } from "./reading/nodes.js";

const body = (whole: Node): Node | null => whole.childForFieldName("match");

/** `f x = …`, or `a <+> b = …`, which defines `(<+>)`. */
function equation(whole: Node): Found[] {
  const operator = childOfType(whole, "infix")?.childForFieldName("operator");
  const name = whole.childForFieldName("name");
  return found("function", whole, name ?? (operator ? `(${operator.text})` : undefined), body(whole));
}

/** `instance Show (Id a)`: its name is the type Id, its base the class Show. */
function instance(whole: Node): Found[] {
  const type = /[A-Z][\w']*|\[\]|\(,*\)/.exec(whole.childForFieldName("patterns")?.text ?? "")?.[0];
  const base = whole.childForFieldName("name");
  return found("class", whole, type, whole.childForFieldName("declarations"), {
    bases: base ? inherited([base.text]) : [],
  });
}

export const haskell: Language = {
  id: "haskell",
  extensions: ["hs", "lhs", "hsc"],
  conventions: {
    test: endsWithTest,
    example: endsWithExample,
    lockFiles: ["stack.yaml.lock", "cabal.project.freeze"],
  },
  reports: { importLine: /import/, definers: ["class", "type"] },
  grammar: "haskell",
  grammarPackage: "tree-sitter-haskell",
  query: `
    (function) @function
    (bind) @function
    (signature) @function
    (data_type name: (_) @name constructors: (_) @body) @type
    (data_type) @type
    (newtype name: (_) @name constructor: (_) @body) @type
    (class name: (_) @name declarations: (_) @body) @interface
    (class) @interface
    (instance) @class
    (type_synomym) @type
    (apply) @invocation
    (apply argument: (variable) @call)
    (infix left_operand: (variable) @call)
    (infix right_operand: (variable) @call)
    (list element: (variable) @call)
    (name) @mention
    (import) @import
  `,
  read: { function: equation, bind: equation, instance },
  invocation: (node) => {
    const called = node.childForFieldName("function");
    return called && /^(?:variable|qualified|constructor)$/.test(called.type) ? calleeOf(called) : undefined;
  },
  lineComment: "--",
  attached: /^(?:--|\{-#)/,
  blockComment: ["{-", "-}"],
  clauses: true,
  importOf: (statement) => {
    const match =
      /^import\s+(?:safe\s+)?(qualified\s+)?([\w.]+)(\s+qualified)?(?:\s+as\s+([\w.]+))?(?:\s+(hiding))?(?:\s*\(([\s\S]*)\))?/.exec(
        statement,
      );
    if (!match) return [];
    const [, before, module = "", after, alias, hiding, names] = match;
    const open = !before && !after && (hiding || names === undefined);
    return [
      {
        module,
        names: [
          ...(open ? [{ name: "*" }] : []),
          ...(alias ? [{ name: "*", alias }] : []),
          ...(hiding ? [] : importedNames(names ?? "")),
        ],
      },
    ];
  },
};
