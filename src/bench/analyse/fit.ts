/** A power law seconds = c·n^exponent fitted to measured points. */
export interface Fit {
  readonly exponent: number;
  /** 95 % confidence interval of the exponent. */
  readonly ci95: readonly [low: number, high: number];
  /** ln c. */
  readonly intercept: number;
  readonly points: number;
}

/** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
] as const;

/**
 * Fits ln seconds to ln n by least squares, with an interval from Student's t. Assumes that the relative
 * error of a timing does not depend on n.
 * @returns undefined with fewer than three sizes, since two points always fit.
 */
export function fitPower(
  points: readonly { readonly n: number; readonly seconds: number }[],
): Fit | undefined {
  const count = points.length;
  if (new Set(points.map(({ n }) => n)).size < 3) return undefined;
  const x = points.map(({ n }) => Math.log(n));
  const y = points.map(({ seconds }) => Math.log(seconds));
  const meanX = x.reduce((sum, value) => sum + value, 0) / count;
  const meanY = y.reduce((sum, value) => sum + value, 0) / count;
  const spreadX = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const exponent = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / spreadX;
  const intercept = meanY - exponent * meanX;
  const residual = x.reduce((sum, value, i) => sum + (y[i]! - intercept - exponent * value) ** 2, 0);
  const freedom = count - 2;
  const half = (T95[freedom - 1] ?? 1.96) * Math.sqrt(residual / freedom / spreadX);
  return { exponent, ci95: [exponent - half, exponent + half], intercept, points: count };
}
