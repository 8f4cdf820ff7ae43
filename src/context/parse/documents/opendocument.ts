import type { ParsedFile } from "../parsed.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { decodeXml, loadMarkup, type Markup, type MarkupHandler, readMarkup } from "./markup.js";
import { attributeOf, withLocalNames } from "./office-parts.js";
import { oneLine, SectionWriter } from "./section-writer.js";
import { SheetWriter } from "./sheet-writer.js";
import { TableRows } from "./table-rows.js";
import { Unreadable } from "./unreadable.js";
import { openZip, type Zip } from "./zip.js";

/** Text fields and paragraphs nest in notes, comments and text boxes; real ones twice. */
const DEEPEST_PARAGRAPH = 50;
const MOST_REPEATS = 1000;

/**
 * OpenDocument texts, sheets and presentations. Texts in sections by their headings, sheets as `Sheet Prices`
 * with a line for each row, presentations as `Slide 3: Results`. Comments and notes are named as such, and
 * tracked deletions left out.
 */
export const openDocument: DocumentParser = {
  id: "opendocument",
  ownText: true,
  extensions: documentExtensions.openDocument,
  parse: (_path, content, step) =>
    readOr("opendocument", async () => read(await loadMarkup(), openZip(content), step)),
};

function read(markup: Markup, zip: Zip, step: () => void = () => {}): ParsedFile {
  const partOf = (name: string): string => decodeXml(zip.read(name) ?? Buffer.alloc(0));
  let encrypted = false;
  readMarkup(
    markup,
    partOf("META-INF/manifest.xml"),
    withLocalNames({ open: (name) => (encrypted ||= name === "encryption-data") }),
    { xml: true },
  );
  if (encrypted) throw new Unreadable("encrypted");
  if (!zip.has("content.xml")) throw new Unreadable("damaged");
  const content = partOf("content.xml");
  step();
  const reader = new Reader();
  readMarkup(markup, content, withLocalNames(reader.handler), { xml: true });
  return reader.writer.parsed("opendocument", reader.cut);
}

/** Elements whose text is not part of the document as it reads now. */
const LEFT_OUT = new Set(["tracked-changes", "font-face-decls", "automatic-styles", "scripts", "forms"]);

interface Paragraph {
  text: string;
  /** Of a heading from 1; 0 for text. */
  readonly level: number;
}

class Reader {
  readonly writer = new SectionWriter();
  cut = false;
  private readonly open: Paragraph[] = [];
  private tooDeep = 0;
  private leftOut = 0;
  private readonly tables = new TableRows();
  private sheet: SheetWriter | undefined;
  private inSheets = false;
  private readonly cell = { column: 0, repeats: 1, lines: [] as string[] };
  private readonly row = { number: 0, repeats: 1 };
  private slides = 0;
  private readonly slide = { name: "", title: "", lines: [] as string[], isTitle: false };
  private isSlide = false;
  /** What the text inside is called: the notes of a slide, or a comment with its author. */
  private inNotes = 0;
  private comment: { author: string; lines: string[]; part: string } | undefined;

  readonly handler: MarkupHandler = {
    open: (name, attributes) => {
      if (LEFT_OUT.has(name)) this.leftOut++;
      else if (this.leftOut === 0) this.begin(name, attributes);
    },
    text: (text) => {
      if (this.leftOut > 0) return;
      if (this.comment?.part === "creator") this.comment.author += text;
      else if (this.comment?.part !== "date") this.add(text.replace(/\s+/g, " "));
    },
    close: (name) => {
      if (LEFT_OUT.has(name)) this.leftOut = Math.max(0, this.leftOut - 1);
      else if (this.leftOut === 0) this.end(name);
    },
  };

