import { usageError } from "../shared/errors.js";
import type { Flag, FlagValues } from "./cli/command.js";

/** Rows of cells under titles, rendered as aligned text, CSV or Markdown. The cell `-` has no value: CSV leaves it empty. */
export interface Table {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of words; all others are figures and stand to the right. */
  readonly left?: readonly number[];
}

export type TableFormat = "text" | "csv" | "markdown";

/** Flags of a command that prints a table. */
export const tableFlags: readonly Flag[] = [
  { flags: "--json", description: "print the result as JSON" },
  { flags: "--csv", description: "print the table as CSV" },
  { flags: "--markdown", description: "print the table as Markdown" },
];

/** @throws FoveaError `two-formats`. */
export function tableFormat(flags: FlagValues): TableFormat | "json" {
  const asked = (["json", "csv", "markdown"] as const).filter((format) => flags[format] === true);
  if (asked.length > 1)
    throw usageError(
      "two-formats",
      `--${asked[0]} and --${asked[1]} exclude each other`,
      "Give one of them.",
    );
  return asked[0] ?? "text";
}

export function renderTable({ titles, rows, left = [0] }: Table, format: TableFormat): string {
  if (format === "csv") return `${[titles, ...rows].map((row) => row.map(csvCell).join(",")).join("\n")}\n`;
  if (format === "markdown") {
    const line = (cells: readonly string[]): string =>
      `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    const rule = line(titles.map((_, column) => (left.includes(column) ? "---" : "--:")));
    return `${[line(titles), rule, ...rows.map(line)].join("\n")}\n`;
  }
  return `${alignColumns([titles, ...rows], left)}\n`;
}

/** Columns padded to their widest cell. `left`: columns of words, or how many of the first; the others are figures. */
export function alignColumns(rows: readonly (readonly string[])[], left: readonly number[] | number): string {
  const isLeft = (column: number) => (typeof left === "number" ? column < left : left.includes(column));
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    isLeft(column) ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function csvCell(cell: string): string {
  if (cell === "-") return "";
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
