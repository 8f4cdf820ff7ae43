import { expect, test } from "vitest";
import { namesByFile } from "./names-by-file.js";

test("prints one line per file, joins adjacent ranges, and prints each name once", () => {
  expect(
    namesByFile([
      { path: "b.ts", startLine: 40, endLine: 50, symbol: "Parser.parse" },
      { path: "b.ts", startLine: 1, endLine: 1 },
      { path: "b.ts", startLine: 2, endLine: 3, symbol: "tiny" },
      { path: "b.ts", startLine: 4, endLine: 9, symbol: "Parser" },
      { path: "b.ts", startLine: 20, endLine: 30, symbol: "Parser" },
      { path: "a.ts", startLine: 7, endLine: 7 },
      { path: "c.ts", startLine: 1, endLine: 5, symbol: "Lexer" },
      { path: "c.ts", startLine: 6, endLine: 20, symbol: "Lexer.next" },
      { path: "c.ts", startLine: 21, endLine: 25, symbol: "Lexer.peek" },
    ]),
  ).toEqual(["b.ts: 1-9 Parser, 20-30, 40-50 parse", "a.ts: 7", "c.ts: 1-25 Lexer to peek"]);
});
