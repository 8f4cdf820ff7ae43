import { oneLine, rowText } from "./section-writer.js";

/** Deeper tables are read as a part of the cell that they stand in. */
const DEEPEST_TABLE = 20;
const MOST_CELLS = 500;

interface Table {
  cells: string[];
  /** Texts of the cell that is open. */
  cell: string[] | undefined;
}

/**
 * Collects the rows of nested tables. The text of an inner table goes into the cell that it stands in. Rows and
 * cells that are never closed end where the next begins, as in HTML.
 */
export class TableRows {
  private readonly open: Table[] = [];
  private deeper = 0;

  get inside(): boolean {
    return this.open.length > 0;
  }

  begin(): void {
    if (this.open.length < DEEPEST_TABLE) this.open.push({ cells: [], cell: undefined });
    else this.deeper++;
  }

  /** Ends a table. @returns as `endRow`. */
  end(): string {
    const row = this.endRow();
    if (this.deeper > 0) this.deeper--;
    else this.open.pop();
    return row;
  }

  /** Begins a row, and ends one that was not. @returns as `endRow`. */
  beginRow(): string {
    return this.endRow();
  }

  beginCell(): void {
    this.endCell();
    const table = this.table();
    if (table) table.cell = [];
  }

  /** Adds text to the current cell; to a cell of its own outside of all. */
  add(text: string): void {
    const table = this.open[this.open.length - 1];
    if (!table) return;
    table.cell ??= [];
    table.cell.push(text);
  }

  endCell(): void {
    const table = this.table();
    if (!table?.cell) return;
    if (table.cells.length < MOST_CELLS) table.cells.push(oneLine(table.cell.join(" ")));
    table.cell = undefined;
  }

  /**
   * Ends a row.
   * @returns its text, "" for none, when it is one of an outermost table; the row of an inner table goes into its cell.
   */
  endRow(): string {
    this.endCell();
    const table = this.table();
    if (!table) return "";
    const row = rowText(table.cells);
    table.cells = [];
    if (this.open.length === 1) return row;
    if (row !== "") {
      const outer = this.open[this.open.length - 2]!;
      outer.cell ??= [];
      outer.cell.push(row);
    }
    return "";
  }

  private table(): Table | undefined {
    return this.deeper > 0 ? undefined : this.open[this.open.length - 1];
  }
}
