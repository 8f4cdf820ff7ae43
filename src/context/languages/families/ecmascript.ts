import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parse/parsed.js";
import type { Callee, Found, Language } from "../language.js";
import { ecmascriptDeclarations } from "../reading/declarations.js";
import { calleeAt, children, found, shared } from "../reading/nodes.js";
import { callTrace } from "../reading/traces.js";
import { exportedName, exportsOf, FUNCTIONS, importOf, loadedBy, meantValue } from "./ecmascript-modules.js";
import { isBuiltInModule, isPackageName } from "./node-packages.js";

/** Query patterns of JSX. A grammar that does not know it refuses them. */
export const elementQuery = `
    (jsx_opening_element name: (_) @invocation)
    (jsx_self_closing_element name: (_) @invocation)
`;

import { assignment, loop, typeAfterColon, untyped } from "../reading/type-rules.js";
import { wordSet } from "../reading/word-set.js";

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
    (export_statement value: [(arrow_function) (function_expression) (generator_function) (call_expression)] @function)
    (export_statement value: (class) @class)
    (assignment_expression right: (class) @class)
    (arguments) @arguments
    (call_expression arguments: (template_string) @arguments)
    (arguments (identifier) @value)
    (array (identifier) @value)
    (pair value: (identifier) @value)
    (shorthand_property_identifier) @value
    (variable_declarator value: (identifier) @value)
    (assignment_expression right: (identifier) @value)
    (import_statement) @import
    (export_statement source: (_)) @import
