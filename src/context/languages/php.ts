import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../parse/parsed.js";
import type { Found, Language } from "./language.js";
import { beginsOrEndsWithTest } from "./reading/conventions.js";
import { extendsAndImplements } from "./reading/names.js";
import { calleeApart, calleeOf, childOfType, children, shared } from "./reading/nodes.js";
import { wordSet } from "./reading/word-set.js";

/** `const A = 1, B = 2;` and `public $a, $b;` */
function several(whole: Node, kind: SymbolKind): Found[] {
  const names = children(whole)
    .filter((child) => child.type === "const_element" || child.type === "property_element")
    .map((element) => element.firstNamedChild)
    .filter((name) => name !== null);
  return shared(kind, whole, names).map((part) => ({ ...part, name: part.name.replace(/^\$/, "") }));
}

export const php: Language = {
  id: "php",
  extensions: ["php", "phtml"],
  interpreters: ["php"],
  modules: { namedWhole: ["phtml"] },
  scopes: {
    ownReceivers: ["$this", "this", "self", "static"],
    parentReceivers: ["parent"],
    namespaces: true,
  },
  conventions: { test: beginsOrEndsWithTest, lockFiles: ["composer.lock"] },
  reports: {
    importLine: /use/,
    definers: ["class", "interface", "trait", "function"],
    errors: wordSet(
      "ArgumentCountError ArithmeticError AssertionError BadFunctionCallException BadMethodCallException",
      "DivisionByZeroError DomainException Error ErrorException Exception InvalidArgumentException",
      "JsonException LengthException LogicException OutOfBoundsException OutOfRangeException OverflowException",
      "ParseError RangeException RuntimeException TypeError UnderflowException UnexpectedValueException",
      "UnhandledMatchError ValueError",
    ),
  },
  grammar: "php",
  query: `
    (class_declaration) @class
    (interface_declaration) @interface
    (trait_declaration) @trait
    (enum_declaration) @enum
    (enum_case) @property
    (method_declaration) @method
    (function_definition) @function
    (const_declaration) @constant
    (property_declaration) @property
    (function_call_expression) @invocation
    (member_call_expression) @invocation
    (nullsafe_member_call_expression) @invocation
    (scoped_call_expression) @invocation
    (object_creation_expression) @invocation
    (named_type) @mention
    (namespace_use_declaration) @import
  `,
  read: { const_declaration: several, property_declaration: several },
  heritage: ["base_clause", "class_interface_clause"],
  invocation: (node, text) => {
    if (node.type === "function_call_expression") return calleeOf(node.childForFieldName("function"));
    if (node.type === "object_creation_expression")
      return calleeOf(childOfType(node, "name", "qualified_name"));
    return calleeApart(node.type === "scoped_call_expression" ? "scope" : "object", "name")(node, text);
  },
  decorator: /#\[/y,
  lineComment: "//",
  attached: /^(?:\/\/|#)/,
  blockComment: ["/*", "*/"],
  basesOf: extendsAndImplements,
  isTest: (name, attached) => /^test[A-Z_]/.test(name) || /#\[Test\]|@test\b/.test(attached),
  importOf: (statement) => {
    const group = /^use\s+(?:function\s+|const\s+)?([\w\\]+)\\\{([\s\S]*)\}/.exec(statement);
    const prefix = group ? `${group[1]}\\` : "";
    const list = group ? group[2]! : statement.replace(/^use\s+(?:function\s+|const\s+)?/, "");
    return [...list.matchAll(/(?<![\w\\])([\w\\]+)(?:\s+as\s+(\w+))?\s*(?=[,;]|$)/g)].map(
      ([, path = "", alias]) => {
        const module = `${prefix}${path.replace(/^\\/, "")}`;
        const name = module.split("\\").pop()!;
        return { module: module.replaceAll("\\", "/"), names: [alias ? { name, alias } : { name }] };
      },
    );
  },
};
