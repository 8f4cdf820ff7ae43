import type { Progress } from "../../../../../bench/index.js";

/** Before so many seconds the first estimate is better than what was observed. */
const SETTLED_SECONDS = 3;

/**
 * Seconds that a run still takes: what is left of the estimated work, at the rate at which work was done so far.
 * @param elapsed seconds since the run began.
 */
export function secondsLeft({ done, total }: Progress, elapsed: number): number {
  const rate = elapsed > SETTLED_SECONDS && done > 0 ? elapsed / done : 1;
  return Math.max(0, total - done) * rate;
}
