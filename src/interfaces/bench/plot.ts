import { extrapolatedAsArticle } from "../../bench/article/extrapolate.js";
import type { ArticleReport, BenchReport, BenchRow } from "../../bench/index.js";
import { formatBytes, formatInteger, formatSeconds } from "../../shared/units.js";
import type { Plot, PlotSeries } from "../plot/plot.js";
import { team } from "./table.js";

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

/** The article's two sides: attention with its matrix, and the recurrence. */
const ARTICLE_SIDES = [
  ["naive", 2],
  ["recurrence", 1],
] as const;

/** Below this size fixed costs are much of a run, and no law of n. */
const EXTRAPOLATED_FROM = 1_000;

/** A side extrapolated by the article's method, from its first point on; empty when no size is large enough. */
function asArticle(
  measured: readonly BenchRow[],
  power: 1 | 2,
  sizes?: readonly number[],
): { readonly n: number; readonly seconds: number }[] {
  const points = extrapolatedAsArticle(measured, power, sizes);
  return points.length > 1 && points[0]!.n >= EXTRAPOLATED_FROM ? points : [];
}

/** The measured rows of a side, on the first backend and thread count of a report. */
const sideOf = ({ rows }: BenchReport, kernel: string): BenchRow[] =>
  rows.filter(
    (row) =>
      row.measured &&
      row.kernel === kernel &&
      row.backend === rows[0]!.backend &&
      row.threads === rows[0]!.threads,
  );

/**
 * What the article's method makes of a run: its two sides, extrapolated from the largest size up to 5,000, in the
 * colours that they have in `benchPlot`.
 */
export function articleExtrapolation(report: BenchReport): PlotSeries[] {
  const names = seriesOf(report.rows, (row) => row.seconds).map(({ name }) => name);
  return ARTICLE_SIDES.flatMap(([kernel, power]) => {
    const measured = sideOf(report, kernel);
    const points = asArticle(measured, power);
    if (points.length === 0) return [];
    return [
      {
        name: `${kernel}, extrapolated as ${power === 2 ? "n²" : "n"} by the article`,
        dashed: true,
        colour: names.indexOf(seriesName(measured[0]!)),
        points: points.map(({ n, seconds }) => ({ x: n, y: seconds })),
      },
    ];
  });
}

/** The article's extrapolation in words, and what was measured where it only extrapolates. */
export function articleLines(report: BenchReport): string[] {
  return ARTICLE_SIDES.flatMap(([kernel, power]) => {
    const measured = sideOf(report, kernel);
    const [from, ...beyond] = asArticle(measured, power);
    if (!from) return [];
    const says = beyond.map(({ n, seconds }) => `${formatSeconds(seconds)} at n = ${formatInteger(n)}`);
    const line = `${kernel}, measured to n = ${formatInteger(from.n)} and extrapolated as ${power === 2 ? "n²" : "n"}: ${says.join(", ")}.`;
    const largest = measured.filter(({ n }) => n > from.n).sort((a, b) => b.n - a.n)[0];
    if (!largest) return [line];
    const there = asArticle(measured, power, [largest.n])[1]!;
    return [
      `${line} At n = ${formatInteger(largest.n)} that line is at ${formatSeconds(there.seconds)}; ${formatSeconds(largest.seconds)} was measured.`,
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
