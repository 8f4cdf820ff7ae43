import type { CostRow, PriceOptions } from "../../cost/index.js";
import { formatBytes, formatInteger } from "../../shared/units.js";
import { renderTable, type TableFormat } from "../table.js";
import {
  type CostColumn,
  columnsTable,
  contextColumn,
  decodeColumn,
  dollarsColumn,
  fitsColumn,
  flopColumns,
  heldColumns,
  memoryColumn,
  mostColumn,
  perMillionColumns,
  rateColumns,
  sizeColumns,
} from "./cost-columns.js";

/** What a text table shows: what a context costs to compute, or what a server gives. */
export type CostView = "flop" | "serving";

/** The table of `fovea cost`. CSV has the columns of both views, and those `besides`. */
export function costTable(
  rows: readonly CostRow[],
  view: CostView,
  format: TableFormat,
  { apiPrice, outputTokens }: PriceOptions,
  columns: number,
  besides: readonly CostColumn[] = [],
): string {
  const dollars = dollarsColumn(apiPrice !== undefined);
  const decode = outputTokens > 0 ? [decodeColumn] : [];
  if (format === "csv") {
    const all = [
      contextColumn,
      ...flopColumns,
      ...decode,
      ...sizeColumns,
      ...rateColumns,
      ...heldColumns,
      memoryColumn,
      mostColumn,
      ...perMillionColumns,
      dollars,
      fitsColumn,
      ...besides,
    ];
    return renderTable(columnsTable(all, rows, true), "csv");
  }
  if (view === "flop") {
    return renderTable(
      columnsTable([contextColumn, ...flopColumns, ...decode, ...sizeColumns, dollars], rows, false),
      format,
    );
  }
  const known = perMillionColumns.filter(({ value }) => rows.some((row) => value(row) !== null));
  const table = (...held: readonly CostColumn[]): string =>
    renderTable(
      columnsTable(
        [contextColumn, ...rateColumns, ...held, ...(known.length > 0 ? known : [dollars])],
        rows,
        false,
      ),
      format,
    );
  const whole = table(...heldColumns, mostColumn);
  const isNarrow = (text: string): boolean => format !== "text" || widthOf(text) <= columns;
  if (isNarrow(whole)) return whole;
  // What is the same in many rows moves above them.
  const shorter = table(memoryColumn, mostColumn);
  if (isNarrow(shorter)) return `${heldLine(rows)}\n\n${shorter}`;
  return `${heldLine(rows)}\n${mostLine(rows)}\n\n${table()}`;
}

const widthOf = (text: string): number => Math.max(...text.split("\n").map((line) => line.length));

/** `Each accelerator of 85.5 GB holds weights 16.1 GB, KV cache 0.1 GB to 8.6 GB, …`. */
function heldLine(rows: readonly CostRow[]): string {
  const range = (part: "weights" | "kvCache" | "activations" | "reserve"): string => {
    const sizes = rows.map(({ memoryPerAccelerator }) => memoryPerAccelerator[part]);
    const [low, high] = [formatBytes(Math.min(...sizes)), formatBytes(Math.max(...sizes))];
    return low === high ? low : `${low} to ${high}`;
  };
  return `Memory of each accelerator, ${formatBytes(rows[0]!.memoryPerAccelerator.capacity)}: weights ${range("weights")}, KV cache ${range("kvCache")}, activations ${range("activations")}, reserve ${range("reserve")}.`;
}

/** `Most users that it holds: 356 of 8,000 tokens, 87 of 32,000 tokens.` */
function mostLine(rows: readonly CostRow[]): string {
  const most = new Map(rows.map(({ context, largestConcurrency }) => [context, largestConcurrency]));
  const parts = [...most].map(
    ([context, users]) =>
      `${users === null ? "any number" : formatInteger(users)} of ${formatInteger(context)} tokens`,
  );
  return `Most users that it holds: ${parts.join(", ")}.`;
}
