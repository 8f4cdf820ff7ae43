/** A line of a text table: cells by the names of their columns, "" where empty; `line` is as written. */
export interface Line {
  readonly line: string;
  readonly cells: ReadonlyMap<string, string>;
}

/** Lines of cells between bars, under a first line that names the columns. */
export function readTextTable(text: string): Line[] {
  const [head = "", ...lines] = text.trim().split("\n");
  const columns = head.split("|").map((name) => name.trim());
  return lines.map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    if (cells.length !== columns.length) throw new Error(`${columns.length} cells wanted: ${line}`);
    return { line, cells: new Map(columns.map((column, at) => [column, cells[at] ?? ""])) };
  });
}

/** A cell that holds a number of at least 0. */
export function numberCell(cell: string, line: string): number {
  const value = Number(cell);
  if (cell === "" || !Number.isFinite(value) || value < 0)
    throw new Error(`not a number, "${cell}": ${line}`);
  return value;
}
