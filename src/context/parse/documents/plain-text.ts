import { isProse } from "../../scan/role.js";
import { decodeText } from "../../text/decode.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { type Heading, sectionsOf } from "./sections.js";

/** A longer first paragraph is text, not a title. */
const MOST_TITLE_LINES = 3;
const MOST_TITLE_CHARACTERS = 240;
/** Share of letters and spaces in a title; tables, lists of settings and drawings have fewer. */
const LEAST_LETTERS = 0.85;
/** A section of a long text ends at the first blank line after so many; the rest is cut as other text is. */
const SECTION_LINES = 60;

/** Prose without marks: what a short first paragraph says is the title of the text below it. */
export const plainText: DocumentParser = {
  id: "plain-text",
  extensions: documentExtensions.plainText,
  claims: (head, path) => isProse(path) && titleOf(head.split("\n")) !== undefined,
  parse: (_path, content) => {
    const text = decodeText(content);
    const lines = text.split("\n");
    const title = titleOf(lines);
    const headings: Heading[] = title ? [title] : [];
    if (lines.length > SECTION_LINES * 1.5) {
      const end = lines.findIndex((line, index) => index >= SECTION_LINES && line.trim() === "");
      if (end >= 0) headings.push({ line: end + 1, lines: 1, level: 1, title: "", ends: true });
    }
    return sectionsOf("text", text, headings);
  },
};

function titleOf(lines: readonly string[]): Heading | undefined {
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) return undefined;
  const block: string[] = [];
  for (let at = first; at < lines.length && lines[at]!.trim() !== ""; at++) {
    if (block.length === MOST_TITLE_LINES) return undefined;
    block.push(lines[at]!.slice(0, MOST_TITLE_CHARACTERS + 1).trim());
  }
  const title = block.join(" ");
  const below = lines.slice(first + block.length).find((line) => line.trim() !== "");
  if (below === undefined || title.length > MOST_TITLE_CHARACTERS || !title.includes(" ")) return undefined;
  const letters = title.match(/[\p{L}\p{M}\s]/gu)?.length ?? 0;
  if (letters < LEAST_LETTERS * title.length) return undefined;
  return { line: first + 1, lines: block.length, level: 1, title };
}
