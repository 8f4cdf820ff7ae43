import { decodeText } from "../../text/decode.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { type Heading, sectionsOf } from "./sections.js";

const ADORNMENT = /^([!-/:-@[-`{-~])\1{2,}\s*$/;

/**
 * Titles are underlined, some also overlined. The order in which adornments first appear determines their
 * level.
 */
function headingsOf(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  const levels: string[] = [];
  for (let at = 1; at < lines.length; at++) {
    const mark = ADORNMENT.exec(lines[at]!)?.[1];
    const title = lines[at - 1]!.trim();
    if (!mark || title === "" || ADORNMENT.test(lines[at - 1]!) || lines[at]!.trim().length < title.length)
      continue;
    if (/^\s/.test(lines[at - 1]!) && !ADORNMENT.test(lines[at - 2] ?? "")) continue;
    const over = at > 1 && lines[at - 2]!.trim() === lines[at]!.trim();
    const style = over ? mark + mark : mark;
    if (!levels.includes(style)) levels.push(style);
    headings.push({ line: over ? at - 1 : at, lines: over ? 3 : 2, level: levels.indexOf(style) + 1, title });
  }
  return headings;
}

export const restructuredText: DocumentParser = {
  id: "restructuredtext",
  extensions: documentExtensions.restructuredText,
  parse: (_path, content) => {
    const text = decodeText(content);
    return sectionsOf("restructuredtext", text, headingsOf(text.split(/\r?\n/)));
  },
};
