import { expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { markdown } from "../render/markdown.js";
import type { Repository } from "../repository/repository.js";
import { Body, Copies } from "./copies.js";

const body = (file: number, name: string, text: string) => new Body(file, name, text.split("\n"));
const merge = `function merge(kettle, pot) {
  const tea = {};
  for (const leaf of kettle) tea[leaf] = kettle[leaf];
  for (const leaf of pot) tea[leaf] = pot[leaf];
  return tea;
}`;

it("finds copies despite differences in spaces and bundlers' numbers, and keeps different definitions apart", () => {
  const copies = new Copies<string>();
  copies.add(body(1, "merge", merge), "source");
  expect(copies.firstLike(body(2, "merge$1", merge.replaceAll("tea", "tea$2").replaceAll("  ", "\t")))).toBe(
    "source",
  );
  expect(copies.firstLike(body(2, "other", merge)), "equal under another name").toBe("source");
  expect(copies.firstLike(body(2, "merge", merge.replace("const", "var"))), "nearly equal").toBe("source");
  expect(
    copies.firstLike(body(2, "other", merge.replace("const", "var"))),
    "nearly equal with another name",
  ).toBe(undefined);
  expect(copies.firstLike(body(1, "merge", merge.replace("const", "var"))), "an overload").toBe(undefined);
  expect(copies.firstLike(body(2, "merge", merge.replaceAll("kettle", "a").replaceAll("leaf", "b")))).toBe(
    undefined,
  );
});

it("treats short definitions as copies only when their text and name are equal", () => {
  const copies = new Copies<string>();
  copies.add(body(1, "size", "const size = 1;"), "source");
  expect(copies.firstLike(body(2, "size", "const size = 1;"))).toBe("source");
  expect(copies.firstLike(body(2, "size", "const size = 2;"))).toBe(undefined);
  expect(copies.firstLike(body(2, "length", "const size = 1;"))).toBe(undefined);
});

const files = {
  "src/merge.js": `export ${merge}\n`,
  "src/pour.js": "export function pour(tea) {\n  return tea.poured;\n}\n",
  "dist/tea.js": `${merge.replace("const", "var")}\nexports.merge = merge;\n`,
  "dist/tea.min.js": `${merge.replaceAll("tea", "tea$1")}\nexports.merge = merge;\n`,
};

async function withTea(act: (repository: Repository) => Promise<void>): Promise<void> {
  const repository = newIndex(new MemorySource(files));
  try {
    await repository.update({ signal: never });
    await act(repository);
  } finally {
    await repository.close();
  }
}

it("search lists a definition once, from the source, and reports its copies in builds", () =>
  withTea(async (repository) => {
    const results = await repository.search("merge", 10);
    const merges = results.filter(({ symbol }) => symbol === "merge");
    expect(merges.map(({ path }) => path)).toEqual(["src/merge.js"]);
    expect(merges[0]!.copies?.map(({ path }) => path).sort()).toEqual(["dist/tea.js", "dist/tea.min.js"]);
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).sort((a, b) => b - a),
    );
  }));

it("search fills the places of copies with the next results", () =>
  withTea(async (repository) => {
    const paths = (await repository.search("merge tea poured", 2)).map(({ path }) => path);
    expect(paths).toHaveLength(2);
    expect(new Set(paths).size).toBe(2);
    expect(paths).toContain("src/merge.js");
  }));

it("a pack includes the source of a definition, and at most one copy", () =>
  withTea(async (repository) => {
    const { items } = await repository.pack("merge kettle and pot", 2000, markdown);
    const whole = items.filter(
      ({ text }) => text.includes("const tea = {};") || text.includes("var tea = {};"),
    );
    expect(whole.map(({ path }) => path)).toContain("src/merge.js");
    expect(whole.length).toBeLessThanOrEqual(2);
    const again = await repository.pack("merge kettle and pot", 2000, markdown);
    expect(again.text).toBe((await repository.pack("merge kettle and pot", 2000, markdown)).text);
  }));
