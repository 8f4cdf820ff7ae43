import { describe, expect, it } from "vitest";
import type { BenchReport, BenchRow } from "../report.js";
import { compareWithArticle } from "./compare-with-article.js";
import { articleReport, type PythonRun } from "./report.js";

const SIZES = [64, 100, 256, 1_000, 5_000];
/** Product 1 ns · n², attention three times that, loop 1 µs per token: the crossovers are 1,000 and 333. */
const python: PythonRun = {
  python: "3.12.0",
  numpy: "2.0.0",
  blas: "openblas",
  points: SIZES.map((n) => ({ n, product: 1e-9 * n * n, attention: 3e-9 * n * n, loop: 1e-6 * n })),
};

const ours = (sizes: readonly number[]): BenchReport => ({
  version: 1,
  date: "2026-01-01T00:00:00.000Z",
  machine: {
    cpu: "one",
    cores: 1,
    memoryBytes: null,
    availableBytes: null,
    system: "s",
    runtime: "r",
    busyShare: null,
    ceilings: [],
  },
  rows: sizes.flatMap((n) => [
    row("flash", n, 4e-9 * n * n),
    row("recurrence", n, 1e-8 * n),
    row("recurrence-warm", n, 5e-9 * n),
  ]),
  skipped: [],
  fits: [],
  crossover: [],
  words: "",
  interrupted: false,
});

const row = (kernel: string, n: number, seconds: number) =>
  ({ kernel, backend: "wasm", threads: 1, n, seconds, measured: true }) as BenchRow;

describe("compareWithArticle", () => {
  it("measures to 5,000 and extrapolates beyond by n² and n, as the article does", () => {
    const { rows } = compareWithArticle(ours([100, 1_000, 10_000]), python, undefined);
    expect(rows.map(({ n, product }) => [n, product!.measured])).toEqual([
      [100, true],
      [1_000, true],
      [10_000, false],
      [100_000, false],
    ]);
    expect(rows[3]!.product!.seconds).toBeCloseTo(1e-9 * 1e10, 9);
    expect(rows[3]!.loop!.seconds).toBeCloseTo(0.1, 12);
  });

  it("leaves our cells empty where nothing was measured", () => {
    const { rows } = compareWithArticle(ours([100, 1_000, 10_000]), python, undefined);
    expect(rows.map(({ flash }) => flash?.measured ?? null)).toEqual([true, true, true, null]);
    expect(rows[2]!.flash!.seconds).toBeCloseTo(0.4, 12);
  });

  it("finds the crossover with the interpreted loop, and the one within one engine", () => {
    const report = compareWithArticle(ours(SIZES), python, undefined);
    const found = report.crossovers.map(({ quadratic, linear, n }) => [quadratic, linear, n]);
    expect(found).toEqual([
      ["product alone", "loop", 1_000],
      ["attention", "loop", 333],
      ["flash", "recurrence", null],
    ]);
    expect(report.words).toContain("they cross at n ≈ 1,000");
    expect(report.words).toContain(
      "10.0 ns (100 times as fast) at the rate of memory, 5.0 ns (200 times as fast) with",
    );
  });

  it("says why the article's side is missing, without numbers for it", () => {
    const report = compareWithArticle(ours(SIZES), undefined, "python3 is not on the PATH");
    expect(report.rows.every(({ product, loop }) => product === null && loop === null)).toBe(true);
    expect(report.words).toContain("The article's side was not measured: python3 is not on the PATH.");
    expect(articleReport.shape.rows.parse(report.rows)).toEqual(report.rows);
  });
});
