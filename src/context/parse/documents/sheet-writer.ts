import { rowText, type SectionWriter } from "./section-writer.js";

/** Cells and rows of a sheet after these are left out; the file then counts as damaged. */
const MOST_CELLS = 200_000;
const MOST_COLUMNS = 500;
/** Longer sheets have a section for each so many rows, so that a citation is a part of the sheet. */
const ROWS_PER_SECTION = 50;

/** Writes a sheet: a section with a line for each row that has a value. A sheet without values is left out. */
export class SheetWriter {
  private cells: string[] = [];
  private header = "";
  private rows = 0;
  private count = 0;
  private isCut = false;

  constructor(
    private readonly writer: SectionWriter,
    private readonly title: string,
  ) {}

  /** Whether the sheet has more cells than are read. */
  get cut(): boolean {
    return this.isCut;
  }

  /** Whether no more cells are taken. */
  get full(): boolean {
    return this.count >= MOST_CELLS || this.writer.full;
  }

  /** @param column from 1. */
  cell(column: number, text: string): void {
    if (text === "") return;
    if (this.full || column > MOST_COLUMNS) {
      this.isCut = true;
      return;
    }
    while (this.cells.length < column) this.cells.push("");
    this.cells[column - 1] = text;
    this.count++;
  }

  /** @param number of the row, from 1. */
  endRow(number: number): void {
    const text = rowText(this.cells);
    this.cells = [];
    if (text === "") return;
    if (this.rows === 0) {
      this.writer.heading(1, this.title);
      this.header = text;
    } else if (this.rows % ROWS_PER_SECTION === 0) {
      // The first row mostly names the columns, which a reader of this part needs too.
      this.writer.heading(2, `${this.title}, from row ${number}`);
      this.writer.line(this.header);
    }
    this.writer.line(`Row ${number}: ${text}`);
    this.rows++;
  }
}
