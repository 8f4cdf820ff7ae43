import { describe, expect, it } from "vitest";
import { formatSecondsRange, formatShort, twoDigits } from "./units.js";

describe("a range of seconds", () => {
  it.each([
    [0.0123, 0.0189, "12–19 ms"],
    [0.4, 1.6, "0.40–1.6 s"],
    [0.44, 0.999, "440–1,000 ms"],
    [3e-5, 2.4e-4, "30–240 µs"],
    [70, 130, "1.2–2.2 min"],
    [1.2, 4.8, "1.2–4.8 s"],
  ])("from %d to %d is %s, in the unit of the longer", (low, high, text) => {
    expect(formatSecondsRange(low, high)).toBe(text);
  });
});

it("two digits are significant ones", () => {
  expect([5123, 99.6, 8, 0.428, 0.00098, 0, 1_260_000].map(twoDigits)).toEqual(
    "5,100;100;8.0;0.43;0.00098;0;1,300,000".split(";"),
  );
});

it("three digits with a prefix, as counts are typed", () => {
  expect(
    [0, 7, 950, 999.9, 1000, 1500, 12_345, 131_072, 999_999, 1e6, 2.5e6, 1e9, 0.02, 0.00123, 1.5, -4000].map(
      formatShort,
    ),
  ).toEqual("0;7;950;1k;1k;1.5k;12.3k;131k;1M;1M;2.5M;1G;0.02;0.00123;1.5;-4k".split(";"));
});
