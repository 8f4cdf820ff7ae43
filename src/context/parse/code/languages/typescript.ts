import { extendsAndImplements, type Language } from "../language.js";
import { ecmascriptAttached, ecmascriptImport, ecmascriptQuery } from "./ecmascript.js";

const typescriptQuery = `
    (class_declaration name: (type_identifier) @name (class_heritage)? @bases body: (class_body) @body) @class
    (abstract_class_declaration name: (type_identifier) @name (class_heritage)? @bases body: (class_body) @body) @class
    (interface_declaration name: (type_identifier) @name (extends_type_clause)? @bases body: (_) @body) @interface
    (enum_declaration name: (identifier) @name body: (enum_body) @body) @enum
    (type_alias_declaration name: (type_identifier) @name value: (_) @body) @type
    (internal_module name: (_) @name body: (statement_block) @body) @namespace
    (module name: (_) @name body: (statement_block) @body) @namespace
    (function_signature name: (identifier) @name) @function
    (abstract_method_signature name: (_) @name) @method
    (public_field_definition name: (property_identifier) @name value: (arrow_function body: (_) @body)) @method
    (type_annotation (type_identifier) @type)
    (type_arguments (type_identifier) @type)
    ${ecmascriptQuery}
`;

const shared = {
  query: typescriptQuery,
  attached: ecmascriptAttached,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  importOf: ecmascriptImport,
} as const;

export const typescript: Language = {
  id: "typescript",
  extensions: ["ts", "mts", "cts"],
  grammar: "typescript",
  ...shared,
};
export const tsx: Language = { id: "tsx", extensions: ["tsx"], grammar: "tsx", ...shared };
