import type { Language } from "../language.js";

export const swift: Language = {
  id: "swift",
  extensions: ["swift"],
  grammar: "swift",
  query: `
    (class_declaration name: (_) @name (inheritance_specifier)* @bases body: (_) @body) @class
    (protocol_declaration name: (type_identifier) @name body: (_) @body) @interface
    (function_declaration name: (simple_identifier) @name body: (_)? @body) @function
    (protocol_function_declaration name: (simple_identifier) @name) @method
    (init_declaration "init" @name body: (_)? @body) @constructor
    (class_body (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @property)
    (source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @variable)
    (typealias_declaration name: (type_identifier) @name) @type
    (call_expression (simple_identifier) @call)
    (call_expression (navigation_expression target: (_) @receiver suffix: (navigation_suffix suffix: (simple_identifier) @call)))
    (user_type (type_identifier) @type)
    (import_declaration) @import
  `,
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  isTest: (name) => /^test[A-Z_]/.test(name),
  importOf: (statement) => {
    const module = /import\s+(?:\w+\s+)?([\w.]+)\s*$/.exec(statement.trim())?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};
