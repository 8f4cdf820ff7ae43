import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.js";

it.each([
  ["90", 90],
  ["90s", 90],
  ["5m", 300],
  ["5min", 300],
  ["1.5h", 5400],
  ["1d", 86_400],
  ["0", 0],
])("reads %s", (text, seconds) => {
  expect(parseDuration(text, "--gap")).toBe(seconds);
});

it.each(["", "soon", "-5", "5 weeks"])("refuses %j", (text) => {
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
