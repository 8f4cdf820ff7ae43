import type { Lines } from "./statements.js";

/** A licence begins at a paragraph of the first comment that says so. */
const BEGINS =
  /copyright|\(c\)\s*\d{4}|©|spdx-|all rights reserved|licen[cs]ed\s+(?:under|to|as)|permission is hereby|public domain/i;
/** Words of the paragraphs that follow. */
const GOES_ON = /copyright|licen[cs]e|spdx-|warrant|redistribut|permission|liab(?:le|ility)|"as is"|rights/i;
/** Paragraphs without such a word between two that have one: an address, a list of names. */
const MOST_BETWEEN = 2;
/** The first comment is no longer than this. */
const MOST_LINES = 150;
/** A paragraph of fewer words before a licence is a title, such as the file's name. */
const TITLE_WORDS = 8;

/** How comments begin and end that may have many lines. */
const BLOCKS: readonly (readonly [opens: string, closes: string])[] = [
  ["/*", "*/"],
  ["<!--", "-->"],
  ["{-", "-}"],
  ["(*", "*)"],
  ['"""', '"""'],
  ["'''", "'''"],
  ["--[[", "]]"],
  ["#|", "|#"],
  ["<#", "#>"],
  ["%{", "%}"],
  ["=begin", "=end"],
];
/** What begins a comment of one line, but not what looks alike: a directive or an attribute. */
const LINE_COMMENT =
  /^(?:\/\/|--|;|%|dnl\b|\.\.\s|['"!]\s|#(?!\s*(?:include|import|define|undef|if|ifdef|ifndef|pragma|error|region)\b|!?\[))/;
/** Lines that stand before the first comment: an interpreter, a mode, an include guard. */
const BEFORE = /^(?:\s*$|#!|<\?|#\s*-\*-|%YAML|---$|#\s*(?:ifndef|define|pragma)\b)/;

/**
 * The lines, 1-based, of the licence that a file begins with, by its words, in any language's comments; with the
 * title above it. What the first comment says besides, about the file, is not part of it.
 */
export function licenceLines(lines: readonly string[]): Lines | undefined {
  const comment = firstComment(lines);
  const paragraphs = paragraphsOf(lines, comment);
  const first = paragraphs.findIndex(({ text }) => BEGINS.test(text));
  if (first < 0) return undefined;
  let last = first;
  for (let at = first + 1; at < paragraphs.length && at - last <= MOST_BETWEEN + 1; at++)
    if (GOES_ON.test(paragraphs[at]!.text)) last = at;
  const before = paragraphs.slice(0, first).map(({ text }) => text);
  const isTitled = (before.join(" ").match(/[\p{L}\p{N}]{3,}/gu)?.length ?? 0) < TITLE_WORDS;
  const from = isTitled ? comment[0] : paragraphs[first]!.from;
  let { to } = paragraphs[last]!;
  while (to < lines.length && !/[\p{L}\p{N}]/u.test(lines[to]!) && lines[to]!.trim() !== "") to++;
  return [from, to];
}

/** The lines of the comments that a file begins with, with blank lines between them. */
function firstComment(lines: readonly string[]): Lines {
  let from = 1;
  while (from <= lines.length && BEFORE.test(lines[from - 1]!)) from++;
  let closes: string | undefined;
  let to = from - 1;
  for (let line = from; line <= Math.min(lines.length, from + MOST_LINES - 1); line++) {
    const text = lines[line - 1]!.trim();
    if (text === "") continue;
    if (closes === undefined) {
      const block = BLOCKS.find(([opens]) => text.startsWith(opens));
      if (block) {
        const [opens, end] = block;
        if (!text.slice(opens.length).includes(end)) closes = end;
      } else if (!LINE_COMMENT.test(text)) break;
    } else if (text.includes(closes)) closes = undefined;
    to = line;
  }
  return [from, to];
}

interface Paragraph {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Runs of lines with a letter or digit. */
function paragraphsOf(lines: readonly string[], [from, to]: Lines): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (let line = from; line <= to; line++) {
    const text = lines[line - 1]!;
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const last = paragraphs.at(-1);
    if (last && last.to === line - 1)
      paragraphs[paragraphs.length - 1] = { from: last.from, to: line, text: `${last.text} ${text}` };
    else paragraphs.push({ from: line, to: line, text });
  }
  return paragraphs;
}
