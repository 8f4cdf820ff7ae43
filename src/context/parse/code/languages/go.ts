import type { Language } from "../language.js";

export const go: Language = {
  id: "go",
  extensions: ["go"],
  grammar: "go",
  query: `
    (function_declaration name: (identifier) @name body: (block) @body) @function
    (method_declaration receiver: (parameter_list (parameter_declaration type: (type_identifier) @owner)) name: (field_identifier) @name body: (block) @body) @method
    (method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (type_identifier) @owner))) name: (field_identifier) @name body: (block) @body) @method
    (method_declaration receiver: (parameter_list (parameter_declaration type: (pointer_type (generic_type type: (type_identifier) @owner)))) name: (field_identifier) @name body: (block) @body) @method
    (method_declaration receiver: (parameter_list (parameter_declaration type: (generic_type type: (type_identifier) @owner))) name: (field_identifier) @name body: (block) @body) @method
    (type_declaration (type_spec name: (type_identifier) @name type: (struct_type (field_declaration_list) @body))) @struct
    (type_declaration (type_spec name: (type_identifier) @name type: (interface_type) @body)) @interface
    (type_declaration (type_spec name: (type_identifier) @name)) @type
    (source_file (const_declaration (const_spec name: (identifier) @name)) @constant)
    (source_file (var_declaration (var_spec name: (identifier) @name)) @variable)
    (call_expression function: (identifier) @call)
    (call_expression function: (selector_expression operand: (_) @receiver field: (field_identifier) @call))
    (type_identifier) @type
    (import_spec) @import
  `,
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  isTest: (name) => /^(?:Test|Benchmark|Fuzz|Example)(?:[A-Z_]|$)/.test(name),
  importOf: (statement) => {
    const match = /^(?:([\w.]+)\s+)?["`]([^"`]+)["`]/.exec(statement);
    if (!match) return [];
    const alias = match[1];
    return [
      { module: match[2]!, names: alias && alias !== "_" && alias !== "." ? [{ name: "*", alias }] : [] },
    ];
  },
};
