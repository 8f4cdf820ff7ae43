import { expect, test } from "vitest";
import type { PackItem } from "../pack/pack.js";
import { markdown } from "./markdown.js";

const piece = (
  startLine: number,
  symbol: string,
  text: string,
  level: PackItem["level"] = "full",
): PackItem => ({
  path: "src/parser.ts",
  startLine,
  endLine: startLine + text.split("\n").length - 1,
  symbol,
  level,
  tokens: 1,
  text,
  why: "",
});

test("adjacent pieces share one fence, and the heading names each once with its first line", () => {
  const text = markdown.render("parse", [
    piece(3, "Parser", "class Parser {", "skeleton"),
    piece(4, "Parser.parse", "  parse() {}\n"),
    piece(6, "Parser.next", "  next() {}"),
    piece(7, "Parser", "}"),
    piece(9, "format", "function format() {}"),
  ]);
  expect(text).toContain(
    "Lines 3-7: Parser (skeleton), 4 parse, 6 next\n```ts\nclass Parser {\n  parse() {}\n\n  next() {}\n}\n```\n",
  );
  expect(text).toContain("Line 9 format\n```ts\nfunction format() {}\n```\n");
});
