import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FoveaError } from "./errors.js";
import {
  formatBinaryBytes,
  formatBytes,
  formatDollars,
  formatFlop,
  formatInteger,
  formatSeconds,
  parseCount,
  parseCountOrZero,
  shareIn,
} from "./units.js";

describe("formats", () => {
  it.each([
    [formatBytes(0), "0 B"],
    [formatBytes(999), "999 B"],
    [formatBytes(999_960), "1.0 MB"],
    [formatBytes(1_500_000), "1.5 MB"],
    [formatBinaryBytes(1536), "1.5 KiB"],
    [formatBinaryBytes(2 ** 30), "1.0 GiB"],
    [formatFlop(2.62144e12), "2.62 TFLOP"],
    [formatSeconds(0), "0 s"],
    [formatSeconds(2e-8), "20 ns"],
    [formatSeconds(0.0123), "12.3 ms"],
    [formatSeconds(119.5), "119.50 s"],
    [formatSeconds(3600), "60.0 min"],
    [formatSeconds(200_000), "2.3 d"],
    [formatSeconds(94_672_800), "3.0 years"],
    [formatSeconds(5e12), "158,440 years"],
    [formatFlop(1.31e28), "13.10 RFLOP"],
    [formatDollars(0), "$0"],
    [formatDollars(1234.5), "$1,234.50"],
    [formatDollars(0.00123), "$0.0012"],
    [formatDollars(0.0004), "$0.0004"],
    [formatDollars(0.0149), "$0.015"],
    [formatDollars(0.02), "$0.02"],
    [formatDollars(0.5), "$0.50"],
    [formatDollars(0.00000012), "$0.00000012"],
    [formatDollars(-0.0048), "-$0.0048"],
    [formatInteger(1_234_567.8), "1,234,568"],
  ])("%s", (written, expected) => {
    expect(written).toBe(expected);
  });

  const powers: Record<string, number> = {
    "": 0,
    k: 1,
    M: 2,
    G: 3,
    T: 4,
    P: 5,
    E: 6,
    Z: 7,
    Y: 8,
    R: 9,
    Q: 10,
  };
  it("formats a size to within its last digit, and never as 1,000 of a unit", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e30, noNaN: true }), (bytes) => {
        const [, number, prefix] = /^([\d.]+) ([kMGTPEZYRQ]?)B$/.exec(formatBytes(bytes))!;
        expect(Number(number)).toBeLessThan(1000);
        const scale = 1000 ** powers[prefix!]!;
        expect(Math.abs(Number(number) * scale - bytes)).toBeLessThanOrEqual(0.0500001 * scale);
      }),
    );
  });
});

describe("parseCount", () => {
  it.each([
    ["8000", 8000],
    ["8_000", 8000],
    ["8,000", 8000],
    ["8k", 8000],
    ["1.5k", 1500],
    ["128K", 128_000],
    ["1M", 1_000_000],
    ["4Ki", 4096],
    ["2Mi", 2 ** 21],
    [" 7 ", 7],
    ["128,000", 128_000],
    ["1,234,567", 1_234_567],
    ["1e6", 1_000_000],
    ["1.5e+3", 1500],
  ])("%s", (text, expected) => {
    expect(parseCount(text, "--x")).toBe(expected);
  });

  it.each(["1,8", "1,8,64", "12,34", "1,0000", "8k,16k", "1,000,00"])("%s is no number", (text) => {
    expect(() => parseCount(text, "--batch", "8")).toThrow(
      `--batch must be one positive whole number, got "${text}"`,
    );
    try {
      parseCount(text, "--batch", "8");
    } catch (error) {
      expect((error as FoveaError).mend).toContain("Give one number");
    }
  });

  it.each(["1.5", "1e-3", "1e400", "-5", "", "8_00", ",8", "0"])("%j is no count", (text) => {
    expect(() => parseCount(text, "--x")).toThrow("--x must be a positive whole number");
  });

  it("takes 0 where it is a count", () => {
    expect(parseCountOrZero(" 0 ", "--output")).toBe(0);
    expect(parseCountOrZero("2k", "--output")).toBe(2000);
    expect(() => parseCountOrZero("-5", "--output")).toThrow("--output must be a whole number of at least 0");
  });

  it("reads every number with its digits in groups of three", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(parseCount(formatInteger(value), "--x")).toBe(value);
      }),
    );
  });

  it("reads every positive whole number in plain digits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (value) => {
        expect(parseCount(String(value), "--x")).toBe(value);
      }),
    );
  });

  it("returns a positive whole number or throws a usage error for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+.\d_,kKmMgGie]{0,12}$/)), (text) => {
        try {
          const value = parseCount(text, "--x");
          expect(Number.isSafeInteger(value) && value > 0).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(FoveaError);
          expect((error as FoveaError).kind).toBe("usage");
        }
      }),
    );
  });
});

describe("shareIn", () => {
  it.each([
    ["0.1", 0.1],
    [".5", 0.5],
    ["1", 1],
    ["10%", 0.1],
    ["2.5 %", 0.025],
    ["1e-3", 0.001],
  ])("%s", (text, share) => {
    expect(shareIn(text)).toBeCloseTo(share, 12);
  });

  it.each(["", "abc", "0x1", "1,5", "-1", "%"])("%j is no share", (text) => {
    expect(shareIn(text)).toBeNaN();
  });
});
