import { printable, printableText } from "../../shared/printable.js";

/** Text of a repository inside Markdown: a name in a line, lines inside a fence. */

/** Names of these characters mean nothing to Markdown. */
const PLAIN = /^[\p{L}\p{N}\p{M}_./@+,=~ ():;&'%$#?!-]*$/u;

/**
 * A name in a line of Markdown: as it is, or as a code span that it cannot end. A backquote becomes its escape: a longer
 * span would do by the letter, but begins a line as a fence does.
 */
export function inlineName(name: string): string {
  const shown = printable(name);
  return PLAIN.test(shown) ? shown : `\`${shown.replaceAll("`", "\\u0060")}\``;
}

/** Text of a file between fences that it cannot close. */
export function fenced(path: string, text: string): string {
  const shown = printableText(text);
  // Longer than any run of backquotes in the text, so that no line of it can close the fence.
  const longest = text.match(/`{3,}/g)?.reduce((most, run) => Math.max(most, run.length), 2) ?? 2;
  const fence = "`".repeat(longest + 1);
  return `${fence}${language(path)}\n${shown}\n${fence}`;
}

const language = (path: string): string => /\.([A-Za-z0-9_]{1,8})$/.exec(path)?.[1] ?? "";
