import { describe, expect, it } from "vitest";
import type { BenchReport, BenchRow } from "../report.js";
import { compareReports } from "./compare.js";
import { benchComparison } from "./comparison.js";

const row = (n: number, seconds: number, more: Partial<BenchRow> = {}): BenchRow => ({
  kernel: "flash",
  backend: "wasm",
  threads: 1,
  causal: false,
  n,
  headDim: 64,
  heads: 1,
  window: null,
  seconds,
  secondsLow: 0.99 * seconds,
  secondsHigh: 1.01 * seconds,
  samples: 9,
  flop: 1,
  gflops: 1,
  ceilingShare: null,
  bytesMoved: 1,
  gigabytesPerSecond: 1,
  bandwidthShare: null,
  inputBytes: 1,
  outputBytes: 1,
  scratchBytes: 1,
  scratchEstimated: false,
  inputCopies: 1,
  peakBytes: 3,
  measured: true,
  maxError: 0,
  checkedRows: 1,
  ...more,
});

const report = (rows: BenchRow[], machine: Partial<BenchReport["machine"]> = {}): BenchReport => ({
  version: 1,
  date: "2026-01-01T00:00:00.000Z",
  machine: {
    cpu: "one",
    cores: 2,
    memoryBytes: 1,
    availableBytes: 1,
    system: "s",
    runtime: "r",
    busyShare: 0,
    ceilings: [{ backend: "wasm", threads: 1, gflops: 60, what: "", probes: [] }],
    ...machine,
  },
  rows,
  skipped: [],
  fits: [],
  crossover: [],
  words: "",
  interrupted: false,
});

describe("compareReports", () => {
  it("compares only rows of the same shape", () => {
    const found = compareReports(
      report([row(1024, 2), row(2048, 8), row(4096, 32, { measured: false })]),
      report([row(1024, 1), row(2048, 8.1), row(4096, 30), row(2048, 1, { causal: true })]),
    );
    expect(found.rows.map(({ n, ratio, beyondNoise }) => [n, ratio, beyondNoise])).toEqual([
      [1024, 0.5, true],
      [2048, 8.1 / 8, false],
    ]);
    expect(found).toMatchObject({ onlyBefore: 0, onlyAfter: 2, machineDifferences: [] });
    expect(found.medianRatio).toBeCloseTo(Math.sqrt((0.5 * 8.1) / 8), 12);
    expect(benchComparison.parse(found)).toEqual(found);
  });

  it("lists the differences between the machines", () => {
    const found = compareReports(
      report([row(1024, 2)]),
      report([row(1024, 1)], {
        cpu: "another",
        ceilings: [{ backend: "wasm", threads: 1, gflops: 30, what: "", probes: [] }],
        busyShare: 0.5,
      }),
    );
    expect(found.machineDifferences.map(({ what }) => what)).toEqual([
      "processor",
      "ceiling of wasm × 1",
      "busy with other work",
    ]);
  });

  it("returns no median without common rows", () => {
    expect(compareReports(report([row(1, 1)]), report([row(2, 1)])).medianRatio).toBeNull();
  });
});
