import type { Language } from "../language.js";

export const zig: Language = {
  id: "zig",
  extensions: ["zig", "zon"],
  grammar: "zig",
  query: `
    (function_declaration name: (identifier) @name body: (_)? @body) @function
    (variable_declaration (identifier) @name (struct_declaration) @body) @struct
    (variable_declaration (identifier) @name (enum_declaration) @body) @enum
    (variable_declaration (identifier) @name (union_declaration) @body) @struct
    (source_file (variable_declaration . (identifier) @name) @constant)
    (test_declaration (string) @name (block) @body) @test
    (call_expression function: (identifier) @call)
    (call_expression function: (field_expression object: (_) @receiver member: (identifier) @call))
    ((variable_declaration (builtin_function (builtin_identifier) @_import)) (#eq? @_import "@import")) @import
  `,
  attached: /^\/\//,
  importOf: (statement) => {
    const match = /(?:const|var)\s+(\w+)[^=]*=\s*@import\("([^"]+)"\)/.exec(statement);
    return match ? [{ module: match[2]!, names: [{ name: "*", alias: match[1]! }] }] : [];
  },
};
