/** A mean with its 95 % confidence interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Number of cases. */
  readonly n: number;
}

const RESAMPLES = 2000;

/**
 * The mean of per-case values with a percentile bootstrap interval: 2,000 resamples of the cases with
 * replacement. The same values and seed give the same interval. With a single case the interval is that value
 * and means nothing.
 */
export function estimate(values: readonly number[], seed = 1): Estimate {
  const n = values.length;
  if (n === 0) return { mean: 0, low: 0, high: 0, n };
  const random = generator(seed);
  const means = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let total = 0;
    for (let draw = 0; draw < n; draw++) total += values[Math.floor(random() * n)]!;
    means[resample] = total / n;
  }
  means.sort();
  return {
    mean: values.reduce((total, value) => total + value, 0) / n,
    low: quantile(means, 0.025),
    high: quantile(means, 0.975),
    n,
  };
}

/**
 * The mean of a[i] − b[i] over the same cases, with its interval. The difference is significant if 0 lies
 * outside it.
 */
export const estimateDifference = (a: readonly number[], b: readonly number[], seed = 1): Estimate =>
  estimate(
    a.map((value, index) => value - b[index]!),
    seed,
  );

function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const rest = at - below;
  return sorted[below]! * (1 - rest) + sorted[Math.min(below + 1, sorted.length - 1)]! * rest;
}

/** Uniform numbers in [0, 1) from a 32-bit state (mulberry32), the same on every machine. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
