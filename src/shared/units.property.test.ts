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

  const powers: Record<string, number> = { "": 0, k: 1, M: 2, G: 3, T: 4, P: 5, E: 6, Z: 7 };
  it("formats a size to within its last digit, and never as 1,000 of a unit", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e21, noNaN: true }), (bytes) => {
        const [, number, prefix] = /^([\d.]+) ([kMGTPEZ]?)B$/.exec(formatBytes(bytes))!;
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
  ])("%s", (text, expected) => {
    expect(parseCount(text, "--x")).toBe(expected);
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
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+.\d_,kKmMgGi]{0,12}$/)), (text) => {
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
