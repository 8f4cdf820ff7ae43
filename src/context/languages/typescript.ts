import { ecmascript, ecmascriptQuery } from "./ecmascript.js";
import { extendsAndImplements, type Language } from "./language.js";

const shared = {
  ...ecmascript,
  query: `
    (class_declaration) @class
    (abstract_class_declaration) @class
    (interface_declaration) @interface
    (enum_declaration) @enum
    (type_alias_declaration name: (_) @name value: (_) @body) @type
    (internal_module) @namespace
    (module) @namespace
    (function_signature) @function
    (abstract_method_signature) @method
    (public_field_definition) @method
    (type_annotation (type_identifier) @mention)
    (type_arguments (type_identifier) @mention)
    ${ecmascriptQuery}
  `,
  heritage: ["class_heritage", "extends_type_clause"],
  basesOf: extendsAndImplements,
} as const;

const withoutTypeStar = (text: string): string =>
  text.replace(/\bexport[ \t]+type(?=[ \t]*\*)/g, (whole) => "export".padEnd(whole.length));

const CALL_SIGNATURE = /\n[ \t]*<(?:[A-Za-z_$]|\r?\n)/;

/**
 * The grammar ends no member of an interface at a line end when the next one is a call signature with type parameters
 * (`<T>(key: T): string`), and loses the file from there: the line end becomes the semicolon that it means.
 */
const withSemicolons = (text: string): string => {
  if (!CALL_SIGNATURE.test(text)) return text;
  return text.replace(
    /^(?![ \t]*(?:\*|\/\*))((?:(?!\/\/)[^\n])*[\w$>\])}'"])\n(?=(?:[ \t]*(?:\/\/[^\n]*|(?:\/\*(?:[^*]|\*(?!\/)){0,2000}\*\/[ \t]*)?)\n)*[ \t]*<(?:[A-Za-z_$]|\r?\n))/gm,
    "$1;",
  );
};

export const typescript: Language = {
  ...shared,
  id: "typescript",
  extensions: ["ts", "mts", "cts"],
  grammar: "typescript",
  prepare: (text) => withSemicolons(withoutTypeStar(text)),
};
export const tsx: Language = {
  ...shared,
  id: "tsx",
  extensions: ["tsx"],
  grammar: "tsx",
  prepare: withoutTypeStar,
};
