import type { Case } from "./case.js";

/** How far predicted figures are from measured ones. */
export interface Summary {
  readonly rows: number;
  /** Median of |predicted − measured| / measured. */
  readonly medianError: number;
  /** Median of predicted time over measured time. */
  readonly bias: number;
  /** Share of rows within 30 %. */
  readonly within: number;
  /** Rows whose figure is off by more than 2 times. */
  readonly offByTwo: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const errorOf = ({ predicted, measured }: Case): number => predicted / measured - 1;

export function summaryOf(cases: readonly Case[]): Summary {
  const errors = cases.map((one) => Math.abs(errorOf(one)));
  return {
    rows: cases.length,
    medianError: median(errors),
    bias: median(cases.map(({ slowness }) => slowness)),
    within: errors.filter((error) => error <= 0.3).length / cases.length,
    offByTwo: cases.filter(({ slowness }) => slowness > 2 || slowness < 0.5).length,
  };
}

/** Groups in the order of their names. */
export function groupBy(cases: readonly Case[], keyOf: (one: Case) => string): [string, Case[]][] {
  const groups = new Map<string, Case[]>();
  for (const one of cases) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
