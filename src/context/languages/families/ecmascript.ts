import type { Node } from "web-tree-sitter";
import type { Import, SymbolKind } from "../../parse/parsed.js";
import type { Found, Language } from "../language.js";
import { importedNames } from "../reading/names.js";
import { children, found, shared } from "../reading/nodes.js";
import { callTrace } from "../reading/traces.js";

/** Query patterns that JavaScript and TypeScript share. */
export const ecmascriptQuery = `
    (function_declaration) @function
    (generator_function_declaration) @function
    (method_definition) @method
    (export_statement (lexical_declaration) @constant)
    (program (lexical_declaration) @variable)
    (program (variable_declaration) @variable)
    (expression_statement) @function
    (pair key: (property_identifier) @name value: (function_expression body: (_) @body)) @method
    (pair key: (property_identifier) @name value: (arrow_function body: (statement_block) @body)) @method
    (export_statement) @outer
    (arguments) @arguments
    (arguments (identifier) @value)
    (array (identifier) @value)
    (pair value: (identifier) @value)
    (shorthand_property_identifier) @value
    (variable_declarator value: (identifier) @value)
    (assignment_expression right: (identifier) @value)
    (import_statement) @import
    (export_statement source: (_)) @import
    ([(lexical_declaration (variable_declarator value: (call_expression function: (identifier) @_require)))
      (variable_declaration (variable_declarator value: (call_expression function: (identifier) @_require)))] @import
     (#eq? @_require "require"))
`;

const FUNCTIONS: ReadonlySet<string> = new Set([
  "arrow_function",
  "function_expression",
  "generator_function",
]);
const TEST_CALL = /^(?:it|test|describe|suite|context|bench)\b(?:\.\w+)*/;

const bodyOfFunction = (value: Node | null | undefined): Node | null =>
  value && FUNCTIONS.has(value.type) ? value.childForFieldName("body") : null;

/** `const a = 1, b = () => 2`: each name is a definition, and a function when its value is one. */
function declared(whole: Node, kind: SymbolKind): Found[] {
  const declarators = children(whole).filter((child) => child.type === "variable_declarator");
  const names = declarators.map((declarator) => declarator.childForFieldName("name"));
  const named = names.filter((name) => name?.type === "identifier").filter((name) => name !== null);
  const parts = shared(whole.text.startsWith("const") ? kind : "variable", whole, named);
  return parts.map((part, index) => {
    const value = declarators[names.indexOf(named[index]!)]!.childForFieldName("value");
    const body = bodyOfFunction(value);
    return body ? { ...part, kind: "function", bodyStart: body.startIndex } : part;
  });
}

/**
 * A statement that is a test (`it("…", () => …)`) or gives a function a name (`Router.prototype.add = …`).
 */
function statement(whole: Node): Found[] {
  const expression = whole.firstNamedChild;
  if (expression?.type === "assignment_expression") {
    const left = expression.childForFieldName("left");
    const body = bodyOfFunction(expression.childForFieldName("right"));
    if (!body || left?.type !== "member_expression") return [];
    const owner = left.childForFieldName("object")?.text.replace(/\.prototype$/, "") ?? "";
    return found("function", whole, left.childForFieldName("property"), body, {
      ...(/^[A-Z]\w*$/.test(owner) ? { owner } : {}),
    });
  }
  if (expression?.type !== "call_expression") return [];
  if (!TEST_CALL.test(expression.text.slice(0, 40))) return [];
  const [title, ...rest] = children(expression.childForFieldName("arguments") ?? expression);
  const body = rest.map(bodyOfFunction).find((found) => found !== null);
  return body && title && /string/.test(title.type) ? found("test", whole, title, body) : [];
}

const field = (whole: Node): Found[] => {
  const body = bodyOfFunction(whole.childForFieldName("value"));
  const name = whole.childForFieldName("name") ?? whole.childForFieldName("property");
  return body ? found("method", whole, name, body) : [];
};

const ecmascriptRead: NonNullable<Language["read"]> = {
  lexical_declaration: declared,
  variable_declaration: declared,
  expression_statement: statement,
  public_field_definition: field,
  field_definition: field,
};

function ecmascriptImport(statement: string): Omit<Import, "line">[] {
  const module = /(?:from|import|require\()\s*["'`]([^"'`]+)["'`]/.exec(statement)?.[1];
  if (!module) return [];
  const open = statement.indexOf("{");
  const close = statement.indexOf("}", open);
  const named = open < 0 || close < 0 ? "" : statement.slice(open + 1, close);
  const whole =
    /^import\s+(?:type\s+)?([\w$]+)/.exec(statement)?.[1] ??
    /\*\s+as\s+([\w$]+)/.exec(statement)?.[1] ??
    /(?:const|let|var)\s+([\w$]+)\s*=/.exec(statement)?.[1];
  const names = importedNames(named.replace(/(?<!\w)(\w+)\s*:\s*(\w+)/g, "$1 as $2"));
  return [{ module, names: whole && whole !== "type" ? [{ name: "*", alias: whole }, ...names] : names }];
}

/** Rules that JavaScript and TypeScript share. */
export const ecmascript = {
  family: "ecmascript",
  modules: {
    indexFiles: ["index"],
    rootAliases: ["@", "~"],
    // A scope such as `@acme/` is not a folder name; the package after it usually is.
    rootSegment: /^@/,
  },
  scopes: {
    // `me` is a common name for a saved `this`.
    ownReceivers: ["this", "me"],
    parentReceivers: ["super"],
  },
  conventions: {
    test: /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$|[-_.](?:test|spec)[-_.]d?\.?\w+$/,
  },
  reports: {
    importLine: /import|require/,
    definers: ["class", "function", "const", "interface", "enum", "type"],
    traces: [callTrace],
  },
  read: ecmascriptRead,
  attached: /^(?:\/\/|@)/,
  decorator: /@[\w$.]+/y,
  lineComment: "//",
  blockComment: ["/*", "*/"],
  importOf: ecmascriptImport,
} as const;
