import { expect, test } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { contextOfFiles } from "../../../test/support/rank-context.js";
import { settleAreas } from "./settle-areas.js";

const files = {
  "internal/reader/icon/finder.go":
    "package icon\n\n// FindIcon updates the favicon of a feed.\nfunc FindIcon() {}\n",
  "internal/reader/feed/feed.go": "package feed\n\nfunc Fetch() {}\n",
  "cmd/encoding.go":
    "package cmd\n\n// favicon\nfunc encode() { internalReader := open(); internalReader.updated() }\nfunc internalReader() {}\n",
  Makefile: "all:\n\tgo build\n",
};

const termsOf = async (task: string) => {
  await using made = await contextOfFiles(files, task);
  return { plain: made.context.query, settled: settleAreas(made.context.corpus, made.context.query) };
};

test.each(["[internal/reader] favicon not updated", "internal/reader: favicon not updated"])(
  "words that only name a folder count for less, and not joined: %s",
  async (task) => {
    const { plain, settled } = await termsOf(task);
    expect(plain.terms.has("internalreader")).toBe(true);
    expect(settled.terms.has("internalreader")).toBe(false);
    expect(settled.terms.get("reader")).toBeLessThan(plain.terms.get("reader")! / 2);
    expect(settled.terms.get("favicon")).toBe(plain.terms.get("favicon"));
    expect(settled.mayName).not.toContain("reader");
    expect(settled.areas).toEqual(plain.areas);
  },
);

test("a word that the subject repeats keeps its weight", async () => {
  const { plain, settled } = await termsOf("[internal/reader] reader loses the favicon");
  expect(settled.terms.get("reader")).toBe(plain.terms.get("reader"));
  expect(settled.terms.get("intern")).toBeLessThan(plain.terms.get("intern")!);
});

test.each(["[mobile] favicon not updated", "reader favicon not updated", "TypeError: favicon"])(
  "a task that names no folder before its subject stays as it is: %s",
  async (task) => {
    const { plain, settled } = await termsOf(task);
    expect(settled).toBe(plain);
  },
);

test("a name that joins the words of the folder is not the place of the fault", async () => {
  const repository = newIndex(new MemorySource(files));
  await repository.update({ signal: never, threads: 1 });
  const [first] = await repository.searchFiles("[internal/reader] favicon not updated", 4);
  expect(first!.path).toBe("internal/reader/icon/finder.go");
  await repository.close();
});
