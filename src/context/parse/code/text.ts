import type { Language } from "../../languages/language.js";

/** How a language writes comments and decorators. */
type Comments = Pick<Language, "attached" | "blockComment" | "lineComment" | "decorator">;

/** Start of the comment and decorators directly above a definition; never before `floor`. */
export function attachedStart(language: Comments, text: string, start: number, floor: number): number {
  let from = lineStart(text, start);
  const before = text.slice(from, start);
  // With other code before the definition on its line, the lines above do not belong to it alone.
  if (before.trim() !== "" && !MODIFIERS.test(before)) return start;
  let attached = before.trim() === "" ? start : from + before.search(/\S/);
  while (from > floor) {
    const above = lineStart(text, from - 1);
    if (above < floor && floor > 0 && text.slice(above, floor).trim() !== "") break;
    const line = text.slice(above, from - 1).trim();
    if (line === "") break;
    if (language.blockComment && line.endsWith(language.blockComment[1])) {
      // Search only from `floor`: otherwise many such lines would each search the whole file.
      const [mark, closing] = language.blockComment;
      // Marks that are alike must not be taken for each other: """ opens and closes.
      const before = mark === closing ? from - 1 - closing.length : from - 2 + mark.length;
      const open = floor + text.slice(floor, Math.max(floor, before)).lastIndexOf(mark);
      if (open < floor || text.slice(lineStart(text, open), open).trim() !== "") break;
      from = lineStart(text, open);
    } else if (language.attached.test(line)) from = above;
    else break;
    attached = from;
  }
  // Skip indentation, so that the range starts at the comment's first character.
  while (attached < start && /[ \t]/.test(text[attached]!)) attached++;
  return attached;
}

/** Modifiers that a grammar may leave outside of the definition's node. */
const MODIFIERS =
  /^\s*(?:(?:export|default|declare|abstract|async|local|let|rec|and|type|const|var|final|late|typedef|static|extern|expect|actual|public|private|internal|protected|override|pub(?:\(\w+\))?|@[\w.]+)\s+)+$/;

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

const OPENING_MARK =
  /^\s*(?:\/\/[/!]?|\/\*\*?|\*\/|\*(?!\/)|#+(?!\[)|--+\s?[|^]?|<#|#>|!+[<>]?(?=\s)|'{1,3}(?=\s)|"(?=\s)|@(?:doc|moduledoc|typedoc)\s+(?:~[sS])?"{1,3}|;+|%+|\{-\|?|\(\*+)\s?/;

/** A line of a comment without its opening and closing marks. */
function withoutMarks(line: string): string {
  const rest = line.slice(OPENING_MARK.exec(line)?.[0].length ?? 0).trimEnd();
  const mark = closingMark(rest);
  return mark === 0 ? rest : rest.slice(0, -mark);
}

/** Length of the mark at the end of a line that closes a comment; 0 when there is none. */
function closingMark(line: string): number {
  if (line.endsWith("*/") || line.endsWith("-}")) return 2;
  if (line.endsWith('"""')) return 3;
  if (line.endsWith('"')) return /[.!?]"$/.test(line.slice(-2)) ? 1 : 0;
  if (!line.endsWith("*)")) return 0;
  let length = 2;
  while (line[line.length - length - 1] === "*") length++;
  return length;
}

/** Removes the tags of an XML documentation comment. A tag that refers to a name is replaced by the name. */
const withoutTags = (line: string): string =>
  line
    .replace(/<(?:see|seealso|paramref|typeparamref|inheritdoc)\b[^>"]*"([^"]*)"[^>]*>/g, "$1")
    .replace(
      /<\/?(?:summary|remarks|returns|param|typeparam|exception|value|para|example|inheritdoc)\b[^>]*>/g,
      "",
    );

/** Characters of a comment, and of one of its lines, that the patterns below read: more than is kept. */
const LONGEST_COMMENT = 50_000;
const LONGEST_COMMENT_LINE = 4000;

/** The text of a comment without its marks, and without decorators and attributes. */
export function stripComment(attached: string): string {
  if (attached === "") return "";
  return (
    attached
      .slice(0, LONGEST_COMMENT)
      .split("\n")
      .filter(
        (line) => !/^\s*(?:@[\w.]+(?:\(.*)?$|#!?\[|\[|template\s*<|@(?:spec|impl|doc false))/.test(line),
      )
      .map((line) => withoutTags(withoutMarks(line.slice(0, LONGEST_COMMENT_LINE))).trim())
      // Drop lines of dashes and the like.
      .filter((line) => line !== "" && !/^[-=*#/_~+]+$/.test(line))
      .join("\n")
  );
}

/** The documentation string at the start of a body, without its quotes; empty when there is none. */
export function docstringAt(text: string, bodyStart: number, end: number): string {
  const match = /^[\s:]*(?:do\s+@moduledoc\s+(?:~[sS])?)?[rRuUbB]{0,2}("""|'''|"|')/.exec(
    text.slice(bodyStart, Math.min(end, bodyStart + 200)),
  );
  if (!match) return "";
  const from = bodyStart + match[0].length;
  const to = text.indexOf(match[1]!, from);
  return to < 0 || to > end
    ? ""
    : text
        .slice(from, to)
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join("\n");
}

/** Offset of a declaration after the decorators, annotations or attributes at the start of its node. */
export function skipDecorators(language: Comments, text: string, start: number, end: number): number {
  if (!language.decorator) return start;
  let at = start;
  for (;;) {
    while (at < end && /\s/.test(text[at]!)) at++;
    language.decorator.lastIndex = at;
    const mark = language.decorator.exec(text)?.[0];
    if (mark === undefined) return at < end ? at : start;
    const opens = "([".includes(mark[mark.length - 1]!);
    at += mark.length;
    if (opens || text[at] === "(") at = closing(text, opens ? at - 1 : at, end);
  }
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

/** Offset after the bracket that closes the one at `open`. Skips strings. */
function closing(text: string, open: number, end: number): number {
  const from = text[open]!;
  const to = CLOSING[from];
  let depth = 0;
  let quote = "";
  for (let at = open; at < end; at++) {
    const character = text[at]!;
    if (quote !== "") {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "`") quote = character;
    else if (character === from) depth++;
    else if (character === to && --depth === 0) return at + 1;
  }
  return end;
}

/** A declaration's head on one line, without its comments. */
export function signatureOf(language: Comments, head: string): string {
  const plain = language.lineComment
    ? head
        .split("\n")
        .map((line) => withoutComment(line, language.lineComment!))
        .join("\n")
    : head;
  const [open, close] = language.blockComment ?? [];
  const bare = open && close ? withoutBlocks(plain, open, close) : plain;
  return bare
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\s*(?:\{|=>?|[:,]|\bdo|\bthen)$/, "")
    .trim();
}

/**
 * Cuts a line comment off. It must follow white space or start the line, so `http://` in a string is none.
 */
function withoutComment(line: string, mark: string): string {
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1))
    if (at === 0 || /\s/.test(line[at - 1]!))
      if ((line.slice(0, at).match(/["'`]/g)?.length ?? 0) % 2 === 0) return line.slice(0, at);
  return line;
}

function withoutBlocks(text: string, open: string, close: string): string {
  let result = "";
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at + open.length);
    if (end < 0) break;
    result += `${text.slice(from, at)} `;
    from = end + close.length;
  }
  return result + text.slice(from);
}

/** Spaces of the same length, to hide text from a grammar without moving the offsets after it. */
export const blank = (text: string): string => " ".repeat(text.length);
