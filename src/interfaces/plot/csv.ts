import { printable } from "../../shared/printable.js";
import { renderTable } from "../table.js";
import type { Plot, PlotPoint } from "./plot.js";

/**
 * The points of a plot as CSV: a row for each x, a column for each series, and two more for its intervals, every digit
 * of each value.
 */
export function csvPlot({ xLabel, yLabel, series }: Plot): string {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const columns = series.flatMap(({ name, points }) => {
    const column = (title: string, of: (point: PlotPoint) => number | undefined) => ({
      title: `${name}: ${title}`,
      values: new Map(points.map((point) => [point.x, of(point)])),
    });
    return [
      column(yLabel, ({ y }) => y),
      ...(points.some(({ interval }) => interval)
        ? [column("low", ({ interval }) => interval?.low), column("high", ({ interval }) => interval?.high)]
        : []),
    ];
  });
  return renderTable(
    {
      titles: [xLabel, ...columns.map(({ title }) => title)].map(asText),
      rows: xs.map((x) => [String(x), ...columns.map(({ values }) => String(values.get(x) ?? "-"))]),
    },
    "csv",
  );
}

/** A title that a spreadsheet does not take for a formula: names come from files. */
const asText = (title: string): string => printable(title).replace(/^(?=[=+\-@])/, "'");
