import { extendsAndImplements, type Language } from "../language.js";
import { ecmascript, ecmascriptQuery } from "./ecmascript.js";

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

export const typescript: Language = {
  ...shared,
  id: "typescript",
  extensions: ["ts", "mts", "cts"],
  grammar: "typescript",
};
export const tsx: Language = { ...shared, id: "tsx", extensions: ["tsx"], grammar: "tsx" };
