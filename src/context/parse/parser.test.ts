import { describe, expect, test, vi } from "vitest";
import { Language as Grammar } from "web-tree-sitter";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { languages } from "../languages/index.js";
import { parser } from "./parser.js";

/** Inputs on which a grammar, its scanner or a query hung or failed. */
const hostile: Readonly<Record<string, string>> = {
  "null bytes": "a\0b\0\0 function f() {\0}\n".repeat(20),
  "100,000 open and closed parentheses": "(".repeat(100_000) + ")".repeat(100_000),
  "20,000 nested blocks": "if (a) {".repeat(20_000) + "}".repeat(20_000),
  "an unclosed quote": '"'.repeat(10_001),
  "half a surrogate pair": "\ud800 def f(): pass\n".repeat(100),
};

describe("hostile input", () => {
  for (const [name, text] of Object.entries(hostile))
    test.each(["typescript", "python", "c", "java"])(`${name} is parsed as %s`, async (id) => {
      const language = languages.find((language) => language.id === id)!;
      const parsed = await parser.parse(`x.${language.extensions[0]}`, text);
      expect(parsed.language).toBe(id);
    });

  test("does not damage the parser for the next file", async () => {
    const parsed = await parser.parse("x.ts", "export function whole() { return 1; }");
    expect(parsed.symbols.map((symbol) => symbol.name)).toEqual(["whole"]);
    expect(parsed.damaged).toBe(false);
  });
});

test("a file with an image in base64 is parsed; one with a long line of words is not", async () => {
  const names = async (line: string) =>
    (await parser.parse("x.ts", `const logo = ${line};\nexport function whole() {}\n`)).symbols.map(
      ({ name }) => name,
    );
  expect(await names(`"data:image/png;base64,${"iVBORw0KGgo".repeat(3000)}"`)).toEqual(["logo", "whole"]);
  expect(await names("word ".repeat(6000))).toEqual([]);
});

test("grammars requested at the same time load one after another", async () => {
  const files = ["a.tsx", "a.rs", "a.py", "a.kt", "a.cpp", "a.rb"];
  const parsed = await Promise.all(files.map((path) => parser.parse(path, "x")));
  expect(parsed.map((file) => file.language)).toEqual(["tsx", "rust", "python", "kotlin", "cpp", "ruby"]);
});

// C headers are read with the grammar of C++: it recovers better from macros (83 more functions in curl's
// headers).
test.each([
  ["#pragma once\nnamespace acme {\nint size();\n}\n", "cpp"],
  ["#ifndef A_H\n#include <stdio.h>\nint open_it(const char *path);\n#endif\n", "cpp"],
  ["#import <Foundation/Foundation.h>\n@interface Shelf : NSObject\n@end\n", "objective-c"],
])("the header %j is read as %s", async (text, language) => {
  expect((await parser.parse("shelf.h", text)).language).toBe(language);
});

// tree-sitter never frees a grammar's memory: a server that loaded it for each edit grew by 2 MB each time.
test("a grammar is loaded once for many updates", async () => {
  const load = vi.spyOn(Grammar, "load");
  const source = new MemorySource();
  const repository = newIndex(source);
  for (const body of ["return 1", "return 2", "return 3"]) {
    source.files.set("lib/sum.ex", `defmodule Sum do\n  def sum, do: ${body}\nend\n`);
    expect((await repository.update({ signal: never })).changed).toBe(1);
  }
  // No call when an earlier test loaded the grammar.
  expect(load.mock.calls.length).toBeLessThanOrEqual(1);
  load.mockRestore();
  await repository.close();
});
