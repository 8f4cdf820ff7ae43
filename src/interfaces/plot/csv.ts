import { printable } from "../../shared/printable.js";
import { renderTable } from "../table.js";
import type { Plot } from "./plot.js";

/** The points of a plot as CSV: a row for each x, a column for each series, every digit of each value. */
export function csvPlot({ xLabel, yLabel, series }: Plot): string {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const columns = series.map(({ points }) => new Map(points.map(({ x, y }) => [x, y])));
  return renderTable(
    {
      titles: [xLabel, ...series.map(({ name }) => `${name}: ${yLabel}`)].map(asText),
      rows: xs.map((x) => [String(x), ...columns.map((ys) => String(ys.get(x) ?? "-"))]),
    },
    "csv",
  );
}

/** A title that a spreadsheet does not take for a formula: names come from files. */
const asText = (title: string): string => printable(title).replace(/^(?=[=+\-@])/, "'");
