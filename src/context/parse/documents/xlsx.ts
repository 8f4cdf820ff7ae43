import type { ParsedFile } from "../parsed.js";
import { readOr } from "./document.js";
import type { DocumentParser } from "./document-parser.js";
import { documentExtensions } from "./extensions.js";
import { loadMarkup } from "./markup.js";
import { attributeOf, OfficeParts } from "./office-parts.js";
import { oneLine, SectionWriter } from "./section-writer.js";
import { SheetWriter } from "./sheet-writer.js";

/** Sheets and shared texts after these are left out; the file then counts as damaged. */
const MOST_SHEETS = 500;
const MOST_TEXTS = 1_000_000;
const LONGEST_CELL = 2000;

/**
 * Workbooks: each sheet is a section, `Sheet Prices`, each row that has a value a line, `Row 12: …`. Formulas
 * as the values that were stored with them, dates as dates, comments of cells named as such.
 */
export const xlsx: DocumentParser = {
  id: "xlsx",
  ownText: true,
  extensions: documentExtensions.xlsx,
  parse: (_path, content, step) =>
    readOr("xlsx", async () => read(new OfficeParts(await loadMarkup(), content), step)),
};

function read(parts: OfficeParts, step: () => void = () => {}): ParsedFile {
  const main = parts.main();
  const { sheets, from1904 } = workbookOf(parts, main);
  const texts = parts.related(main, "sharedStrings").flatMap((part) => sharedTexts(parts, part));
  step();
  const dates = dateStyles(parts, main);
  const writer = new SectionWriter();
  let cut = sheets.length > MOST_SHEETS;
  for (const { name, part, hidden } of sheets.slice(0, MOST_SHEETS)) {
    if (writer.full) break;
    step();
    const sheet = new SheetWriter(writer, `Sheet ${name}${hidden ? " (hidden)" : ""}`);
    readSheet(parts, part, { texts, dates, from1904 }, sheet);
    for (const comments of parts.related(part, "comments"))
      for (const line of commentsOf(parts, comments)) writer.text(line);
    cut ||= sheet.cut;
  }
  return writer.parsed("xlsx", cut);
}

interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

function workbookOf(parts: OfficeParts, main: string): { sheets: readonly Sheet[]; from1904: boolean } {
  const relations = parts.relations(main);
  const sheets: Sheet[] = [];
  let from1904 = false;
  parts.read(main, {
    open: (name, attributes) => {
      if (name === "workbookPr") from1904 = /^(?:1|true)$/.test(attributes.get("date1904") ?? "");
      if (name !== "sheet") return;
      const relation = relations.get(attributeOf(attributes, "id") ?? "");
      const hidden = (attributes.get("state") ?? "visible") !== "visible";
      if (relation?.type === "worksheet")
        sheets.push({ name: oneLine(attributes.get("name") ?? ""), part: relation.target, hidden });
    },
  });
  return { sheets, from1904 };
}

/** Texts that cells refer to by number. Readings of Japanese characters (`rPh`) are left out. */
function sharedTexts(parts: OfficeParts, part: string): string[] {
  const texts: string[] = [];
  let text = "";
  let inText = false;
  let inReading = false;
  parts.read(part, {
    open: (name) => {
      if (name === "si") text = "";
      else if (name === "rPh") inReading = true;
      else if (name === "t") inText = !inReading;
    },
    text: (piece) => {
      if (inText && text.length < LONGEST_CELL) text += piece.slice(0, LONGEST_CELL);
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "rPh") inReading = false;
      else if (name === "si" && texts.length < MOST_TEXTS) texts.push(oneLine(text));
    },
  });
  return texts;
}

/** What a number means by its format. */
type Shape = "date" | "time" | "date-time";

/** Shapes of the number formats that every program knows. */
const BUILT_IN: ReadonlyMap<number, Shape> = new Map([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58].map(
    (id): [number, Shape] => [id, "date"],
  ),
  ...[18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56].map((id): [number, Shape] => [id, "time"]),
  [22, "date-time"],
]);

/** By the index of a cell's style: the shape of its number, when it is a date or a time. */
function dateStyles(parts: OfficeParts, main: string): ReadonlyMap<number, Shape> {
  const formats = new Map(BUILT_IN);
  const styles = new Map<number, Shape>();
  let inCells = false;
  let index = 0;
  for (const part of parts.related(main, "styles"))
    parts.read(part, {
      open: (name, attributes) => {
        if (name === "numFmt") {
          const shape = shapeOf(attributes.get("formatCode") ?? "");
          const id = Number(attributes.get("numFmtId"));
          if (shape) formats.set(id, shape);
          else formats.delete(id);
        } else if (name === "cellXfs") inCells = true;
        else if (name === "xf" && inCells) {
          const shape = formats.get(Number(attributes.get("numFmtId")));
          if (shape) styles.set(index, shape);
          index++;
        }
      },
      close: (name) => {
        if (name === "cellXfs") inCells = false;
      },
    });
  return styles;
}

