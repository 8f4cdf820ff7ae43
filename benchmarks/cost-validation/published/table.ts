import { numberCell, readTextTable } from "../text-table.js";
import { measures, type PublishedRow } from "./row.js";

type Column = keyof PublishedRow;

const numeric: ReadonlySet<string> = new Set<Column>([
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

const optional = [
  "version",
  "backend",
  "fileGiB",
  "kvDtype",
  "parallelism",
  "cachedTokens",
  "outputTokens",
  "note",
] as const satisfies readonly Column[];

const known: ReadonlySet<string> = new Set<string>([...required, ...optional]);

function cellValue(column: string, cell: string, line: string): string | number {
  if (!known.has(column)) throw new Error(`unknown column "${column}"`);
  if (numeric.has(column)) return numberCell(cell, line);
  if (column === "concurrency" && cell !== "as many as fit") return numberCell(cell, line);
  if (column === "measure" && !measures.some((measure) => measure === cell))
    throw new Error(`unknown measure "${cell}": ${line}`);
  return cell;
}

/** The rows of a text table. `shared` is the same in all of them; an empty cell leaves its column out. */
export const table = (shared: Partial<PublishedRow>, text: string): PublishedRow[] =>
  readTextTable(text).map(({ line, cells }) => {
    const given = [...cells].filter(([, cell]) => cell !== "");
    const row: Partial<PublishedRow> = {
      ...shared,
      ...Object.fromEntries(given.map(([column, cell]) => [column, cellValue(column, cell, line)])),
    };
    const missing = required.filter((column) => row[column] === undefined);
    if (missing.length > 0) throw new Error(`no ${missing.join(", ")}: ${line}`);
    return row as PublishedRow;
  });
