import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossover } from "./crossover.js";
import { fitPower } from "./fit.js";

const law = (c: number, power: number, sizes = [1024, 2048, 4096, 8192]) =>
  sizes.map((n) => ({ n, seconds: c * n ** power }));

describe("fitPower", () => {
  it("finds the exponent of an exact power law, with an interval of zero width", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (power, c) => {
          const fit = fitPower(law(c, power))!;
          expect(fit.exponent).toBeCloseTo(power, 9);
          expect(fit.ci95[1] - fit.ci95[0]).toBeLessThan(1e-6);
        },
      ),
    );
  });

  it("agrees with normal equations solved by hand, on noisy points", () => {
    const fit = fitPower([
      { n: 1024, seconds: 1.1 },
      { n: 2048, seconds: 3.9 },
      { n: 4096, seconds: 16.5 },
      { n: 8192, seconds: 63 },
    ])!;
    const y = [1.1, 3.9, 16.5, 63].map(Math.log2);
    // With x = 0, 1, 2, 3 octaves the slope is (−1.5·y0 − 0.5·y1 + 0.5·y2 + 1.5·y3)/5.
    const slope = (-1.5 * y[0]! - 0.5 * y[1]! + 0.5 * y[2]! + 1.5 * y[3]!) / 5;
    expect(fit.exponent).toBeCloseTo(slope, 12);
    const mean = (y[0]! + y[1]! + y[2]! + y[3]!) / 4;
    const squares = y.reduce((sum, value, x) => sum + (value - mean - slope * (x - 1.5)) ** 2, 0);
    const half = 4.303 * Math.sqrt(squares / 2 / 5);
    expect(fit.ci95[0]).toBeCloseTo(slope - half, 9);
    expect(fit.ci95[1]).toBeCloseTo(slope + half, 9);
  });

  it("refuses fewer than three sizes", () => {
    expect(fitPower(law(1, 2, [10, 20]))).toBeUndefined();
    expect(fitPower(law(1, 2, [10, 10, 20]))).toBeUndefined();
  });
});

describe("crossover", () => {
  it("finds the exact crossing of two power laws", () => {
    // n²/1000 = n at n = 1000.
    const found = crossover(law(1e-3, 2, [256, 512, 1024, 2048]), law(1, 1, [256, 512, 1024, 2048]));
    expect(found).toEqual({ kind: "between", n: 1000, from: 512, to: 1024 });
  });

  it("returns the faster curve when they do not cross within the sizes", () => {
    expect(crossover(law(1, 2), law(1, 1))).toEqual({ kind: "always", faster: "second" });
    expect(crossover(law(1e-9, 2), law(1, 1))).toEqual({ kind: "always", faster: "first" });
  });

  it("uses only common sizes", () => {
    expect(crossover(law(1, 2, [1, 2]), law(1, 1, [2, 3]))).toEqual({ kind: "unknown" });
  });
});
