import fc from "fast-check";
import { expect, it } from "vitest";
import { LineTable, textOf } from "./line-table.js";

it("gives back every text", () => {
  const text = fc
    .array(fc.constantFrom("a\n", "\n", "bb", "a long line of code\n", "\\n", "}\n", "x\\nlong"))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.string())), (texts) => {
      const table = new LineTable();
      const all = texts.map((each) => table.add(each));
      expect(all.map((runs) => textOf(runs, table.lines))).toEqual(texts);
    }),
  );
});

it("writes a line once, and a text that continues another one as one run", () => {
  const table = new LineTable();
  const lines = ["function first() {\n", "\n", "  return second();\n", "}\n", "function second() {\n", "}\n"];
  expect(table.add(lines.slice(0, 4).join(""))).toEqual([0, 4]);
  expect(table.add(lines.join(""))).toEqual([0, 6]);
  expect(table.add(lines.slice(4).join(""))).toEqual([4, 2]);
  expect(table.lines).toEqual(lines);
});
