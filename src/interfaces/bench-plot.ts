import { extrapolatedAsArticle } from "../bench/article/extrapolate.js";
import type { ArticleReport, BenchReport, BenchRow } from "../bench/index.js";
import { formatBytes, formatInteger, formatSeconds } from "../shared/units.js";
import { team } from "./bench-table.js";
import type { Plot, PlotSeries } from "./plot/plot.js";

const seriesName = (row: BenchRow) => `${row.kernel}, ${team(row)}${row.measured ? "" : ", extrapolated"}`;

/** A line for each kernel, backend and thread count; extrapolated points apart and dashed. */
function seriesOf(rows: readonly BenchRow[], y: (row: BenchRow) => number): PlotSeries[] {
  const series = new Map<string, BenchRow[]>();
  for (const row of rows) {
    const name = seriesName(row);
    const same = series.get(name);
    if (same) same.push(row);
    else series.set(name, [row]);
  }
  return [...series].map(([name, rows]) => ({
    name,
    dashed: rows.some((row) => !row.measured),
    points: rows.map((row) => ({ x: row.n, y: y(row) })),
  }));
}

const shapeOf = ({ rows: [first] }: BenchReport): string =>
  first ? `, ${first.heads} head${first.heads > 1 ? "s" : ""} of ${first.headDim} channels` : "";

/** Time against n. */
export const benchPlot = (report: BenchReport): Plot => ({
  title: `Time of one run${shapeOf(report)}: ${report.machine.cpu}`,
  xLabel: "n, tokens",
  yLabel: "time of one run",
  formatY: formatSeconds,
  series: seriesOf(report.rows, (row) => row.seconds),
});

/** Memory beyond inputs and output against n. A kernel that needs none is no line: the axis is logarithmic. */
export const benchMemoryPlot = (report: BenchReport): Plot => ({
  title: `Memory beyond inputs and output${shapeOf(report)}`,
  xLabel: "n, tokens",
  yLabel: "bytes beyond inputs and output",
  formatY: (bytes) => formatBytes(bytes, 0),
  series: seriesOf(report.rows, (row) => row.scratchBytes),
});

/**
 * What the article's method makes of this run: the quadratic and the linear side, extrapolated from the largest size up
 * to 5,000. The article's two sides are attention with its matrix and the recurrence, on one thread.
 */
export function articleExtrapolation({ rows }: BenchReport): PlotSeries[] {
  const first = rows[0];
  if (!first) return [];
  const of = (kernel: string) =>
    rows.filter(
      (row) =>
        row.measured &&
        row.kernel === kernel &&
        row.backend === first.backend &&
        row.threads === first.threads,
    );
  return (
    [
      ["naive", 2],
      ["recurrence", 1],
    ] as const
  ).flatMap(([kernel, power]) => {
    const [from, ...beyond] = extrapolatedAsArticle(of(kernel), power);
    if (!from || beyond.length === 0) return [];
    const points = [from, ...beyond].map(({ n, seconds }) => ({ x: n, y: seconds }));
    return [
      {
        name: `${kernel} as the article: from ${formatInteger(from.n)} as ${power === 2 ? "n²" : "n"}, extrapolated`,
        dashed: true,
        points,
      },
    ];
  });
}

/** The article's two sides in Python: measured, and extrapolated as the article does. */
export function pythonSeries({ python, rows }: ArticleReport): {
  readonly measured: PlotSeries[];
  readonly extrapolated: PlotSeries[];
} {
  const points = python?.points ?? [];
  const beyond = (key: "product" | "loop") =>
    rows.flatMap((row) => (row[key] && !row[key].measured ? [{ x: row.n, y: row[key].seconds }] : []));
  return {
    measured: [
      { name: "product, numpy", points: points.map(({ n, product }) => ({ x: n, y: product })) },
      { name: "loop, Python", points: points.map(({ n, loop }) => ({ x: n, y: loop })) },
    ],
    extrapolated: [
      { name: "product, extrapolated", dashed: true, points: beyond("product") },
      { name: "loop, extrapolated", dashed: true, points: beyond("loop") },
    ],
  };
}
