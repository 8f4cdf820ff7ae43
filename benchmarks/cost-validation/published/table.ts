import { measures, type PublishedRow } from "./row.js";

type Column = keyof PublishedRow;

const numeric: ReadonlySet<Column> = new Set<Column>([
  "accelerators",
  "fileGiB",
  "contextTokens",
  "cachedTokens",
  "outputTokens",
  "value",
]);

const required = [
  "model",
  "hardware",
  "accelerators",
  "engine",
  "format",
  "contextTokens",
  "concurrency",
  "measure",
  "value",
  "source",
  "date",
  "use",
] as const satisfies readonly Column[];

function number(cell: string, line: string): number {
  const value = Number(cell);
  if (!Number.isFinite(value) || value < 0) throw new Error(`not a number, "${cell}": ${line}`);
  return value;
}

function cellValue(column: Column, cell: string, line: string): string | number {
  if (numeric.has(column)) return number(cell, line);
  if (column === "concurrency" && cell !== "as many as fit") return number(cell, line);
  if (column === "measure" && !measures.some((measure) => measure === cell))
    throw new Error(`unknown measure "${cell}": ${line}`);
  return cell;
}

/**
 * Rows written one a line, cells between bars, under a first line that names the columns. `shared` is the same
 * in all of them; an empty cell leaves its column out.
 */
export function table(shared: Partial<PublishedRow>, text: string): PublishedRow[] {
  const [head = "", ...lines] = text.trim().split("\n");
  const columns = head.split("|").map((name) => name.trim() as Column);
  return lines.map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    if (cells.length !== columns.length) throw new Error(`${columns.length} cells wanted: ${line}`);
    const given = columns.flatMap((column, at) => {
      const cell = cells[at] ?? "";
      return cell === "" ? [] : [[column, cellValue(column, cell, line)] as const];
    });
    const row: Partial<PublishedRow> = { ...shared, ...Object.fromEntries(given) };
    const missing = required.filter((column) => row[column] === undefined);
    if (missing.length > 0) throw new Error(`no ${missing.join(", ")}: ${line}`);
    return row as PublishedRow;
  });
}
