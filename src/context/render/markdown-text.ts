import { printable, printableText } from "../../shared/printable.js";

// Escapes repository text for Markdown: names within a line, and lines inside a code fence.

/** Names of only these characters need no escaping in Markdown. */
const PLAIN = /^[\p{L}\p{N}\p{M}_./@+,=~ ():;&'%$#?!-]*$/u;

/**
 * Escapes a name for a line of Markdown: unchanged, or as a code span that it cannot end. A backquote becomes
 * `\u0060`: a code span with longer delimiters would be valid too, but at the start of a line it could open a
 * fence.
 */
export function inlineName(name: string): string {
  const shown = printable(name);
  return PLAIN.test(shown) ? shown : `\`${shown.replaceAll("`", "\\u0060")}\``;
}

/** Escapes a sentence that quotes names: unchanged when nothing but quotation marks needs escaping, or as a code span. */
export function inlineSentence(sentence: string): string {
  const shown = printable(sentence);
  return PLAIN.test(shown.replaceAll('"', "")) ? shown : inlineName(sentence);
}

/** Puts a file's text into a code fence that the text cannot close. */
export function fenced(path: string, text: string): string {
  const shown = printableText(text);
  // Longer than any run of backquotes in the text, so that no line of it can close the fence.
  const longest = text.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2;
  const fence = "`".repeat(longest + 1);
  return `${fence}${language(path)}\n${shown}\n${fence}`;
}

const language = (path: string): string => /\.([A-Za-z0-9_]{1,8})$/.exec(path)?.[1] ?? "";