`;

const TEST_CALL = /^(?:it|test|describe|suite|context|bench)\b(?:\.\w+)*/;

const bodyOfFunction = (value: Node | null | undefined): Node | null =>
  value && FUNCTIONS.has(value.type) ? value.childForFieldName("body") : null;

/** A variable whose value is a module. */
const LOADS = /^(?:await\s+)?(?:import|require)\s*\(/;

/** The names that a pattern declares: `a`, `b` and `c` in `{ a, x: b, ...c }`. */
function declaredNames(pattern: Node | null): Node[] {
  if (!pattern) return [];
  if (/^(?:identifier|shorthand_property_identifier_pattern)$/.test(pattern.type)) return [pattern];
  if (/^(?:object_pattern|array_pattern|rest_pattern)$/.test(pattern.type))
    return children(pattern).flatMap(declaredNames);
  if (pattern.type === "pair_pattern") return declaredNames(pattern.childForFieldName("value"));
  return /assignment_pattern$/.test(pattern.type) ? declaredNames(pattern.childForFieldName("left")) : [];
}

/** `const a = 1, b = () => 2, { c } = d`: each name is a definition, and a function when its value is one. */
function declared(whole: Node, kind: SymbolKind): Found[] {
  const values: (Node | null)[] = [];
  const names: Node[] = [];
  for (const declarator of children(whole)) {
    if (declarator.type !== "variable_declarator") continue;
    const name = declarator.childForFieldName("name");
    const value = declarator.childForFieldName("value");
    if (name?.type !== "identifier" && value && LOADS.test(value.text.slice(0, 40))) continue;
    for (const one of declaredNames(name)) {
      names.push(one);
      values.push(name?.type === "identifier" ? value : null);
    }
  }
  const parts = shared(whole.text.startsWith("const") ? kind : "variable", whole, names);
  return parts.map((part, index) => {
    const body = bodyOfFunction(values[index]);
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
    const name =
      exportedName(left.text) === "default" ? defaultName(expression) : left.childForFieldName("property");
    return found("function", whole, name, body, {
      ...(/^[A-Z]\w*$/.test(owner) ? { owner } : {}),
    });
  }
  if (expression?.type !== "call_expression") return [];
  if (!TEST_CALL.test(expression.text.slice(0, 40))) return [];
  const [title, ...rest] = children(expression.childForFieldName("arguments") ?? expression);
  const body = rest.map(bodyOfFunction).find((found) => found !== null);
  return body && title && /string/.test(title.type) ? found("test", whole, title, body) : [];
}

/** The component that an element uses; undefined for a tag of the document (`<div>`). */
function element(name: Node, text: string): Callee | undefined {
  const callee = calleeAt(text, name.endIndex);
  return callee && (callee.receiver || !/^[a-z]/.test(callee.name)) ? callee : undefined;
}

/** The name of the function that an assignment to `module.exports` exports. */
const defaultName = (assignment: Node): Node | string =>
  assignment.childForFieldName("right")?.childForFieldName("name") ?? "default";

const field = (whole: Node): Found[] => {
  const body = bodyOfFunction(whole.childForFieldName("value"));
  const name = whole.childForFieldName("name") ?? whole.childForFieldName("property");
  return body ? found("method", whole, name, body) : [];
};

/**
 * A function or class that is exported as a value: `export default memo(() => …)`, `exports.a = class {}`. It is
 * called `default` when it has no other name.
 */
function exportedValue(whole: Node, kind: SymbolKind): Found[] {
  const meant = meantValue(whole);
  if (!meant || meant.type === "identifier") return [];
  const { parent } = whole;
  const left = parent?.type === "assignment_expression" ? parent.childForFieldName("left")?.text : undefined;
  const exported = left === undefined ? "default" : exportedName(left);
  if (exported === undefined) return [];
  const own = meant.childForFieldName("name")?.text ?? "default";
  return found(
    meant.type === "class" ? "class" : kind,
    whole,
    exported === "default" ? own : exported,
    meant.childForFieldName("body"),
  );
}

const ecmascriptRead: NonNullable<Language["read"]> = {
  lexical_declaration: declared,
  variable_declaration: declared,
  expression_statement: statement,
  public_field_definition: field,
  field_definition: field,
  arrow_function: exportedValue,
  function_expression: exportedValue,
  generator_function: exportedValue,
  call_expression: exportedValue,
  class: exportedValue,
};

/** Rules that JavaScript and TypeScript share. */
export const ecmascript = {
  family: "ecmascript",
  modules: {
    indexFiles: ["index"],
    rootAliases: ["@", "~"],
    // A scope such as `@acme/` is not a folder name; the package after it usually is.
    rootSegment: /^@/,
    namesAreDefinitions: true,
    isBuiltIn: isBuiltInModule,
    isExternal: (module: string, _manifest: boolean, isFolder: boolean) => isPackageName(module) && !isFolder,
    // Nuxt, and the declarations that unplugin-auto-import writes.
    autoImports: {
      config: /(?:^|\/)(?:nuxt\.config|auto-imports\.d)\.[cm]?[jt]s$/,
      folders: /(?:^|\/)(?:composables|utils|stores?|hooks)\//,
    },
  },
  occurrences: {
    longStrings: ["`"],
    shortStrings: ['"', "'"],
    interpolation: /^[\w$]*`[\s\S]*\$\{[^{}]*$/,
    declarations: ecmascriptDeclarations,
  },
  scopes: {
    structural: {
      opens: /\binterface\b.*\{/,
      method: /^\s*(?!constructor\b|new\b)([\p{L}_$][\w$]*)\s*(?:<[^()]*>)?\(/u,
      stated: true,
    },
    // `me` is a common name for a saved `this`.
    ownReceivers: ["this", "me"],
    parentReceivers: ["super"],
    globals: wordSet(
      "Array Object String Number Boolean Symbol BigInt Math JSON Date RegExp Map Set WeakMap WeakSet WeakRef Promise",
      "Proxy Reflect Intl Error TypeError RangeError SyntaxError Function ArrayBuffer DataView Uint8Array Int32Array",
      "Float64Array Float32Array Uint32Array Atomics Iterator parseInt parseFloat isNaN isFinite encodeURIComponent",
      "decodeURIComponent encodeURI decodeURI structuredClone queueMicrotask setTimeout setInterval setImmediate",
      "clearTimeout clearInterval fetch console window document navigator location history localStorage sessionStorage",
      "globalThis process Buffer URL URLSearchParams AbortController AbortSignal Headers Request Response FormData Blob",
      "File Event EventTarget CustomEvent WebSocket Worker TextEncoder TextDecoder performance crypto atob btoa require",
      "alert confirm prompt requestAnimationFrame cancelAnimationFrame Element HTMLElement Node",
    ),
    builtInMembers: wordSet(
      "push pop shift unshift splice slice concat join map filter reduce reduceRight forEach find findIndex some every",
      "includes indexOf lastIndexOf sort reverse fill flat flatMap at keys values entries from of get set has delete",
      "add clear size then catch finally all race resolve reject next return throw toString valueOf toFixed split trim",
      "replace replaceAll match matchAll search test exec startsWith endsWith padStart padEnd repeat substring substr",
      "charAt charCodeAt toLowerCase toUpperCase call apply bind assign create freeze parse stringify log warn error info",
      "debug on off once emit addEventListener removeEventListener dispatchEvent querySelector appendChild remove append",
      "prepend write end pipe read close open send json text blob abort now getTime toISOString toJSON item focus blur",
      "click submit reset start stop use",
    ),
    types: {
      variables: [
        ...typeAfterColon,
        ...loop,
        ...untyped,
        "\\b(?:function|constructor)\\b[^()]*\\([^)]*(?<=[(,]\\s*)NAME\\s*(?:=[^,)]*)?[,)]",
        "\\bcatch\\s*\\(\\s*NAME\\b",
        ...assignment,
      ],
      fields: [
        "\\b(?:private|public|protected|readonly)\\s+(?:readonly\\s+)?NAME\\??\\s*:\\s*(?<type>.+)",
        "\\bthis\\.NAME\\s*=(?!=)\\s*(?<value>.+)",
      ],
      result: { mark: ":" },
      inferred: true,
      wrappers: [
        "Promise",
        "Readonly",
        "Partial",
        "Required",
        "NonNullable",
        "Awaited",
        "Ref",
        "ShallowRef",
        "DeepReadonly",
      ],
    },
  },
  conventions: {
    test: /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$|[-_.](?:test|spec)[-_.]d?\.?\w+$/,
  },
  reports: {
    importLine: /import|require/,
    definers: ["class", "function", "const", "interface", "enum", "type"],
    errors: wordSet(
      "AggregateError DOMException Error EvalError InternalError RangeError ReferenceError SyntaxError",
      "TypeError URIError UnhandledPromiseRejection UnhandledPromiseRejectionWarning",
    ),
    traces: [callTrace],
  },
  read: ecmascriptRead,
  attached: /^(?:\/\/|@)/,
  decorator: /@[\w$.]+/y,
  lineComment: "//",
  blockComment: ["/*", "*/"],
  invocation: element,
  importOf,
  exportsOf,
  loads: { names: ["require", "import"], read: loadedBy },
} as const;
