import { describe, expect, it } from "vitest";
import type { BenchReport, BenchRow } from "../../bench/index.js";
import { articleExtrapolation, articleLines, benchPlot } from "./plot.js";

/** 1 ns a pair of tokens, and one time half as much more than by that law. */
const report = (sizes: readonly number[], slowAt?: number): BenchReport =>
  ({
    machine: { cpu: "a processor" },
    rows: sizes.flatMap((n) =>
      ["flash", "naive"].map((kernel) => ({
        kernel,
        backend: "wasm",
        threads: 1,
        n,
        heads: 1,
        headDim: 64,
        seconds: 1e-9 * n * n * (n === slowAt ? 1.5 : 1),
        measured: true,
      })),
    ) as unknown as BenchRow[],
  }) as BenchReport;

describe("the article's extrapolation of a run", () => {
  it("starts at the largest size up to 5,000, dashed, in the colour of the line that it continues", () => {
    const [line, ...others] = articleExtrapolation(report([1024, 4000, 8192]));
    expect(others).toEqual([]);
    expect(line).toMatchObject({ dashed: true });
    expect(line!.points.map(({ x, y }) => [x, Number(y.toPrecision(6))])).toEqual([
      [4000, 0.016],
      [10_000, 0.1],
      [100_000, 10],
    ]);
    expect(benchPlot(report([1024])).series[line!.colour!]!.name).toBe("naive, wasm × 1");
  });

  it("says what was measured where the article only extrapolates", () => {
    expect(articleLines(report([1024, 4000, 8000], 8000))).toEqual([
      "naive, measured to n = 4,000 and extrapolated as n²: 100 ms at n = 10,000, 10.00 s at n = 100,000. At n = 8,000 that line is at 64.0 ms; 96.0 ms was measured.",
    ]);
  });

  it("does not start from a size at which fixed costs count, nor from none", () => {
    for (const sizes of [[64, 512], [8192], []]) {
      expect(articleExtrapolation(report(sizes))).toEqual([]);
      expect(articleLines(report(sizes))).toEqual([]);
    }
  });
});
