import type { ParsedFile } from "../parsed.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { loadMarkup, type MarkupHandler } from "./markup.js";
import { attributeOf, OfficeParts } from "./office-parts.js";
import { SectionWriter } from "./section-writer.js";
import { TableRows } from "./table-rows.js";

/** Text boxes nest paragraphs; real ones twice. */
const DEEPEST_PARAGRAPH = 50;
const DEEPEST_STYLE = 20;

/**
 * Word documents: sections by their heading styles; where there are none, by pages as the last program that saved the
 * document broke them. Tables as rows, then notes and comments, named as such. Deletions that are
 * tracked are left out.
 */
export const docx: DocumentParser = {
  id: "docx",
  ownText: true,
  extensions: documentExtensions.docx,
  parse: (_path, content, step) =>
    readOr("docx", async () => {
      const parts = new OfficeParts(await loadMarkup(), content);
      return read(parts, step);
    }),
};

function read(parts: OfficeParts, step: () => void = () => {}): ParsedFile {
  const main = parts.main();
  const styles = headingStyles(parts, main);
  const body = paragraphsOf(parts, main, styles);
  step();
  const writer = new SectionWriter();
  const hasHeadings = body.some(({ level }) => level > 0);
  const last = body[body.length - 1];
  // A break that the author set is mostly followed by the mark of the program that broke the pages.
  const pageOf = ({ marks, breaks }: Paragraph): number => 1 + (last && last.marks > 0 ? marks : breaks);
  const hasPages = !hasHeadings && last !== undefined && pageOf(last) > 1;
  let page = 0;
  for (const paragraph of body) {
    const { level, text } = paragraph;
    const on = pageOf(paragraph);
    if (hasPages && on !== page) writer.heading(1, `Page ${on}`);
    page = on;
    if (level > 0) writer.heading(level, text);
    else writer.text(text);
  }
  for (const [type, title] of NOTES)
    for (const part of parts.related(main, type)) {
      const notes = notesOf(parts, part);
      if (notes.length > 0) writer.heading(1, title);
      for (const { author, text } of notes) writer.text(author ? `Comment by ${author}: ${text}` : text);
    }
  return writer.parsed("docx");
}

const NOTES = [
  ["footnotes", "Footnotes"],
  ["endnotes", "Endnotes"],
  ["comments", "Comments"],
] as const;

/** The outline level of each paragraph style, from 1; styles of plain text are absent. */
function headingStyles(parts: OfficeParts, main: string): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  const bases = new Map<string, string>();
  let style = "";
  for (const part of parts.related(main, "styles"))
    parts.read(part, {
      open: (name, attributes) => {
        const value = attributeOf(attributes, "val") ?? "";
        if (name === "style") style = attributeOf(attributes, "styleId") ?? "";
        else if (style === "") return;
        else if (name === "name") {
          const level = /^heading ([1-9])$/i.exec(value)?.[1] ?? (/^title$/i.test(value) ? "1" : undefined);
          if (level) levels.set(style, Number(level));
        } else if (name === "outlineLvl" && /^[0-8]$/.test(value)) levels.set(style, Number(value) + 1);
        else if (name === "basedOn") bases.set(style, value);
      },
      close: (name) => {
        if (name === "style") style = "";
      },
    });
  for (const id of bases.keys()) {
    let base = bases.get(id);
    for (let depth = 0; base !== undefined && depth < DEEPEST_STYLE; depth++) {
      const level = levels.get(base);
      if (level !== undefined && !levels.has(id)) levels.set(id, level);
      base = bases.get(base);
    }
  }
  return levels;
}

interface Paragraph {
  /** Of a heading from 1; 0 for text. */
  readonly level: number;
  readonly text: string;
  /** Marks where pages began when the document was last saved, and page breaks of the author, before it. */
  readonly marks: number;
  readonly breaks: number;
}

/** Elements whose text is not a part of the document as it reads now. */
const LEFT_OUT = new Set(["del", "moveFrom", "Fallback", "instrText"]);

