import { expect, it } from "vitest";
import { extentOf, mainSignals, segmentsOf } from "./signals.js";

const candidate = (signals: Record<string, number>) => ({
  path: "a",
  tokens: 1,
  score: 1,
  snippet: [],
  signals,
});

it("takes the signals that move scores most, also down", () => {
  expect(
    mainSignals([candidate({ content: 0.5, depth: -0.9 }), candidate({ content: 0.3, size: 0.1 })]),
  ).toEqual(["depth", "content", "size"]);
});

it("stacks what is added to the right and what is taken away to the left; the ends give the score", () => {
  const segments = segmentsOf({ a: 2, b: -1, c: 3, d: -4, e: 5 }, ["a", "b", "c"]);
  expect(segments).toEqual([
    { name: "a", share: 2, start: 0, end: 2 },
    { name: "b", share: -1, start: 0, end: -1 },
    { name: "c", share: 3, start: 2, end: 5 },
    { name: "d", share: -4, start: -1, end: -5 },
    { name: "e", share: 5, start: 5, end: 10 },
  ]);
  expect(extentOf([candidate({ a: 2, b: -1, c: 3, d: -4, e: 5 })])).toEqual([-5, 10]);
});
