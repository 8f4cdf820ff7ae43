import { languageOf } from "../../languages/index.js";
import { saysGenerated } from "../../scan/role.js";
import { redact } from "../../secrets/redact.js";
import { decodeText } from "../../text/decode.js";
import { hasLongLines, lineAt, lineOffsets } from "../../text/lines.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { writePage } from "./html-text.js";
import { loadMarkup, readMarkup } from "./markup.js";
import { oneLine, SectionWriter } from "./section-writer.js";
import { type Heading, sectionsOf } from "./sections.js";

/** A longer program or style sheet in a page ends the section that it stands in. */
const LONG_SCRIPT_LINES = 20;
const LONGEST_TITLE = 300;

/** A page that a tool wrote or a browser saved. */
const WRITTEN = /<!--\s{0,9}saved from url=|<meta\s[^>]{0,200}\bname\s{0,9}=\s{0,9}["']?generator\b/i;

/** A page with the code of a template language is a template. */
const isPage = (head: string, path: string): boolean => languageOf(path, head) === undefined;

/*
 * One rule decides how a page is read. People edit the lines of a page that a person wrote, so it keeps its own
 * lines: they can be cited, packed and changed, and a search finds its classes and scripts. Nobody edits the
 * lines of a page that a tool wrote or a browser saved, and often its text is one line: its readable part is
 * extracted, without navigation, programs and styles.
 */

/** Pages that a tool wrote or a browser saved: their readable part, in sections by headings. */
export const writtenPage: DocumentParser = {
  id: "html-text",
  ownText: true,
  extensions: documentExtensions.html,
  quickBelow: 300_000,
  claims: (head, path) =>
    (hasLongLines(head) || saysGenerated(head) || WRITTEN.test(head)) && isPage(head, path),
  parse: async (_path, content) => {
    const markup = await loadMarkup();
    const source = decodeText(content);
    const writer = new SectionWriter();
    writePage(markup, source, writer);
    const parsed = writer.parsed("html");
    // Nothing but programs: a minified application.
    if (parsed.text?.trim() === "") return { ...parsed, unread: "minified" };
    return { ...parsed, head: redact(source.slice(0, 4000)) };
  },
};

/** Pages that a person wrote: their own lines, in sections by headings. */
export const sourcePage: DocumentParser = {
  id: "html",
  extensions: documentExtensions.html,
  claims: isPage,
  parse: async (_path, content) => {
    const text = decodeText(content);
    const markup = await loadMarkup();
    const lines = lineOffsets(text);
    const headings: Heading[] = [];
    let title:
      | { readonly level: number; readonly start: number; readonly id: string; text: string }
      | undefined;
    let script = -1;
    const end = (start: number): void => {
      headings.push({ line: lineAt(lines, start), lines: 1, level: 1, title: "", ends: true });
    };
    readMarkup(markup, text, {
      open: (name, attributes, start) => {
        if (/^h[1-6]$/.test(name))
          title = { level: Number(name[1]), start, id: attributes.get("id") ?? "", text: "" };
        else if (name === "script" || name === "style") script = start;
      },
      text: (piece) => {
        if (title && title.text.length < LONGEST_TITLE) title.text += piece.slice(0, LONGEST_TITLE);
      },
      close: (name, start) => {
        if (title && name === `h${title.level}`) {
          const line = lineAt(lines, title.start);
          const named = oneLine(title.text);
          const signature = title.id === "" ? named : `${named} #${title.id}`;
          headings.push({
            line,
            lines: lineAt(lines, start) - line + 1,
            level: title.level,
            title: named,
            signature,
          });
          title = undefined;
        } else if (name === "script" || name === "style") {
          if (script >= 0 && lineAt(lines, start) - lineAt(lines, script) >= LONG_SCRIPT_LINES) end(script);
          script = -1;
        } else if (name === "body") end(start);
      },
    });
    return sectionsOf("html", text, onePerLine(headings));
  },
};

/** The first heading of each line, which ends before the next one begins. */
function onePerLine(headings: readonly Heading[]): Heading[] {
  const sorted = headings
    .filter(({ title, ends }) => ends || title !== "")
    .sort((one, other) => one.line - other.line || (one.ends ? 1 : 0) - (other.ends ? 1 : 0));
  const kept = sorted.filter(({ line }, index) => index === 0 || sorted[index - 1]!.line !== line);
  return kept.map((heading, index) => {
    const next = kept[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    return { ...heading, lines: Math.min(heading.lines, next - heading.line) };
  });
}
