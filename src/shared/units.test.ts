import { describe, expect, it } from "vitest";
import { formatSecondsRange, twoDigits } from "./units.js";

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
