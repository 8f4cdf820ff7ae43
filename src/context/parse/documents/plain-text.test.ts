import { expect, test } from "vitest";
import { parser } from "../parser.js";

const sectionsOf = async (path: string, text: string) =>
  (await parser.parse(path, text)).symbols.map(({ name, startLine, endLine }) => [name, startLine, endLine]);

test("a short first paragraph is the title of the text below it", async () => {
  expect(await sectionsOf("a.txt", "\nTides at Brest,\nand their causes\n\nThe moon pulls.\n")).toEqual([
    ["Tides at Brest, and their causes", 2, 5],
  ]);
});

test.each([
  ["a long paragraph", `${"The moon pulls at the sea. ".repeat(12)}\n\nMore.\n`],
  ["four lines", "a b\nc d\ne f\ng h\n\nMore.\n"],
  ["one word", "Tides\n\nMore.\n"],
  ["settings", "a = 1; b = 2\n\nMore.\n"],
  ["nothing below", "Tides at Brest\n"],
  ["nothing", ""],
])("%s is no title", async (_, text) => {
  expect(await sectionsOf("a.txt", text)).toEqual([]);
});

test("lists and programs that end in .txt have none", async () => {
  const text = "Some words here\n\nmore words\n";
  expect(await sectionsOf("requirements.txt", text)).toEqual([]);
  expect(await sectionsOf("CMakeLists.txt", text)).toEqual([]);
});

test("the section of a long text ends; the rest is cut as other text is", async () => {
  const text = `Tides at Brest\n\n${"The moon pulls.\n\n".repeat(100)}`;
  expect(await sectionsOf("a.txt", text)).toEqual([["Tides at Brest", 1, 61]]);
});
