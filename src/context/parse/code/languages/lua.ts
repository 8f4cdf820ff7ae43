import type { Language } from "../language.js";

export const lua: Language = {
  id: "lua",
  extensions: ["lua"],
  interpreters: ["lua", "luajit"],
  grammar: "lua",
  query: `
    (function_declaration name: (_) @name body: (_)? @body) @function
    (assignment_statement (variable_list name: (_) @name) (expression_list value: (function_definition body: (_)? @body))) @function
    (function_call name: (identifier) @call)
    (function_call name: (dot_index_expression table: (_) @receiver field: (identifier) @call))
    (function_call name: (method_index_expression table: (_) @receiver method: (identifier) @call))
    ((variable_declaration (assignment_statement (expression_list value: (function_call name: (identifier) @_require)))) (#eq? @_require "require")) @import
  `,
  attached: /^--/,
  importOf: (statement) => {
    const match = /^(?:local\s+(\w+)\s*=\s*)?require\s*\(?\s*["']([^"']+)["']/.exec(statement);
    return match ? [{ module: match[2]!, names: match[1] ? [{ name: "*", alias: match[1] }] : [] }] : [];
  },
};
