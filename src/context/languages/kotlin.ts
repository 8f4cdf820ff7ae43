import type { Node } from "web-tree-sitter";
import { blank } from "../parse/code/text.js";
import type { SymbolKind } from "../parse/parsed.js";
import { dottedImport, jvm } from "./families/jvm.js";
import type { Found, Language } from "./language.js";
import { keywordDeclarations } from "./reading/declarations.js";
import { baseNames, inherited } from "./reading/names.js";
import { childOfType, children, found } from "./reading/nodes.js";
import { assignment, loop, typeAfterColon, untyped } from "./reading/type-rules.js";

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

/** The owner of `fun Shelf.add()` is Shelf. */
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

const CLASS_HEAD = /\bclass[ \t]+\w+(?:<[^\n{}]{0,100}>)?/g;
/** One token that may come between a class's name and its constructor; block comments are handled apart. */
const BETWEEN = /\s+|\/\/[^\n]*\n|@\w+|\b(?:internal|private|public|protected|actual|expect)\b/y;
const CONSTRUCTOR = /constructor\s*\(/y;

/**
 * Joins a constructor to its class's name: blanks comments and unknown modifiers between them, and turns line
 * ends into spaces. Reads token by token, since one pattern takes exponential time for a row of comments.
 */
function withJoinedConstructors(text: string): string {
  let result = "";
  const lastComment = text.lastIndexOf("*/");
  CLASS_HEAD.lastIndex = 0;
  for (let head = CLASS_HEAD.exec(text); head; head = CLASS_HEAD.exec(text)) {
    const from = head.index + head[0].length;
    let to = from;
    for (;;) {
      if (text.startsWith("/*", to) && to + 2 <= lastComment) to = text.indexOf("*/", to + 2) + 2;
      else {
        BETWEEN.lastIndex = to;
        const piece = BETWEEN.exec(text);
        if (!piece) break;
        to = BETWEEN.lastIndex;
      }
    }
    CONSTRUCTOR.lastIndex = to;
    if (to > from && CONSTRUCTOR.test(text)) {
      const between = text.slice(from, to);
      result +=
        text.slice(result.length, from) +
        between.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|\b(?:actual|expect)\b/g, blank).replace(/\n/g, " ");
    }
    // Continue after the skipped text: a class head inside it is in a comment.
    CLASS_HEAD.lastIndex = Math.max(to, from);
  }
  return result + text.slice(result.length);
}

const DELEGATION = /(?<=\s)by\s+[\w.]+(?=\s*\{)/g;

/** Most characters of a line before `class`, between it and the colon, and after the colon. */
const [LEAD, NAMED, BASES] = [200, 300, 200];

const withoutDelegation = (text: string): string =>
  text.replace(DELEGATION, (by: string, at: number) => (delegates(text, at - 1) ? blank(by) : by));

/** Whether the text before `end` is a class head with base types, `class A : …`, on one line. */
function delegates(text: string, end: number): boolean {
  const from = Math.max(0, end - LEAD - NAMED - BASES);
  const before = text.slice(from, end);
  const nearest = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("{"), before.length - BASES - 2);
  const colons: number[] = [];
  for (let at = before.indexOf(":", nearest + 1); at >= 0; at = before.indexOf(":", at + 1)) colons.push(at);
  if (colons.length === 0) return false;
  for (const keyword of before.matchAll(/\b(?:class|object)\s/g)) {
    const named = keyword.index + keyword[0].length;
    const reached = colons.some(
      (colon) => colon >= named && colon - named <= NAMED && !/[\n{]/.test(before.slice(named, colon)),
    );
    if (!reached) continue;
    const start = from + keyword.index;
    const line = text.slice(Math.max(0, start - LEAD - 1), start);
    const opens = line.lastIndexOf("\n");
    if ((opens >= 0 || start <= LEAD) && !line.includes("{", opens + 1)) return true;
  }
  return false;
}

export const kotlin: Language = {
  id: "kotlin",
  extensions: ["kt", "kts"],
  ...jvm,
  occurrences: {
    longStrings: ['"""'],
    interpolation: /\$$|\$\{[^{}]*$/,
    declarations: keywordDeclarations,
    functionValue: /::\s*$|[\w)\]}"] +$/,
    key: /^\s*=(?!=)/,
  },
  scopes: {
    ...jvm.scopes,
    isPart: ({ signature }) => /\b(?:expect|actual)\b/.test(signature),
    types: {
      variables: [
        "\\bNAME\\s+by\\s+lazy\\b[^{]*\\{\\s*(?<value>[^}]+)",
        ...typeAfterColon,
        ...loop,
        ...untyped,
        ...assignment,
      ],
      result: { mark: ":" },
      inferred: true,
    },
  },
  reports: { ...jvm.reports, definers: ["class", "fun", "interface"] },
  grammar: "kotlin",
  query: `
    (class_declaration) @class
    (object_declaration) @class
    (companion_object) @class
    (function_declaration) @function
    (secondary_constructor) @constructor
    (source_file (property_declaration) @variable)
    (class_body (property_declaration) @property)
    (class_parameter (binding_pattern_kind)) @property
    (enum_entry) @property
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
    class_parameter: (whole) => found("property", whole, childOfType(whole, "simple_identifier")),
    enum_entry: (whole) => found("property", whole, childOfType(whole, "simple_identifier")),
  },
  // The grammar ends a class before a constructor on a later line, does not know `actual` before a
  // constructor or a parameter, and reads `: Base by delegate {` as a call of `delegate` with a lambda.
  prepare: (text) =>
    withoutDelegation(
      withJoinedConstructors(text).replace(
        /\b(?:actual|expect)[ \t]+(?=(?:(?:override|private|internal|public|protected)[ \t]+)*va[lr]\b)/g,
        blank,
      ),
    ),
  decorator: /@(?:\w+:)?[\w.]+/y,
  lineComment: "//",
  attached: /^(?:\/\/|@)/,
  blockComment: ["/*", "*/"],
  isTest: (_name, attached) => /@Test\b/.test(attached),
  importOf: (statement) => dottedImport(statement.trim().split("\n", 1)[0]!),
};
