import { expect, it } from "vitest";
import type { PackItem } from "./level.js";
import { byFile, countLevels, holdingOf, nameRank, samePieces } from "./pieces.js";

const item = (
  path: string,
  startLine: number,
  endLine: number,
  level: PackItem["level"] = "full",
): PackItem => ({
  path,
  startLine,
  endLine,
  level,
  tokens: 10,
  text: "",
  why: "content",
});

it("keeps the order of files", () => {
  const files = byFile([item("b", 1, 2), item("b", 5, 6), item("a", 1, 1)]);
  expect(files.map(({ path, items, tokens }) => [path, items.length, tokens])).toEqual([
    ["b", 2, 20],
    ["a", 1, 10],
  ]);
  expect(byFile([])).toEqual([]);
});

it("counts pieces of each level", () => {
  expect([...countLevels([item("a", 1, 1), item("a", 2, 2, "skeleton"), item("a", 3, 3)])]).toEqual([
    ["full", 2],
    ["skeleton", 1],
  ]);
});

it("counts the lines of a place that a pack holds", () => {
  const items = [item("a", 1, 4), item("a", 8, 20), item("b", 1, 99)];
  const held = (startLine: number, endLine: number) =>
    holdingOf(items, { path: "a", startLine, endLine }).held;
  expect([held(2, 3), held(3, 10), held(5, 7), held(1, 30)]).toEqual([2, 5, 0, 17]);
});

it("ranks names: the same, the last part, a part", () => {
  expect(
    ["fill", "Choice.fill", "a#fill", "refill", "Fill", "choose"].map((name) => nameRank(name, "fill")),
  ).toEqual([0, 1, 1, 2, 0, undefined]);
});

it("tells files that are shown alike from others", () => {
  const [file] = byFile([item("a", 1, 4), item("a", 8, 9)]);
  const [alike] = byFile([item("a", 1, 4), item("a", 8, 9)]);
  const [less] = byFile([item("a", 1, 4)]);
  const [fuller] = byFile([item("a", 1, 4), item("a", 8, 9, "skeleton")]);
  const [changed] = byFile([item("a", 1, 4), { ...item("a", 8, 9), text: "new" }]);
  expect([alike, less, fuller, changed].map((other) => samePieces(file!, other!))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
