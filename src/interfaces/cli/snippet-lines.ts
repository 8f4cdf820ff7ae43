import type { SnippetLine } from "../../context/repository/results.js";
import { printable } from "../../shared/printable.js";

/** The widest line that is easy to read. */
const WIDEST = 160;
const NARROWEST = 40;
const TAB = "  ";

/**
 * The lines under a search result, `   12  return upload(file);`, without their common indentation and cut to
 * the width of the terminal.
 */
export function snippetLines(snippet: readonly SnippetLine[], columns: number): string[] {
  const texts = snippet.map(({ text }) => text.replaceAll("\t", TAB));
  const indented = texts.filter((text) => text.trim() !== "");
  const common = Math.min(...indented.map((text) => text.length - text.trimStart().length));
  const digits = Math.max(6, ...snippet.map(({ line }) => String(line).length));
  const width = Math.max(NARROWEST, Math.min(columns, WIDEST)) - digits - 2;
  return snippet.map(({ line }, index) => {
    const text = printable(texts[index]!.slice(Number.isFinite(common) ? common : 0));
    return `${String(line).padStart(digits)}  ${cutTo(text, width)}`.trimEnd();
  });
}

/** Cuts a text to a width in terminal cells. */
function cutTo(text: string, width: number): string {
  let used = 0;
  let kept = "";
  for (const character of text) {
    const cells = cellsOf(character);
    if (used + cells > width) {
      while (used > width - 1) {
        const last = [...kept].at(-1)!;
        kept = kept.slice(0, -last.length);
        used -= cellsOf(last);
      }
      return `${kept}…`;
    }
    kept += character;
    used += cells;
  }
  return text;
}

/** Marks take no cell; ideographs, kana, Hangul, full-width forms and emoji take two. */
const cellsOf = (character: string): number => (/\p{M}/u.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
