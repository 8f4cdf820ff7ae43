import type { Import } from "../../parsed.js";
import { importedNames } from "../language.js";

/** What JavaScript and TypeScript share. */
export const ecmascriptQuery = `
    (function_declaration name: (identifier) @name body: (statement_block) @body) @function
    (generator_function_declaration name: (identifier) @name body: (statement_block) @body) @function
    (method_definition name: (_) @name body: (statement_block) @body) @method
    (program (lexical_declaration (variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body))) @function)
    (program (lexical_declaration (variable_declarator name: (identifier) @name value: (function_expression body: (_) @body))) @function)
    (program (variable_declaration (variable_declarator name: (identifier) @name value: (function_expression body: (_) @body))) @function)
    (program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body)))) @function)
    (program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name value: (function_expression body: (_) @body)))) @function)
    (program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name))) @constant)
    (program (lexical_declaration (variable_declarator name: (identifier) @name)) @variable)
    (program (variable_declaration (variable_declarator name: (identifier) @name)) @variable)
    (expression_statement (assignment_expression left: (member_expression property: (property_identifier) @name) right: (function_expression body: (_) @body))) @function
    (expression_statement (assignment_expression left: (member_expression property: (property_identifier) @name) right: (arrow_function body: (_) @body))) @function
    (pair key: (property_identifier) @name value: (function_expression body: (_) @body)) @method
    (pair key: (property_identifier) @name value: (arrow_function body: (statement_block) @body)) @method
    (expression_statement (call_expression function: (identifier) @_test arguments: (arguments . (string) @name (arrow_function body: (_) @body))) (#any-of? @_test "it" "test" "describe")) @test
    (call_expression function: (identifier) @call)
    (call_expression function: (member_expression object: (_) @receiver property: (property_identifier) @call))
    (new_expression constructor: (identifier) @call)
    (import_statement) @import
    (export_statement source: (string)) @import
    (lexical_declaration (variable_declarator value: (call_expression function: (identifier) @_require)) (#eq? @_require "require")) @import
    (variable_declaration (variable_declarator value: (call_expression function: (identifier) @_require)) (#eq? @_require "require")) @import
`;

export function ecmascriptImport(statement: string): Omit<Import, "line">[] {
  const module = /(?:from|import|require\()\s*["'`]([^"'`]+)["'`]/.exec(statement)?.[1];
  if (!module) return [];
  const named = /\{([^}]*)\}/.exec(statement)?.[1] ?? "";
  const whole =
    /^import\s+(?:type\s+)?([\w$]+)/.exec(statement)?.[1] ??
    /\*\s+as\s+([\w$]+)/.exec(statement)?.[1] ??
    /(?:const|let|var)\s+([\w$]+)\s*=/.exec(statement)?.[1];
  const names = importedNames(named.replace(/(\w+)\s*:\s*(\w+)/g, "$1 as $2"));
  return [{ module, names: whole && whole !== "type" ? [{ name: "*", alias: whole }, ...names] : names }];
}

export const ecmascriptAttached = /^(?:\/\/|@)/;
