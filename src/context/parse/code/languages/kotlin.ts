import type { Language } from "../language.js";
import { dottedImport } from "./java.js";

export const kotlin: Language = {
  id: "kotlin",
  extensions: ["kt", "kts"],
  grammar: "kotlin",
  query: `
    (class_declaration (type_identifier) @name (delegation_specifier)* @bases [(class_body) (enum_class_body)] @body) @class
    (class_declaration (type_identifier) @name) @class
    (object_declaration (type_identifier) @name (class_body)? @body) @class
    (function_declaration (simple_identifier) @name (function_body) @body) @function
    (function_declaration (simple_identifier) @name) @function
    (source_file (property_declaration (variable_declaration (simple_identifier) @name)) @variable)
    (class_body (property_declaration (variable_declaration (simple_identifier) @name)) @property)
    (type_alias (type_identifier) @name) @type
    (call_expression (simple_identifier) @call)
    (call_expression (navigation_expression (_) @receiver (navigation_suffix (simple_identifier) @call)))
    (user_type (type_identifier) @type)
    (import_header) @import
  `,
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  isTest: (_name, attached) => /@Test\b/.test(attached),
  importOf: dottedImport,
};
