import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Prepared } from "../kernel.js";
import { medianTiming, timeRuns } from "./timing.js";

/** A kernel that occupies the thread for a millisecond per run, as compiled code does. */
const busy: Prepared = {
  inputs: [],
  ready: async () => {},
  run: async (times) => {
    const end = performance.now() + times;
    while (performance.now() < end);
  },
  output: async () => new Float32Array(0),
  release: () => {},
};

describe("timeRuns", () => {
  it("lets timers run between samples, so that an interrupt takes effect", async () => {
    const interrupt = new AbortController();
    const reason = new Error("interrupted");
    setTimeout(() => interrupt.abort(reason), 5);
    await expect(timeRuns(busy, 0.001, 60, interrupt.signal)).rejects.toBe(reason);
  });

  it("plans its runs although the clock of a browser did not move during the first one", async () => {
    const asked: number[] = [];
    const quick: Prepared = {
      ...busy,
      run: async (times) => {
        asked.push(times);
        const end = performance.now() + 1e-3 * times;
        while (performance.now() < end);
      },
    };
    const { seconds } = await timeRuns(quick, 0, 0.2);
    expect(Math.max(...asked)).toBeLessThan(1e6);
    expect(seconds).toBeGreaterThan(0.9e-6);
  });

  it("uses the first run as the only sample when the limit leaves no time for another", async () => {
    expect(await timeRuns(busy, 3, 4)).toEqual({ seconds: 3, low: 3, high: 3, samples: 1 });
  });
});

describe("medianTiming", () => {
  it("returns the median, inside its interval, for any order of the samples", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 80 }),
        (samples) => {
          const { seconds, low, high } = medianTiming(samples);
          expect(medianTiming([...samples].reverse())).toEqual({
            seconds,
            low,
            high,
            samples: samples.length,
          });
          expect(low).toBeLessThanOrEqual(seconds);
          expect(high).toBeGreaterThanOrEqual(seconds);
          expect(samples.filter((one) => one < seconds).length).toBeLessThanOrEqual(samples.length / 2);
          expect(samples.filter((one) => one > seconds).length).toBeLessThanOrEqual(samples.length / 2);
        },
      ),
    );
  });
});
