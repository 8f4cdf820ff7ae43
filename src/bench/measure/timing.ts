import { yieldToEvents } from "../backends/yield-to-events.js";
import type { Prepared } from "../kernel.js";

/** Browser clocks have steps of up to 100 µs, so a sample this long is wrong by at most half a percent. */
const SAMPLE_SECONDS = 0.02;
/** The shortest first run to plan with: a clock with large steps measures one of a few µs as nothing. */
const COARSE_SECONDS = 1e-6;
const FEWEST_SAMPLES = 5;
const MOST_SAMPLES = 61;
/** Sampling stops when the interval of the median is at most this share of it. */
const TIGHT = 0.02;

export interface Timing {
  /** Median seconds of one run. */
  readonly seconds: number;
  /** 95 % interval of the median by order statistics; with five samples or fewer, the extremes. */
  readonly low: number;
  readonly high: number;
  readonly samples: number;
}

export const secondsNow = (): number => performance.now() / 1000;

/** The median of sorted samples and its interval: ranks n/2 ± 0.98·√n (binomial, normal approximation). */
export function medianTiming(samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const count = sorted.length;
  const half = 0.98 * Math.sqrt(count);
  const middle = (count - 1) / 2;
  return {
    seconds: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    low: sorted[Math.max(0, Math.floor(middle - half))]!,
    high: sorted[Math.min(count - 1, Math.ceil(middle + half))]!,
    samples: count,
  };
}

/**
 * Times a prepared kernel that has already run once, in `firstSeconds`. After a warm-up it takes samples of
 * at least 20 ms until the interval of the median is within 2 % or `limitSeconds` have passed. When the limit
 * leaves no time for that, the first run is the only sample.
 */
export async function timeRuns(
  prepared: Prepared,
  firstSeconds: number,
  limitSeconds: number,
  signal?: AbortSignal,
): Promise<Timing> {
  const start = secondsNow();
  const left = () => limitSeconds - firstSeconds - (secondsNow() - start);
  if (left() < firstSeconds) return medianTiming([firstSeconds]);
  // A browser's clock may not have moved during the first run.
  let each = Math.max(COARSE_SECONDS, firstSeconds);
  // Warm-up: the engine compiles hot functions in the background, which takes a few rounds of small runs.
  for (let warm = 0; warm < 4 && secondsNow() - start < 5 * SAMPLE_SECONDS; warm++) {
    const times = Math.max(1, Math.round(SAMPLE_SECONDS / each));
    const began = secondsNow();
    await prepared.run(times, signal);
    each = Math.max(1e-9, (secondsNow() - began) / times);
  }
  const times = Math.max(1, Math.ceil(SAMPLE_SECONDS / each));
  const samples: number[] = [];
  while (samples.length < MOST_SAMPLES) {
    // Between samples the progress bar is drawn and Ctrl-C takes effect.
    await yieldToEvents();
    if (signal?.aborted) throw signal.reason;
    const began = secondsNow();
    await prepared.run(times, signal);
    samples.push((secondsNow() - began) / times);
    if (left() < each * times) break;
    if (samples.length < FEWEST_SAMPLES) continue;
    const { seconds, low, high } = medianTiming(samples);
    if (high - low <= TIGHT * seconds) break;
  }
  return medianTiming(samples);
}
