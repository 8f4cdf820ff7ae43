import { expect, it } from "vitest";
import { byDistance, columnOf, type Edge, type Found, type Reached } from "./columns.js";

const edge = (path: string): Edge => ({
  path,
  startLine: 1,
  endLine: 2,
  kind: "function",
  confidence: 0.9,
  evidence: "imported",
  lines: [1],
});
const found = (count: number, total = count): Found => ({
  edges: Array.from({ length: count }, (_, index) => edge(`${index}`)),
  total,
  complete: true,
  unknown: [],
  unresolved: { references: 0, paths: [] },
  external: [],
  notes: [],
});
const target = { label: "a", places: [] };

it("stacks the relations of a side without overlap, and says how many more there are", () => {
  const { heads, boxes, height } = columnOf(
    { target, relations: { callers: found(9, 30), callees: found(3), importers: found(1), tests: found(2) } },
    "left",
  );
  expect(heads.map(({ relation }) => relation)).toEqual(["callers", "importers"]);
  expect(boxes).toHaveLength(8);
  expect(boxes[6]).toMatchObject({ relation: "callers", more: 24 });
  const ys = boxes.map(({ y }) => y);
  expect(ys.every((y, index) => index === 0 || y - ys[index - 1]! >= 34)).toBe(true);
  expect(height).toBeGreaterThan(ys.at(-1)!);
});

it("is empty without edges", () => {
  expect(columnOf({ target, relations: { callers: found(0) } }, "left").height).toBe(0);
});

it("groups an impact by distance", () => {
  const node = (depth: number): Reached => ({
    path: "a",
    startLine: 1,
    endLine: 1,
    kind: "file",
    depth,
    confidence: 1,
    through: "x",
  });
  expect(byDistance([node(2), node(1), node(2)]).map(({ depth, nodes }) => [depth, nodes.length])).toEqual([
    [1, 1],
    [2, 2],
  ]);
});
