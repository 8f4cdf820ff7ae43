import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { openCommit } from "./commit-tree.js";

describe("openCommit", () => {
  it("lists and reads the files of the commit, not of the working tree", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    symlinkSync("a.ts", join(scratch.root, "link"));
    const first = scratch.commit("one", {
      "a.ts": "one",
      "d/b.ts": "bé\n",
      ".foveaignore": "*.skip",
      "x.skip": "x",
    });
    scratch.commit("two", { "a.ts": "two", "c.ts": "new" });
    const source = openCommit(scratch.root, first);
    const listing = await source.list();
    expect(listing.files.map(({ path, size }) => [path, size])).toEqual([
      [".foveaignore", 6],
      ["a.ts", 3],
      ["d/b.ts", 4],
    ]);
    expect(listing.skipped).toEqual([
      { path: "link", reason: "link" },
      { path: "x.skip", reason: "ignored" },
    ]);
    expect(Buffer.from(await source.read("a.ts")).toString()).toBe("one");
    expect(Buffer.from(await source.read("d/b.ts")).toString()).toBe("bé\n");
    await source.close();
  });

  it("gives equal stamps to equal content, so that only changed files are read again", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("one", { "a.ts": "one", "b.ts": "b" });
    scratch.commit("two", { "a.ts": "two" });
    const [before, after] = await Promise.all(
      ["HEAD~1", "HEAD"].map(async (commit) => (await openCommit(scratch.root, commit).list()).files),
    );
    expect(before![0]!.stamp).not.toBe(after![0]!.stamp);
    expect(before![1]).toEqual(after![1]);
  });

  it("lists one directory with paths relative to it", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("one", { "a.ts": "a", "lib/x/b.ts": "b" });
    const source = openCommit(scratch.root, "HEAD", { root: "lib/" });
    expect((await source.list()).files.map(({ path }) => path)).toEqual(["x/b.ts"]);
    expect(Buffer.from(await source.read("x/b.ts")).toString()).toBe("b");
    await source.close();
  });

  it("reads many files at once through one process, large and empty ones too", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `f${index}.txt`,
        `${index}\n`.repeat(1 + (index % 7) * 3000),
      ]),
    );
    scratch.commit("many", files);
    const source = openCommit(scratch.root, "HEAD");
    const contents = await Promise.all(Object.keys(files).map((path) => source.read(path)));
    expect(contents.map((content) => Buffer.from(content).toString())).toEqual(Object.values(files));
    await source.close();
    // A closed source can be read again.
    expect(Buffer.from(await source.read("f1.txt")).toString()).toBe(files["f1.txt"]);
    await source.close();
  });

  it("reports a missing commit, directory or file", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("one", { "a.ts": "a" });
    await expect(openCommit(scratch.root, "nonsense").list()).rejects.toMatchObject({ code: "git-failed" });
    await expect(openCommit(scratch.root, "HEAD", { root: "lib" }).list()).rejects.toMatchObject({
      code: "git-failed",
    });
    const source = openCommit(scratch.root, "HEAD");
    await expect(source.read("b.ts")).rejects.toMatchObject({ code: "unreadable-file" });
    await source.close();
  });
});
