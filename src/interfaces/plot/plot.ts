/** A plot as data: every command describes one, SVG and terminal draw it. */

export interface PlotPoint {
  /** Greater than zero: the axis is logarithmic. */
  readonly x: number;
  /** Greater than zero unless `yScale` is "linear". */
  readonly y: number;
}

export interface PlotSeries {
  readonly name: string;
  readonly points: readonly PlotPoint[];
  /** For what was modelled or extrapolated rather than measured. */
  readonly dashed?: boolean;
}

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly PlotSeries[];
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
  readonly x: Axis;
  readonly y: Axis;
}

const shortNumber = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });

/** Works out the axes of a plot. Undefined when there is no point to draw. */
export function drawable(plot: Plot): Drawable | undefined {
  const logY = plot.yScale !== "linear";
  const series = plot.series.map((one) => ({
    ...one,
    points: one.points
      .filter(({ x, y }) => x > 0 && Number.isFinite(x) && Number.isFinite(y) && (!logY || y > 0))
      .sort((a, b) => a.x - b.x),
  }));
  const points = series.flatMap((one) => one.points);
  if (points.length === 0) return undefined;
  const text = (value: number) => shortNumber.format(value);
  return {
    series: series.filter((one) => one.points.length > 0),
    x: logAxis(
      points.map(({ x }) => x),
      plot.formatX ?? text,
    ),
    y: (logY ? logAxis : linearAxis)(
      points.map(({ y }) => y),
      plot.formatY ?? text,
    ),
  };
}

/** The range of the values with a little room, labelled at decades, or at 1, 2 and 5 when there are few. */
function logAxis(values: readonly number[], format: (value: number) => string): Axis {
  let low = Math.min(...values);
  let high = Math.max(...values);
  // Less than there is between two ticks, 2 and 5, could lie between them.
  if (high / low < 2.5) [low, high] = [low / 2, high * 2];
  const room = (high / low) ** 0.03;
  [low, high] = [low / room, high * room];
  const decades = Math.log10(high / low);
  const steps = decades < 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / 9));
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
    for (const step of steps) {
      const value = Number(`${step}e${power}`);
      if (power % every === 0 && value >= low && value <= high) ticks.push({ value, text: format(value) });
    }
  return { low, high, log: true, ticks };
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
