import { yieldToEvents } from "../backends/yield-to-events.js";
import type { Prepared } from "../kernel.js";

/** Browser clocks tick in up to 100 µs steps: a sample this long is off by less than half a percent. */
const SAMPLE_SECONDS = 0.02;
const FEWEST_SAMPLES = 5;
const MOST_SAMPLES = 61;
/** Stop when the interval of the median is this tight, relative to it. */
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
export function summarise(samples: readonly number[]): Timing {
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
 * Times a prepared kernel that has run once already, in `firstSeconds`: warm-up, then samples of at least 20 ms
 * until the interval of the median is within 2 % or `limitSeconds` have passed. When the limit leaves room for
 * neither, the first run is the one sample.
 */
export async function timeRuns(
  prepared: Prepared,
  firstSeconds: number,
  limitSeconds: number,
  signal?: AbortSignal,
): Promise<Timing> {
  const start = secondsNow();
  const left = () => limitSeconds - firstSeconds - (secondsNow() - start);
  if (left() < firstSeconds) return summarise([firstSeconds]);
  let each = firstSeconds;
  // Warm-up: the engine compiles hot functions in the background, small runs need a few rounds to see it.
  for (let warm = 0; warm < 4 && secondsNow() - start < 5 * SAMPLE_SECONDS; warm++) {
    const times = Math.max(1, Math.round(SAMPLE_SECONDS / each));
    const began = secondsNow();
    await prepared.run(times, signal);
    each = Math.max(1e-9, (secondsNow() - began) / times);
  }
  const times = Math.max(1, Math.ceil(SAMPLE_SECONDS / each));
  const samples: number[] = [];
  while (samples.length < MOST_SAMPLES) {
    // Between samples the progress bar is drawn and Ctrl-C is heard.
    await yieldToEvents();
    if (signal?.aborted) throw signal.reason;
    const began = secondsNow();
    await prepared.run(times, signal);
    samples.push((secondsNow() - began) / times);
    if (left() < each * times) break;
    if (samples.length < FEWEST_SAMPLES) continue;
    const { seconds, low, high } = summarise(samples);
    if (high - low <= TIGHT * seconds) break;
  }
  return summarise(samples);
}
