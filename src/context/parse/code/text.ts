import type { Language } from "./language.js";

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
      const open = text.lastIndexOf(language.blockComment[0], from - 2);
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
  /^\s*(?:(?:export|default|declare|abstract|async|local|typedef|static|extern|pub(?:\(\w+\))?|@[\w.]+)\s+)+$/;

const lineStart = (text: string, offset: number): number => text.lastIndexOf("\n", offset - 1) + 1;

const MARKS =
  /^\s*(?:\/\/[/!]?|\/\*\*?|\*\/|\*(?!\/)|#+(?!\[)|--+[|^]?|;+|%+|\{-\|?|\(\*+)\s?|\s*(?:\*\/|-\}|\*+\))\s*$/g;

/** The words of a comment without its marks; decorators and attributes are left out. */
export function stripComment(attached: string): string {
  if (attached === "") return "";
  return attached
    .split("\n")
    .filter((line) => !/^\s*(?:@[\w.]+(?:\(.*)?$|#\[|\[)/.test(line))
    .map((line) => line.replace(MARKS, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** The string literal that opens a body, without its quotes; empty when there is none. */
export function docstringAt(text: string, bodyStart: number, end: number): string {
  const match = /^[\s:]*[rRuUbB]{0,2}("""|'''|"|')/.exec(
    text.slice(bodyStart, Math.min(end, bodyStart + 200)),
  );
  if (!match) return "";
  const from = bodyStart + match[0].length;
  const to = text.indexOf(match[1]!, from);
  return to < 0 || to > end
    ? ""
    : text
        .slice(from, to)
        .replace(/\s*\n\s*/g, "\n")
        .trim();
}

export const collapse = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\s*(?:\{|=>?|:)$/, "")
    .trim();
