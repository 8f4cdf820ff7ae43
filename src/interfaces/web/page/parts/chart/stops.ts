import { printable } from "../../../../../shared/printable.js";
import type { Drawable, PlotPoint } from "../../../../plot/index.js";

/** How values are written. */
export interface Writers {
  readonly x: (x: number) => string;
  readonly y: (y: number) => string;
}

/** Where the picture of the last drawing has its scales. */
export interface Scales {
  readonly width: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** What is at one x: a line for each series that has a point there. */
export interface Stop {
  readonly x: number;
  readonly values: readonly StopValue[];
}

interface StopValue extends Omit<PlotPoint, "x"> {
  /** Of the series. */
  readonly index: number;
}

/** A value, with its interval where it has one. */
export const written = ({ y, interval }: StopValue, writers: Writers): string =>
  interval ? `${writers.y(y)} [${writers.y(interval.low)}, ${writers.y(interval.high)}]` : writers.y(y);

export function stopsOf({ series }: Drawable): Stop[] {
  const stops = new Map<number, StopValue[]>();
  series.forEach(({ points }, index) => {
    for (const { x, ...value } of points) {
      const values = stops.get(x) ?? [];
      values.push({ index, ...value });
      stops.set(x, values);
    }
  });
  return [...stops].map(([x, values]) => ({ x, values })).sort((a, b) => a.x - b.x);
}

/** The stop nearest to the pointer; where stops are close together, the one whose point is nearest. */
export function nearestStop(
  stops: readonly Stop[],
  scales: Scales,
  x: number,
  y: number,
): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  stops.forEach((stop, index) => {
    const across = Math.abs(scales.x(stop.x) - x);
    const up = Math.min(...stop.values.map((value) => Math.abs(scales.y(value.y) - y)));
    const distance = across + up / 20;
    if (distance >= least) return;
    least = distance;
    best = index;
  });
  return best;
}

export const spoken = ({ x, values }: Stop, { series }: Drawable, writers: Writers): string =>
  `${writers.x(x)}: ${values.map((value) => `${printable(series[value.index]!.name)} ${written(value, writers)}`).join(", ")}`;
