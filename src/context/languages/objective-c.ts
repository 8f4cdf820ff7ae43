import type { Node } from "web-tree-sitter";
import { blank } from "../parse/code/text.js";
import { cFamily, cRead } from "./families/c.js";
import type { Found, Language } from "./language.js";
import { endsWithTest } from "./reading/conventions.js";
import { typedDeclarations } from "./reading/declarations.js";
import { implemented, inherited } from "./reading/names.js";
import { calleeApart, calleeIn, childOfType, found } from "./reading/nodes.js";

const names = (list: Node | undefined): string[] => list?.text.match(/[A-Za-z_]\w*/g) ?? [];

function type(whole: Node): Found[] {
  const protocols = childOfType(whole, "parameterized_arguments", "protocol_reference_list");
  const superclass = whole.childForFieldName("superclass")?.text;
  const kind = whole.type === "class_implementation" ? "class" : "interface";
  // The head is the first line; the rest, with its comments, is the body.
  const head = whole.text.indexOf("\n");
  return found(kind, whole, childOfType(whole, "identifier"), null, {
    ...(head > 0 ? { bodyStart: whole.startIndex + head } : {}),
    bases: [...inherited(superclass ? [superclass] : []), ...implemented(names(protocols))],
  });
}

/** The name of a method is the first part of its selector. */
const method = (whole: Node): Found[] =>
  found("method", whole, childOfType(whole, "identifier"), childOfType(whole, "compound_statement"));

export const objectiveC: Language = {
  id: "objective-c",
  extensions: ["m", "mm"],
  shares: {
    extensions: ["h"],
    when: (text) =>
      /^[^\S\n\r\u2028\u2029]*(?:@(?:interface|protocol|class|import)\b|#\s*import\b)/m.test(text),
  },
  family: cFamily.family,
  modules: cFamily.modules,
  scopes: cFamily.scopes,
  occurrences: { declarations: typedDeclarations },
  conventions: { test: endsWithTest },
  reports: { importLine: /#include/ },
  grammar: "objc",
  query: `
    (class_interface) @interface
    (class_implementation) @class
    (protocol_declaration) @interface
    (method_definition) @method
    (method_declaration) @method
    (property_declaration) @property
    (function_definition) @function
    (struct_specifier name: (_) @name body: (_) @body) @struct
    (enum_specifier name: (_) @name body: (_) @body) @enum
    (preproc_def) @macro
    (preproc_function_def) @macro
    (call_expression) @invocation
    (message_expression) @invocation
    (preproc_include) @import
  `,
  read: {
    class_interface: type,
    class_implementation: type,
    protocol_declaration: type,
    method_definition: method,
    method_declaration: method,
    property_declaration: (whole) => found("property", whole, /(?<!\w)(\w+)\s*;\s*$/.exec(whole.text)?.[1]),
    function_definition: cRead.function_definition,
  },
  invocation: (node, text) => {
    if (node.type !== "message_expression") return calleeIn("function")(node);
    const callee = calleeApart("receiver", "method")(node, text);
    // The receiver `[Shelf alloc]` is a message and not a list.
    return callee?.receiver === "[]" ? { ...callee, receiver: "?" } : callee;
  },
  // The grammar does not know `NS_ENUM` and the like.
  prepare: (text) =>
    text
      .replace(
        /\btypedef\s+NS_(?:ENUM|OPTIONS|CLOSED_ENUM)\(\s*\w+\s*,\s*(\w+)\s*\)/g,
        (whole, name: string) => `enum ${name}`.padEnd(whole.length),
      )
      .replace(/\bNS_(?:ASSUME_NONNULL_(?:BEGIN|END)|REFINED_FOR_SWIFT)\b/g, blank),
  lineComment: "//",
  isTest: (name) => /^test[A-Z_]/.test(name),
  attached: /^\/\//,
  blockComment: ["/*", "*/"],
  importOf: (statement) => {
    const module = /[<"]([^>"]{1,500})[>"]/.exec(statement)?.[1];
    return module ? [{ module, names: [] }] : [];
  },
};
