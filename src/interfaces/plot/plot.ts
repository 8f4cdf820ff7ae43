import { formatShort } from "../../shared/units.js";

/** A plot as data: every command describes one, SVG and terminal draw it. */

export interface PlotPoint {
  /** Greater than zero: the axis is logarithmic. */
  readonly x: number;
  /** Greater than zero unless `yScale` is "linear". */
  readonly y: number;
  /** Written beside the point where there is room. */
  readonly label?: string;
  /** How sure y is: a band along the line. */
  readonly interval?: { readonly low: number; readonly high: number };
}

export interface PlotSeries {
  readonly name: string;
  readonly points: readonly PlotPoint[];
  /** For what was modelled or extrapolated rather than measured, or beside the main line of its colour. */
  readonly dashed?: boolean;
  /** Which colour of the list, where series share one (default: its place among the series). */
  readonly colour?: number;
}

/** A vertical line: where something changes. */
export interface PlotRule {
  readonly x: number;
  readonly label: string;
}

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly PlotSeries[];
  /** Drawn where the points reach them. */
  readonly rules?: readonly PlotRule[];
  /** The x axis is always logarithmic; y too unless said otherwise. */
  readonly yScale?: "log" | "linear";
  readonly formatX?: (x: number) => string;
  readonly formatY?: (y: number) => string;
}

/** One axis worked out: its range and the values that get a label. */
export interface Axis {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** A plot whose points can all be drawn, and its axes. Points that no logarithmic axis can show are left out. */
export interface Drawable {
  readonly series: readonly PlotSeries[];
  readonly rules: readonly PlotRule[];
  readonly x: Axis;
  readonly y: Axis;
}

const canShow = (
  interval: PlotPoint["interval"],
  logY: boolean,
): interval is NonNullable<PlotPoint["interval"]> =>
  interval !== undefined &&
  Number.isFinite(interval.low) &&
  Number.isFinite(interval.high) &&
  (!logY || interval.low > 0);

/** Works out the axes of a plot. Undefined when there is no point to draw. */
export function drawable(plot: Plot): Drawable | undefined {
  const logY = plot.yScale !== "linear";
  const series = plot.series.map((one) => ({
    ...one,
    points: one.points
      .filter(({ x, y }) => x > 0 && Number.isFinite(x) && Number.isFinite(y) && (!logY || y > 0))
      .map(({ interval, ...point }): PlotPoint => (canShow(interval, logY) ? { ...point, interval } : point))
      .sort((a, b) => a.x - b.x),
  }));
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return undefined;
  const x = logAxis(
    points.map((point) => point.x),
    plot.formatX ?? formatShort,
  );
  return {
    series: series.map((one, index) => ({ colour: index, ...one })).filter((one) => one.points.length > 0),
    rules: (plot.rules ?? []).filter((rule) => rule.x >= x.low && rule.x <= x.high),
    x,
    y: (logY ? logAxis : linearAxis)(
      points.flatMap(({ y, interval }) => (interval ? [interval.low, y, interval.high] : [y])),
      plot.formatY ?? formatShort,
    ),
  };
}

/** Multiples of a power of ten that get a label, the fewest first. */
const STEPS: readonly (readonly number[])[] = [
  [1],
  [1, 2, 5],
  [1, 1.5, 2, 3, 5, 7],
  [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9],
];

/** Labels that an axis should have at least. */
const FEWEST_TICKS = 5;

/** The range of the values with a little room, labelled at decades, or between them where those are few. */
function logAxis(values: readonly number[], format: (value: number) => string): Axis {
  let low = Math.min(...values);
  let high = Math.max(...values);
  if (high / low < 1.8) [low, high] = [low / 1.4, high * 1.4];
  const room = (high / low) ** 0.03;
  [low, high] = [low / room, high * room];
  const every = Math.max(1, Math.ceil(Math.log10(high / low) / 9));
  const ticksAt = (steps: readonly number[]): number[] => {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
      for (const step of steps) {
        const value = Number(`${step}e${power}`);
        if (power % every === 0 && value >= low && value <= high) ticks.push(value);
      }
    return ticks;
  };
  const all = STEPS.map(ticksAt);
  const chosen = all.find((ticks) => ticks.length >= FEWEST_TICKS) ?? all.at(-1)!;
  return { low, high, log: true, ticks: chosen.map((value) => ({ value, text: format(value) })) };
}

/** Which labels to write: the first and the last point's, then the others', where `fits` finds room. */
export function placeLabels(
  points: readonly PlotPoint[],
  fits: (point: PlotPoint, label: string) => boolean,
): void {
  const [first, ...others] = points;
  const last = others.pop();
  for (const point of [first, last, ...others]) if (point?.label !== undefined) fits(point, point.label);
}

/** From zero (or below) up, labelled at about five round values. */
function linearAxis(values: readonly number[], format: (value: number) => string): Axis {
  const low = Math.min(0, ...values);
  const top = Math.max(...values);
  const high = top > low ? top : low + 1;
  const rough = (high - low) / 5;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5, 10].find((one) => one * unit >= rough) ?? 10);
  const ticks = [];
  for (let index = Math.ceil(low / step); index * step <= high * (1 + 1e-9); index++) {
    // Twelve digits take the noise off sums like 3 × 0.2.
    const value = Number((index * step).toPrecision(12));
    ticks.push({ value, text: format(value) });
  }
  return { low, high: high + 0.03 * (high - low), log: false, ticks };
}

/** Where a value lies on its axis, 0 at the low end and 1 at the high end. */
export const position = (axis: Axis, value: number): number =>
  axis.log
    ? Math.log(value / axis.low) / Math.log(axis.high / axis.low)
    : (value - axis.low) / (axis.high - axis.low);
