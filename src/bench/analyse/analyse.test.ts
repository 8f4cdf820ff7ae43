import { describe, expect, it } from "vitest";
import { kernels } from "../kernels/index.js";
import type { BenchRow, BenchSkip } from "../report.js";
import { analyse } from "./analyse.js";

const row = (kernel: string, n: number, seconds: number, more: Partial<BenchRow> = {}): BenchRow => ({
  kernel,
  backend: "wasm",
  threads: 1,
  causal: false,
  n,
  headDim: 64,
  heads: 1,
  window: null,
  seconds,
  secondsLow: seconds,
  secondsHigh: seconds,
  samples: 9,
  flop: 256 * n * n,
  gflops: (256 * n * n) / seconds / 1e9,
  ceilingShare: 0.8,
  bytesMoved: n,
  gigabytesPerSecond: 1,
  bandwidthShare: null,
  inputBytes: 768 * n,
  outputBytes: 256 * n,
  scratchBytes: kernel === "naive" ? 4 * n * n : 1000,
  scratchEstimated: false,
  inputCopies: 1,
  peakBytes: 1,
  measured: true,
  maxError: 1e-7,
  checkedRows: 4,
  ...more,
});

const SIZES = [64, 256, 1024, 2048, 4096];
const attention = SIZES.map((n) => row("flash", n, 1e-9 * n * n));
const linear = SIZES.map((n) => row("linear", n, 1e-7 * n, { causal: true }));
const skip: BenchSkip = {
  kernel: "flash",
  backend: "wasm",
  threads: 1,
  causal: false,
  n: 8192,
  code: "time-limit",
  reason: "long",
};

describe("analyse", () => {
  it("fits sizes of n = 1,024 and more, and finds the crossover between measured sizes", () => {
    const found = analyse([...attention, ...linear], [], { kernels, extrapolate: false });
    expect(found.fits.map(({ kernel, fromN, points }) => [kernel, fromN, points])).toEqual([
      ["flash", 1024, 3],
      ["linear", 1024, 3],
    ]);
    expect(found.fits[0]!.exponent).toBeCloseTo(2, 9);
    expect(found.crossover).toMatchObject([{ quadratic: "flash", linear: "linear", n: 100 }]);
    expect(found.words).toContain("From n ≈ 100 on, linear is faster than flash.");
  });

  it("leaves a single cold run out of a fit that has enough sizes without it", () => {
    const cold = row("flash", 8192, 9, { samples: 1 });
    const found = analyse([...attention, cold], [], { kernels, extrapolate: false });
    expect(found.fits[0]!.exponent).toBeCloseTo(2, 9);
  });

  it("extrapolates only when asked, and marks the row", () => {
    expect(analyse(attention, [skip], { kernels, extrapolate: false }).rows).toHaveLength(SIZES.length);
    const guessed = analyse(attention, [skip], { kernels, extrapolate: true }).rows.at(-1)!;
    expect(guessed).toMatchObject({
      n: 8192,
      measured: false,
      maxError: null,
      samples: 0,
      ceilingShare: null,
    });
    expect(guessed.seconds).toBeCloseTo(1e-9 * 8192 * 8192, 9);
  });

  it("does not extrapolate a kernel that gave a wrong result", () => {
    const found = analyse(attention, [{ ...skip, code: "wrong-result" }], { kernels, extrapolate: true });
    expect(found.rows).toHaveLength(SIZES.length);
  });

  it("never compares kernels of two backends for a crossover", () => {
    const other = linear.map((one) => ({ ...one, backend: "js" }));
    expect(analyse([...attention, ...other], [], { kernels, extrapolate: false }).crossover).toEqual([]);
  });

  it("reports how much memory and time flash saves against naive", () => {
    const naive = SIZES.map((n) => row("naive", n, 1.1e-9 * n * n));
    const { words } = analyse([...naive, ...attention], [], { kernels, extrapolate: false });
    expect(words).toContain("(67109 times as much)");
    expect(words).toContain("1.10 times as fast): on a CPU flash saves memory first and time second.");
  });

  it("has a sentence for an empty report", () => {
    expect(analyse([], [], { kernels, extrapolate: false }).words).toBe("Nothing was measured.");
  });
});