function paragraphsOf(
  parts: OfficeParts,
  part: string,
  styles: ReadonlyMap<string, number>,
): readonly Paragraph[] {
  const found: Paragraph[] = [];
  const tables = new TableRows();
  const open: { text: string; level: number; isItem: boolean }[] = [];
  let tooDeep = 0;
  let leftOut = 0;
  let inText = false;
  const pages = { marks: 0, breaks: 0 };
  const add = (text: string): void => {
    const paragraph = open[open.length - 1];
    if (paragraph && leftOut === 0 && tooDeep === 0) paragraph.text += text;
  };
  const put = (paragraph: Paragraph): void => {
    if (paragraph.text.trim() !== "") found.push(paragraph);
  };
  const handler: MarkupHandler = {
    open: (name, attributes) => {
      const paragraph = open[open.length - 1];
      if (LEFT_OUT.has(name)) leftOut++;
      else if (name === "p") {
        if (open.length < DEEPEST_PARAGRAPH) open.push({ text: "", level: 0, isItem: false });
        else tooDeep++;
      } else if (name === "t") inText = true;
      else if (name === "tab") add("\t");
      else if (name === "noBreakHyphen") add("-");
      else if (name === "br" || name === "cr") {
        if (attributeOf(attributes, "type") === "page") pages.breaks++;
        add("\n");
      } else if (name === "lastRenderedPageBreak") pages.marks++;
      else if (name === "tbl") tables.begin();
      else if (name === "tr") tables.beginRow();
      else if (name === "tc") tables.beginCell();
      else if (!paragraph) return;
      else if (name === "pStyle") paragraph.level = styles.get(attributeOf(attributes, "val") ?? "") ?? 0;
      else if (name === "numPr") paragraph.isItem = true;
      else if (name === "outlineLvl") {
        const level = Number(attributeOf(attributes, "val"));
        paragraph.level = level >= 0 && level < 9 ? level + 1 : 0;
      }
    },
    text: (text) => {
      if (inText) add(text);
    },
    close: (name) => {
      if (LEFT_OUT.has(name)) leftOut = Math.max(0, leftOut - 1);
      else if (name === "t") inText = false;
      else if (name === "p") {
        if (tooDeep > 0) tooDeep--;
        else {
          const paragraph = open.pop();
          if (!paragraph) return;
          if (tables.inside) tables.add(paragraph.text);
          else if (paragraph.level > 0) put({ ...paragraph, ...pages });
          else
            put({
              level: 0,
              text: paragraph.isItem ? `- ${paragraph.text.trim()}` : paragraph.text,
              ...pages,
            });
        }
      } else if (name === "tc") tables.endCell();
      else if (name === "tr") put({ level: 0, text: tables.endRow(), ...pages });
      else if (name === "tbl") tables.end();
    },
  };
  parts.read(part, handler);
  return found;
}

interface Note {
  readonly author?: string;
  text: string;
}

function notesOf(parts: OfficeParts, part: string): readonly Note[] {
  const notes: Note[] = [];
  let inText = false;
  let leftOut = 0;
  parts.read(part, {
    open: (name, attributes) => {
      if (name === "comment" || name === "footnote" || name === "endnote") {
        const author = name === "comment" ? attributeOf(attributes, "author") || "unknown" : undefined;
        notes.push({ ...(author ? { author } : {}), text: "" });
      } else if (LEFT_OUT.has(name)) leftOut++;
      else if (name === "t") inText = true;
    },
    text: (text) => {
      const note = notes[notes.length - 1];
      if (inText && leftOut === 0 && note) note.text += text;
    },
    close: (name) => {
      const note = notes[notes.length - 1];
      if (LEFT_OUT.has(name)) leftOut = Math.max(0, leftOut - 1);
      else if (name === "t") inText = false;
      else if (name === "p" && note && note.text !== "") note.text += "\n";
    },
  });
  return notes.flatMap((note) => (note.text.trim() === "" ? [] : [{ ...note, text: note.text.trim() }]));
}