  private begin(name: string, attributes: ReadonlyMap<string, string>): void {
    const value = (attribute: string): string => attributeOf(attributes, attribute) ?? "";
    const count = (attribute: string): number => Math.max(1, Number(value(attribute)) || 1);
    switch (name) {
      case "spreadsheet":
        this.inSheets = true;
        return;
      case "h":
      case "p":
        if (this.open.length >= DEEPEST_PARAGRAPH) this.tooDeep++;
        else this.open.push({ text: "", level: name === "h" ? Math.min(9, count("outline-level")) : 0 });
        return;
      case "s":
        this.add(" ");
        return;
      case "tab":
        this.add("\t");
        return;
      case "line-break":
        this.add("\n");
        return;
      case "annotation":
        this.comment = { author: "", lines: [], part: "" };
        return;
      case "creator":
      case "date":
        if (this.comment) this.comment.part = name;
        return;
      case "notes":
        this.inNotes++;
        return;
      case "page":
        this.slides++;
        this.isSlide = true;
        Object.assign(this.slide, { name: oneLine(value("name")), title: "", lines: [], isTitle: false });
        return;
      case "frame":
      case "custom-shape":
        this.slide.isTitle = value("class") === "title";
        return;
      case "table":
        if (this.inSheets) {
          this.sheet = new SheetWriter(this.writer, `Sheet ${oneLine(value("name"))}`);
          this.row.number = 1;
        } else this.tables.begin();
        return;
      case "table-row":
        this.cell.column = 1;
        this.row.repeats = count("number-rows-repeated");
        this.tables.beginRow();
        return;
      case "table-cell":
      case "covered-table-cell":
        this.cell.repeats = count("number-columns-repeated");
        this.cell.lines = [];
        this.tables.beginCell();
    }
  }

  private end(name: string): void {
    switch (name) {
      case "h":
      case "p": {
        if (this.tooDeep > 0) this.tooDeep--;
        else {
          const paragraph = this.open.pop();
          if (paragraph) this.put(paragraph);
        }
        return;
      }
      case "annotation":
        if (this.comment) {
          const { author, lines } = this.comment;
          this.comment = undefined;
          const said = oneLine(lines.join(" "));
          if (said !== "")
            this.put({ level: 0, text: `Comment by ${oneLine(author) || "unknown"}: ${said}` });
        }
        return;
      case "creator":
      case "date":
        if (this.comment) this.comment.part = "";
        return;
      case "notes":
        this.inNotes = Math.max(0, this.inNotes - 1);
        return;
      case "page":
        this.endSlide();
        return;
      case "table":
        if (this.sheet) this.cut ||= this.sheet.cut;
        this.sheet = undefined;
        this.tables.end();
        return;
      case "table-row":
        this.endRow();
        return;
      case "table-cell":
      case "covered-table-cell":
        this.endCell();
    }
  }

  private add(text: string): void {
    const paragraph = this.open[this.open.length - 1];
    if (paragraph && this.tooDeep === 0) paragraph.text += text;
  }

  private put({ text, level }: Paragraph): void {
    if (text.trim() === "") return;
    if (this.comment) this.comment.lines.push(text);
    else if (this.sheet) this.cell.lines.push(text);
    else if (this.isSlide && this.inNotes > 0) this.slide.lines.push(`Notes: ${text.trim()}`);
    else if (this.tables.inside) this.tables.add(text);
    else if (this.isSlide && this.slide.isTitle && this.slide.title === "") this.slide.title = oneLine(text);
    else if (this.isSlide) this.slide.lines.push(text.trim());
    else if (level > 0) this.writer.heading(level, text);
    else this.writer.text(text);
  }

  private endCell(): void {
    if (!this.sheet) {
      this.tables.endCell();
      return;
    }
    const text = oneLine(this.cell.lines.join(" "));
    if (text !== "")
      for (let repeat = 0; repeat < Math.min(this.cell.repeats, MOST_REPEATS); repeat++)
        this.sheet.cell(this.cell.column + repeat, text);
    this.cell.column += this.cell.repeats;
    this.cell.lines = [];
  }

  private endRow(): void {
    if (this.sheet) {
      this.sheet.endRow(this.row.number);
      this.row.number += this.row.repeats;
      return;
    }
    const row = this.tables.endRow();
    if (!row) return;
    if (this.isSlide) this.slide.lines.push(row);
    else this.writer.line(row);
  }

  private endSlide(): void {
    const { name, title, lines } = this.slide;
    this.isSlide = false;
    // A name that its program gave says nothing: `page3`, `Slide 3`.
    const named = title || (/^(?:page|slide|folie|dia)\s?\d+$/i.test(name) ? "" : name);
    this.writer.heading(1, named === "" ? `Slide ${this.slides}` : `Slide ${this.slides}: ${named}`);
    for (const line of lines) this.writer.text(line);
  }
}
