import { printable, printableText } from "../../shared/printable.js";

/** Text of a repository inside Markdown: a name in a line, lines inside a fence. */

/** Names of these characters mean nothing to Markdown. */
const PLAIN = /^[\p{L}\p{N}\p{M}_./@+,=~ ():;&'%$#?!-]*$/u;

/** A name in a line of Markdown: as it is, or as a code span that it cannot end. */
export function inlineName(name: string): string {
  const shown = printable(name);
  if (PLAIN.test(shown)) return shown;
  const ticks = "`".repeat(longestRun(shown, 0) + 1);
  const space = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${ticks}${space}${shown}${space}${ticks}`;
}

/** Text of a file between fences that it cannot close. */
export function fenced(path: string, text: string): string {
  const shown = printableText(text);
  const fence = "`".repeat(longestRun(shown, 2) + 1);
  return `${fence}${language(path)}\n${shown}\n${fence}`;
}

/** The length of the longest run of backquotes, or `least`. */
const longestRun = (text: string, least: number): number =>
  text.match(/`+/g)?.reduce((longest, run) => Math.max(longest, run.length), least) ?? least;

const language = (path: string): string => /\.([A-Za-z0-9_]{1,8})$/.exec(path)?.[1] ?? "";
