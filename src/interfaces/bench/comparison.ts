import type { BenchComparison } from "../../bench/index.js";
import { formatInteger, formatSeconds } from "../../shared/units.js";
import type { Table } from "../table.js";
import { team } from "./table.js";

/** A line for each row that both reports have. */
export function comparisonTable({ rows }: BenchComparison): Table {
  return {
    titles: ["kernel", "backend", "mask", "n", "before", "after", "ratio", ""],
    left: [0, 1, 2],
    rows: rows.map((row) => [
      row.kernel,
      team(row),
      row.causal ? "causal" : "full",
      formatInteger(row.n),
      formatSeconds(row.secondsBefore),
      formatSeconds(row.secondsAfter),
      row.ratio.toFixed(3),
      row.beyondNoise ? (row.ratio < 1 ? "faster" : "slower") : "within noise",
    ]),
  };
}

/** What the table does not say: the middle of the ratios, and how many rows it leaves out. */
export function comparisonLines({ rows, medianRatio, onlyBefore, onlyAfter }: BenchComparison): string[] {
  const lines = [
    rows.length === 0
      ? "No row has the same kernel, backend, threads, mask and shape in both reports."
      : `Median ratio ${medianRatio!.toFixed(3)} over ${rows.length} row${rows.length > 1 ? "s" : ""}.`,
  ];
  if (onlyBefore + onlyAfter > 0)
    lines.push(
      `Not compared: ${onlyBefore} row${onlyBefore === 1 ? "" : "s"} only in the first report, ${onlyAfter} only in the second.`,
    );
  return lines;
}
