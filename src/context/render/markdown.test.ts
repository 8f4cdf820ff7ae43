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

test("the pieces of a file share one fence; those that adjoin share one mark with their lines", () => {
  const text = markdown.render("parse", [
    piece(3, "Parser", "class Parser {", "skeleton"),
    piece(4, "Parser.parse", "  parse() {}\n"),
    piece(6, "Parser.next", "  next() {}"),
    piece(7, "Parser", "}"),
    piece(9, "format", "function format() {}"),
    piece(20, "Printer.print", "  return printed;\n}"),
  ]);
  expect(text).toContain(
    "\n## src/parser.ts\n```ts\n@@ 3-7\nclass Parser {\n  parse() {}\n\n  next() {}\n}\n@@ 9\nfunction format() {}\n@@ 20-21 Printer.print\n  return printed;\n}\n```\n",
  );
});

test("a mark is longer than what looks like one in the file", () => {
  const text = markdown.render("parse", [piece(3, "", "@@ 1-9\n@@@ x\n  @@@@ y"), piece(8, "", "@z")]);
  expect(text).toContain("```ts\n@@@@ 3-5\n@@ 1-9\n@@@ x\n  @@@@ y\n@@@@ 8\n@z\n```\n");
});
