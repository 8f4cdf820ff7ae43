import { expect, it } from "vitest";
import { formatDuration, parseDuration, parsePositiveDuration } from "./duration.js";

it.each([
  ["90", 90],
  ["90s", 90],
  ["5m", 300],
  ["5min", 300],
  ["1.5h", 5400],
  ["1d", 86_400],
  ["0", 0],
  ["500ms", 0.5],
  ["0.05", 0.05],
  [".5 s", 0.5],
])("reads %s", (text, seconds) => {
  expect(parseDuration(text, "--gap")).toBe(seconds);
});

it.each(["", "soon", "-5", "5 weeks", "1,8", "5mm"])("refuses %j", (text) => {
  expect(() => parseDuration(text, "--gap")).toThrow("--gap must be a time");
});

it.each([
  [0, "0s"],
  [90, "90s"],
  [300, "5m"],
  [5400, "90m"],
  [3600, "1h"],
  [86_400, "1d"],
])("writes %i seconds", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it("refuses a limit of no time, and proposes one", () => {
  expect(parsePositiveDuration("20ms", "--tpot", ["50ms"])).toBe(0.02);
  expect(() => parsePositiveDuration("0", "--tpot", ["50ms", "0.05"])).toThrow(
    expect.objectContaining({
      message: '--tpot must be a time above 0, got "0"',
      mend: "Write --tpot 50ms or --tpot 0.05.",
    }),
  );
});
