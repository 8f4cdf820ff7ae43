import { describe, expect, it } from "vitest";
import { js } from "./backends/js/backend.js";
import { benchmark } from "./benchmark.js";
import { flash } from "./kernels/flash/kernel.js";
import { linear } from "./kernels/linear/kernel.js";
import { recurrence } from "./kernels/recurrence/kernel.js";
import { type BenchReport, benchReport } from "./report.js";

const options = {
  backends: [js],
  threads: [1],
  headDim: 4,
  heads: 1,
  causal: false,
  window: 8,
  limitSeconds: 0.05,
  extrapolate: false,
};

describe("reports during a run", () => {
  it("come after each point, are valid reports of the points so far, and end in the final one", async () => {
    const reports: BenchReport[] = [];
    const last = await benchmark({
      ...options,
      kernels: [flash, linear],
      sizes: [16, 8],
      limitSeconds: 60,
      onReport: (report) => reports.push(report),
    });
    expect(reports.map(({ rows }) => rows.map(({ kernel, n }) => `${kernel} ${n}`))).toEqual([
      ["flash 8"],
      ["flash 8", "flash 16"],
      ["flash 8", "flash 16", "linear 8"],
      ["flash 8", "flash 16", "linear 8", "linear 16"],
    ]);
    for (const report of reports) expect(benchReport.parse(report)).toMatchObject({ interrupted: true });
    expect(last.interrupted).toBe(false);
    expect(last.rows).toEqual(reports.at(-1)!.rows);
    expect(last.crossover).toEqual(reports.at(-1)!.crossover);
  });

  it("contain the sizes that were skipped, and are not changed afterwards", async () => {
    const reports: BenchReport[] = [];
    await benchmark({
      ...options,
      kernels: [recurrence],
      sizes: [8, 1_000_000],
      limitBytes: 100_000,
      onReport: (report) => reports.push(report),
    });
    expect(reports[0]!.skipped).toEqual([]);
    expect(reports[1]!.skipped).toMatchObject([{ n: 1_000_000, code: "memory" }]);
  });
});
