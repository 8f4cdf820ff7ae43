import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { calleeIn, childOfType, children, found, shared } from "./reading/nodes.js";

const TEST_CALL = /^(?:it|describe|test|context|pending)$/;

/** `a.b = function() … end`, and variables at the top level of a file. */
function assigned(whole: Node, kind: SymbolKind): Found[] {
  const statement =
    whole.type === "assignment_statement" ? whole : childOfType(whole, "assignment_statement");
  const list =
    (statement ? childOfType(statement, "variable_list") : undefined) ?? childOfType(whole, "variable_list");
  const names = list ? children(list) : [];
  const values = statement && childOfType(statement, "expression_list");
  const first = values?.firstNamedChild;
  if (first?.type === "function_definition" && names.length === 1)
    return found("function", whole, names[0], first.childForFieldName("body"));
  return kind === "variable"
    ? shared(
        "variable",
        whole,
        names.filter((name) => name.type === "identifier"),
      )
    : [];
}

/** `it("finds a book", function() … end)` */
function test(whole: Node): Found[] {
  if (!TEST_CALL.test(whole.childForFieldName("name")?.text ?? "")) return [];
  const [title, run] = children(whole.childForFieldName("arguments") ?? whole);
  return title?.type === "string" && run?.type === "function_definition"
    ? found("test", whole, title, run.childForFieldName("body"))
    : [];
}

export const lua: Language = {
  id: "lua",
  extensions: ["lua"],
  interpreters: ["lua", "luajit"],
  modules: { indexFiles: ["init"] },
  scopes: { ownReceivers: ["self"], namespaces: true },
  conventions: { lockFiles: ["lazy-lock.json"] },
  reports: { importLine: /require/, definers: ["function"] },
  grammar: "lua",
  grammarPackage: "@tree-sitter-grammars/tree-sitter-lua",
  query: `
    (function_declaration) @function
    (chunk (variable_declaration) @variable)
    (assignment_statement) @function
    (field name: (identifier) @name value: (function_definition body: (_) @body)) @method
    (function_call) @test
    (function_call) @invocation
    ((variable_declaration (assignment_statement (expression_list value: (function_call name: (identifier) @_require)))) @import (#eq? @_require "require"))
  `,
  read: { variable_declaration: assigned, assignment_statement: assigned, function_call: test },
  invocation: calleeIn("name"),
  lineComment: "--",
  attached: /^--/,
  importOf: (statement) => {
    const match = /^(?:local\s+(\w+)\s*=\s*)?require\s*(?:\(\s*)?["']([^"']+)["']/.exec(statement);
    return match ? [{ module: match[2]!, names: match[1] ? [{ name: "*", alias: match[1] }] : [] }] : [];
  },
};
