import type { Language } from "../../languages/language.js";

/** Where the comment and decorators that stand directly above a definition begin; not before `floor`. */
export function attachedStart(language: Language, text: string, start: number, floor: number): number {
  let from = lineStart(text, start);
  const before = text.slice(from, start);
  // Something else stands before the definition on its line: nothing above belongs to it alone.
  if (before.trim() !== "" && !MODIFIERS.test(before)) return start;
  let attached = before.trim() === "" ? start : from + before.search(/\S/);
  while (from > floor) {
    const above = lineStart(text, from - 1);
    if (above < floor && floor > 0 && text.slice(above, floor).trim() !== "") break;
    const line = text.slice(above, from - 1).trim();
    if (line === "") break;
    if (language.blockComment && line.endsWith(language.blockComment[1])) {
      // Sought no further back than it may stand, or many such lines would each look through the whole file.
      const open =
        floor +
        text.slice(floor, from - 2 + language.blockComment[0].length).lastIndexOf(language.blockComment[0]);
      if (open < floor || text.slice(lineStart(text, open), open).trim() !== "") break;
      from = lineStart(text, open);
    } else if (language.attached.test(line)) from = above;
    else break;
    attached = from;
  }
  // Leading indentation stays out, so that the range starts at the first mark of the comment.
  while (attached < start && /[ \t]/.test(text[attached]!)) attached++;
  return attached;
}

/** Words that a grammar may leave outside the definition that they modify. */
const MODIFIERS =
  /^\s*(?:(?:export|default|declare|abstract|async|local|let|rec|and|type|const|var|final|late|typedef|static|extern|expect|actual|public|private|internal|protected|override|pub(?:\(\w+\))?|@[\w.]+)\s+)+$/;

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

const OPENING_MARK =
  /^\s*(?:\/\/[/!]?|\/\*\*?|\*\/|\*(?!\/)|#+(?!\[)|--+\s?[|^]?|@(?:doc|moduledoc|typedoc)\s+(?:~[sS])?"{1,3}|;+|%+|\{-\|?|\(\*+)\s?/;

/** A line of a comment without the marks at its ends. */
function withoutMarks(line: string): string {
  const rest = line.slice(OPENING_MARK.exec(line)?.[0].length ?? 0).trimEnd();
  const mark = closingMark(rest);
  return mark === 0 ? rest : rest.slice(0, -mark);
}

/** Length of the mark that closes a comment at the end of a line. */
function closingMark(line: string): number {
  if (line.endsWith("*/") || line.endsWith("-}")) return 2;
  if (line.endsWith('"""')) return 3;
  if (line.endsWith('"')) return /[.!?]"$/.test(line.slice(-2)) ? 1 : 0;
  if (!line.endsWith("*)")) return 0;
  let length = 2;
  while (line[line.length - length - 1] === "*") length++;
  return length;
}

/** The words of an XML documentation comment: of a tag that names something, the name. */
const withoutTags = (line: string): string =>
  line
    .replace(/<(?:see|seealso|paramref|typeparamref|inheritdoc)\b[^>"]*"([^"]*)"[^>]*>/g, "$1")
    .replace(
      /<\/?(?:summary|remarks|returns|param|typeparam|exception|value|para|example|inheritdoc)\b[^>]*>/g,
      "",
    );

/** More than is kept of any: the patterns are not tried on the rest. */
const LONGEST_COMMENT = 50_000;
const LONGEST_COMMENT_LINE = 4000;

/** The words of a comment without its marks; decorators and attributes are left out. */
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
      // Rulers divide a file for the eye and say nothing.
      .filter((line) => line !== "" && !/^[-=*#/_~+]+$/.test(line))
      .join("\n")
  );
}

/** The string literal that opens a body, without its quotes; empty when there is none. */
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

/** Where a declaration begins behind the decorators, annotations or attributes that open its node. */
export function skipDecorators(language: Language, text: string, start: number, end: number): number {
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

/** Behind the bracket that closes the one at `open`; strings are passed over. */
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

/** A declaration's head on one line, without the comments that stand in it. */
export function signatureOf(language: Language, head: string): string {
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

/** The line up to a comment that follows a space or opens it; an `http://` in a string does not. */
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

/** Takes text out of a grammar's sight; what follows stays where it is. */
export const blank = (text: string): string => " ".repeat(text.length);
