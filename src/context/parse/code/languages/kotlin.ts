import type { Node } from "web-tree-sitter";
import type { SymbolKind } from "../../parsed.js";
import { baseNames, type Found, inherited, type Language } from "../language.js";
import { childOfType, children, found } from "../nodes.js";
import { blank } from "../text.js";
import { dottedImport } from "./java.js";

const KEYWORD = /(?:^|\s)(enum\s+class|class|interface|object)\s/;

function type(whole: Node): Found[] {
  const body = childOfType(whole, "class_body", "enum_class_body");
  const name = childOfType(whole, "type_identifier");
  const head = whole.text.slice(0, (name?.endIndex ?? whole.startIndex) - whole.startIndex);
  const keyword = KEYWORD.exec(head)?.[1] ?? "class";
  const kind = keyword === "interface" ? "interface" : keyword.startsWith("enum") ? "enum" : "class";
  const bases = children(whole)
    .filter((child) => child.type === "delegation_specifier")
    .flatMap((child) => baseNames(child.text.replace(/[(<][\s\S]*$/, "")));
  return found(kind, whole, name ?? "Companion", body, { bases: inherited(bases) });
}

/** `fun Shelf.add()` belongs to Shelf. */
function callable(whole: Node): Found[] {
  const name = childOfType(whole, "simple_identifier");
  const receiver =
    name && children(whole).find((child) => child.type === "user_type" && child.endIndex <= name.startIndex);
  return found("function", whole, name, childOfType(whole, "function_body"), {
    ...(receiver ? { owner: receiver.text.replace(/<[\s\S]*$/, "") } : {}),
  });
}

const property = (whole: Node, kind: SymbolKind): Found[] => {
  const declaration = childOfType(whole, "variable_declaration");
  return found(kind, whole, declaration && childOfType(declaration, "simple_identifier"));
};

export const kotlin: Language = {
  id: "kotlin",
  extensions: ["kt", "kts"],
  grammar: "kotlin",
  query: `
    (class_declaration) @class
    (object_declaration) @class
    (companion_object) @class
    (function_declaration) @function
    (secondary_constructor) @constructor
    (source_file (property_declaration) @variable)
    (class_body (property_declaration) @property)
    (type_alias (type_identifier) @name) @type
    (call_expression) @invocation
    (user_type (type_identifier) @mention)
    (import_header) @import
  `,
  read: {
    class_declaration: type,
    object_declaration: type,
    companion_object: type,
    function_declaration: callable,
    secondary_constructor: (whole) =>
      found("constructor", whole, "constructor", childOfType(whole, "statements")),
    property_declaration: property,
  },
  // A constructor may stand below the class's name, behind comments and modifiers, where the grammar sees its end; and
  // it knows no `actual` before a constructor or a parameter. It reads `: Base by delegate {` as a call of `delegate`
  // with a lambda.
  prepare: (text) =>
    text
      .replace(
        /(\bclass[ \t]+\w+(?:<[^\n{}]{0,100}>)?)((?:\s|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/|@\w+|\b(?:internal|private|public|protected|actual|expect)\b)+)(?=constructor\s*\()/g,
        (_whole, head: string, between: string) =>
          head +
          between.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|\b(?:actual|expect)\b/g, blank).replace(/\n/g, " "),
      )
      .replace(
        /\b(?:actual|expect)[ \t]+(?=(?:(?:override|private|internal|public|protected)[ \t]+)*va[lr]\b)/g,
        blank,
      )
      .replace(
        /^([^\n{]{0,200}?\b(?:class|object)\s[^\n{]{0,300}?:[^\n{]{0,200}?\s)(by\s+[\w.]+)(?=\s*\{)/gm,
        (_whole, before: string, by: string) => before + blank(by),
      ),
  decorator: /@(?:\w+:)?[\w.]+/y,
  lineComment: "//",
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  isTest: (_name, attached) => /@Test\b/.test(attached),
  importOf: (statement) => dottedImport(statement.trim().split("\n", 1)[0]!),
};
