import { expect, test } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { Scratch } from "../../../test/support/scratch.js";
import { openWorkingTree } from "../scan/working-tree.js";
import { findUnindexed, literalOf } from "./unindexed.js";

const notebook = (source: string, output: string): string =>
  JSON.stringify({
    nbformat: 4,
    cells: [{ cell_type: "code", source, outputs: [{ text: [output] }] }],
  });

const files = {
  "src/a.ts": 'export const tide = "high water";\n',
  "package-lock.json": '{ "packages": { "node_modules/left-padder": {} } }\n',
  "a.ipynb": notebook("print(tide)", 'ValueError: no "tide" at Brest'),
  "b.ipynb": notebook("left-padder", "left-padder"),
  "lib.min.js": "left-padder()",
  ".env": "left-padder=1\n",
  ".gitignore": "ignored.txt\n",
  "ignored.txt": "left-padder",
};

test.each([
  ['what is "no such thing"', "no such thing"],
  ["`a.b()` fails", "a.b()"],
  ["ECONNREFUSED", "ECONNREFUSED"],
  ["it's what isn't", undefined],
  ["two words", undefined],
  ["g", undefined],
  ['"', undefined],
])("%s names the literal text %s", (query, text) => {
  expect(literalOf(query)).toBe(text);
});

test("texts of lock files, minified files and notebooks' outputs are found; secrets and ignored files are not", async () => {
  using scratch = new Scratch().write(files);
  scratch.git("init");
  const repository = newIndex(openWorkingTree(scratch.root));
  await repository.update({ signal: never, threads: 1 });
  expect(await findUnindexed(repository, "left-padder", [])).toEqual({
    text: "left-padder",
    files: [
      { path: "lib.min.js", what: "minified" },
      { path: "package-lock.json", what: "lock file" },
    ],
    complete: true,
  });
  // As written, although the notebook escapes it.
  expect(await findUnindexed(repository, "'no \"tide\" at'", ["src/a.ts"])).toMatchObject({
    files: [{ path: "a.ipynb", what: "notebook output" }],
  });
  expect(await findUnindexed(repository, 'no "tide" at Brest', [])).toBeUndefined();
  // The results have it, the query names nothing, or no file has it.
  expect(await findUnindexed(repository, "left-padder", ["b.ipynb"])).toBeUndefined();
  expect(await findUnindexed(repository, "left padder", ["src/a.ts"])).toBeUndefined();
  expect(await findUnindexed(repository, "right-padder", [])).toBeUndefined();
  await repository.close();
});
