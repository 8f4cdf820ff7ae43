import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { readHistory } from "./history.js";

function repository(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("start", { "a.ts": "a\n".repeat(20), "b.ts": "b", "lib/c.ts": "c" });
  scratch.commit("a and b", { "a.ts": "a\n".repeat(21), "b.ts": "b2" });
  scratch.git("mv", "a.ts", "lib/a2.ts");
  scratch.commit("move a");
  scratch.commit("a, b again", { "lib/a2.ts": "a\n".repeat(22), "b.ts": "b3" });
  return scratch;
}

describe("readHistory", () => {
  it("counts changes under a file's current path, and reports files that change together", async () => {
    using scratch = repository();
    const { files, pairs, commits, head, renames } = await readHistory(scratch.root);
    expect(commits).toBe(4);
    expect(head).toBe(scratch.git("rev-parse", "HEAD"));
    expect(Object.fromEntries(files.map(({ path, changes }) => [path, changes]))).toEqual({
      "lib/a2.ts": 4,
      "b.ts": 3,
      "lib/c.ts": 1,
    });
    expect(renames).toEqual({ "a.ts": "lib/a2.ts" });
    expect(files[0]!.authors).toEqual(["ann@example.org"]);
    expect(files[0]!.lastChangeSeconds).toBeGreaterThan(1.6e9);
    // They changed twice as a pair (weight 1 each) and once with a third file (1/2). One common change makes
    // no pair.
    const named = pairs.map(([first, second, weight]) =>
      [files[first]!.path, files[second]!.path, weight].sort(),
    );
    expect(named).toEqual([[2.5, "b.ts", "lib/a2.ts"]]);
  });

  it("reads the history of one directory, with paths relative to it", async () => {
    using scratch = repository();
    const { files } = await readHistory(`${scratch.root}/lib`);
    expect(files.map(({ path }) => path).sort()).toEqual(["a2.ts", "c.ts"]);
  });

  it("stops at the commit limit, newest first, and makes no pairs from large commits", async () => {
    using scratch = repository();
    expect((await readHistory(scratch.root, { maxCommits: 1 })).files.map(({ path }) => path).sort()).toEqual(
      ["b.ts", "lib/a2.ts"],
    );
    expect((await readHistory(scratch.root, { maxFilesPerCommit: 1 })).pairs).toEqual([]);
  });

  it("is empty without a repository, a commit or a directory", async () => {
    using scratch = new Scratch();
    const nothing = { commits: 0, files: [], pairs: [], renames: {} };
    expect(await readHistory(scratch.root)).toMatchObject(nothing);
    scratch.git("init", "-q");
    expect(await readHistory(scratch.root)).toMatchObject(nothing);
    expect(await readHistory(`${scratch.root}/nowhere`)).toMatchObject(nothing);
  });
});
