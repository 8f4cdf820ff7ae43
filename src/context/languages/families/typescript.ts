import { extendsAndImplements } from "../reading/names.js";
import { ecmascript, ecmascriptQuery } from "./ecmascript.js";

/** Rules and query that the two grammars of TypeScript (`typescript`, `tsx`) share. */
export const typescriptFamily = {
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
    (interface_body (method_signature) @property)
    (object_type (method_signature) @property)
    (public_field_definition) @method
    (type_identifier) @mention
    (extends_clause value: (identifier) @mention)
    ${ecmascriptQuery}
  `,
  heritage: ["class_heritage", "extends_type_clause"],
  basesOf: extendsAndImplements,
} as const;

/** Turns `export type *` into `export      *`: the grammar does not know it. */
export const withoutTypeStar = (text: string): string =>
  text.replace(/\bexport[ \t]+type(?=[ \t]*\*)/g, (whole) => "export".padEnd(whole.length));