function shapeOf(format: string): Shape | undefined {
  // Quoted text, escaped characters, and colours or conditions in brackets say nothing of the number.
  const code = format
    .slice(0, 500)
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, "")
    .toLowerCase();
  if (code.includes("general")) return undefined;
  const isDate = /[yd]/.test(code);
  const isTime = /[hs]/.test(code);
  if (isDate) return isTime ? "date-time" : "date";
  if (isTime) return "time";
  return /m/.test(code) ? "date" : undefined;
}

interface Workbook {
  readonly texts: readonly string[];
  readonly dates: ReadonlyMap<number, Shape>;
  readonly from1904: boolean;
}

function readSheet(parts: OfficeParts, part: string, workbook: Workbook, sheet: SheetWriter): void {
  let row = 0;
  let column = 0;
  let type = "";
  let style = 0;
  let value = "";
  let inValue = false;
  const beginValue = (): void => {
    inValue = true;
  };
  const endValue = (): void => {
    inValue = false;
  };
  // By the name of an element: `c` is a cell, `v` its value, `t` a text that stands in the cell.
  const opened: Readonly<Record<string, (attributes: ReadonlyMap<string, string>) => void>> = {
    row: (attributes) => {
      row = Number(attributes.get("r")) || row + 1;
      column = 0;
    },
    c: (attributes) => {
      column = columnOf(attributes.get("r") ?? "") || column + 1;
      type = attributes.get("t") ?? "n";
      style = Number(attributes.get("s") ?? 0);
      value = "";
    },
    v: beginValue,
    t: beginValue,
  };
  const closed: Readonly<Record<string, () => void>> = {
    c: () => {
      if (value !== "") sheet.cell(column, shown(value, type, style, workbook));
    },
    row: () => sheet.endRow(row),
    v: endValue,
    t: endValue,
  };
  parts.read(part, {
    open: (name, attributes) => {
      if (Object.hasOwn(opened, name)) opened[name]!(attributes);
    },
    text: (text) => {
      if (inValue && value.length < LONGEST_CELL) value += text.slice(0, LONGEST_CELL);
    },
    close: (name) => {
      if (Object.hasOwn(closed, name)) closed[name]!();
    },
  });
}

/** The number of a cell's column, from 1: 28 for `AB7`; 0 when there is none. */
function columnOf(cell: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(cell)?.[0] ?? "") column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function shown(value: string, type: string, style: number, { texts, dates, from1904 }: Workbook): string {
  if (type === "s") return texts[Number(value)] ?? "";
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type !== "n") return oneLine(value);
  const number = Number(value);
  if (!Number.isFinite(number)) return oneLine(value);
  const shape = dates.get(style);
  if (shape) return dateText(from1904 ? number + 1462 : number, shape) ?? value;
  // Stored with 17 digits: 0.30000000000000004 is shown as 0.3.
  return String(Number(number.toPrecision(15)));
}

/** Days from 1899-12-30 as a date. @returns undefined for numbers that are none. */
function dateText(days: number, shape: Shape): string | undefined {
  if (days < 0 || days > 2_958_465.999) return undefined;
  const text = new Date(Math.round(days * 86_400) * 1000 + Date.UTC(1899, 11, 30)).toISOString();
  const [date = "", time = ""] = text.split("T");
  const clock = time.slice(0, time.startsWith(":00", 5) ? 5 : 8);
  if (shape === "date") return date;
  return shape === "time" && days < 1 ? clock : `${date} ${clock}`;
}

function commentsOf(parts: OfficeParts, part: string): string[] {
  const found: string[] = [];
  let cell = "";
  let text = "";
  let inText = false;
  parts.read(part, {
    open: (name, attributes) => {
      if (name === "comment") {
        cell = attributes.get("ref") ?? "";
        text = "";
      } else if (name === "t") inText = true;
    },
    text: (piece) => {
      if (inText && text.length < LONGEST_CELL) text += piece.slice(0, LONGEST_CELL);
    },
    close: (name) => {
      if (name === "t") inText = false;
      else if (name === "comment" && text.trim() !== "") found.push(`Comment on ${cell}: ${oneLine(text)}`);
    },
  });
  return found;
}
