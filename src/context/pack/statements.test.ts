import { expect, it } from "vitest";
import { importEnd, paragraphsOf } from "./statements.js";

it("an import over several lines ends at its closing bracket", () => {
  const lines = [
    "import type {",
    "  A,",
    "  B,",
    '} from "./a.js";',
    "from x import (a,",
    "  b)",
    "import y",
  ];
  expect(importEnd(lines, 1)).toBe(4);
  expect(importEnd(lines, 5)).toBe(6);
  expect(importEnd(lines, 7)).toBe(7);
});

it("of an import that is too long only the first line is shown", () => {
  expect(importEnd(["import {", ...Array<string>(40).fill("  a,"), "} from 'b'"], 1)).toBe(1);
});

it("prose is cut at blank lines, and a long paragraph once more", () => {
  const lines = ["# A", "", "one", "two", "", "", ...Array.from({ length: 14 }, (_, index) => `${index}`)];
  expect(paragraphsOf(lines, 1, lines.length)).toEqual([
    [1, 1],
    [3, 4],
    [7, 18],
    [19, 20],
  ]);
  expect(paragraphsOf(lines, 4, 6)).toEqual([[4, 4]]);
});
