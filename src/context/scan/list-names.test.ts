import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { NameLister } from "./list-names.js";
import { openWorkingTree } from "./working-tree.js";

const normal = (names: readonly string[]) =>
  [...new Set(names.map((name) => name.replace(/\/$/, "")))].sort();
const byGit = async (root: string) => normal(await new NameLister(true).names(root));
const byWalk = async (root: string) => normal(await new NameLister(true, 0).names(root));
const fifo = (path: string) => execFileSync("mkfifo", [path]);
const paths = async (root: string) => (await openWorkingTree(root).list()).files.map(({ path }) => path);

function forest(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("start", { "kept.log": "tracked, then ignored", "out/tracked.ts": "x", "a.ts": "a" });
  scratch.write({
    ".gitignore": "*.log\nout/\n/only-here\n!lib/**/deep.log\n**/[xy]?.ts\n",
    "new.log": "x",
    "only-here": "x",
    "out/new.ts": "x",
    "lib/only-here": "x",
    "lib/deep.log": "x",
    "lib/b/deep.log": "x",
    "lib/b/x1.ts": "x",
    "lib/b/.gitignore": "!x1.ts\nc\n",
    "lib/b/c/d.ts": "x",
    "lib/c.ts": "x",
    "private.own": "x",
    "__pycache__/a.py": "x",
    ".git/info/exclude": "*.own\n",
    ".ignore": "a.ts\n",
  });
  mkdirSync(join(scratch.root, "inner"));
  scratch.git("init", "-q", "inner");
  scratch.write({ "inner/e.ts": "e" });
  return scratch;
}

describe("NameLister", () => {
  it("lists the same files by git and, when git takes too long, by a walk", async () => {
    using scratch = forest();
    const names = await byGit(scratch.root);
    expect(names).toContain("kept.log");
    expect(names).toContain("inner");
    expect(names).not.toContain("private.own");
    expect(await byWalk(scratch.root)).toEqual(names);
    expect(await byWalk(join(scratch.root, "lib/b"))).toEqual(await byGit(join(scratch.root, "lib/b")));
    expect(await byWalk(join(scratch.root, "lib"))).toEqual(await byGit(join(scratch.root, "lib")));
  });

  it("lists the same files by both when git ignores case", async () => {
    using scratch = new Scratch().write({
      ".gitignore": "*.LOG\nOut/\n",
      "a.log": "x",
      "out/b": "x",
      c: "x",
    });
    scratch.git("init", "-q");
    for (const ignoreCase of ["true", "false"]) {
      scratch.git("config", "core.ignoreCase", ignoreCase);
      const names = await byGit(scratch.root);
      expect(names.includes("a.log")).toBe(ignoreCase === "false");
      expect(await byWalk(scratch.root)).toEqual(names);
    }
  });

  it("lists files although a rule makes git run for ever, and does not wait for git the next time", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    const name = `${"a".repeat(120)}b`;
    scratch.commit("start", { "kept.log": "x" });
    scratch.write({ ".gitignore": `${"*a".repeat(30)}\n*.log\n`, [name]: "x" });
    for (const seconds of [0.3, 60]) {
      const started = performance.now();
      const names = normal(await new NameLister(true, seconds).names(scratch.root));
      expect(names).toEqual([".gitignore", name, "kept.log"]);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });

  it("passes on unsafe paths of a forged git index, which the working tree then drops", async () => {
    using scratch = new Scratch().write({ "a.ts": "a" });
    scratch.git("init", "-q");
    const blob = scratch.git("hash-object", "-w", "a.ts");
    // Git refuses to write such names, so the test patches the index file.
    const names = ["../up.ts", "/etc/passwd", ".git/config", "x/../../y", "x//y"];
    const padding = names.map((name) => "z".repeat(name.length - 1));
    padding.forEach((name, index) => {
      scratch.git("update-index", "--add", "--cacheinfo", `100644,${blob},${name}${index}`);
    });
    const index = join(scratch.root, ".git/index");

    let bytes = readFileSync(index);
    names.forEach((name, at) => {
      const from = Buffer.from(`${padding[at]}${at}`);
      bytes = Buffer.from(bytes);
      bytes.write(name, bytes.indexOf(from), "latin1");
    });

    const body = bytes.subarray(0, bytes.length - 20);
    writeFileSync(index, Buffer.concat([body, createHash("sha1").update(body).digest()]));
    expect(await new NameLister(true).names(scratch.root)).toEqual(expect.arrayContaining(names));
    const listing = await openWorkingTree(scratch.root).list();
    expect(listing.files.map(({ path }) => path)).toEqual(["a.ts"]);
    expect(listing.skipped).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("a pipe in place of a file", () => {
  it.each([".gitignore", ".foveaignore", ".git", ".ignore", "lib/.foveaignore"])(
    "does not block the listing: %s",
    async (name) => {
      using scratch = new Scratch().write({ "a.ts": "a", "lib/b.ts": "b" });
      if (name !== ".git") scratch.git("init", "-q");
      fifo(join(scratch.root, name));
      expect(await paths(scratch.root)).toEqual(["a.ts", "lib/b.ts"]);
    },
  );

  it("does not block the listing inside the git directory", async () => {
    using scratch = new Scratch().write({ "a.ts": "a" });
    scratch.git("init", "-q");
    for (const name of ["info/exclude", "HEAD", "index", "config", "packed-refs"]) {
      execFileSync("rm", ["-f", join(scratch.root, ".git", name)]);
      fifo(join(scratch.root, ".git", name));
      expect(await paths(scratch.root)).toEqual(["a.ts"]);
      execFileSync("rm", ["-f", join(scratch.root, ".git", name)]);
    }
  });

  it("blocks the listing at most for git's time limit, in a nested .gitignore", async () => {
    using scratch = new Scratch().write({ "a.ts": "a", "lib/b.ts": "b" });
    scratch.git("init", "-q");
    fifo(join(scratch.root, "lib/.gitignore"));
    const names = await new NameLister(true, 0.3).names(scratch.root);
    expect(normal(names)).toEqual(["a.ts", "lib/.gitignore", "lib/b.ts"]);
  });
});

describe.skipIf(process.getuid?.() !== 0)("a tree of another user", () => {
  const give = (path: string, user: number) => execFileSync("chown", ["-R", `${user}`, path]);

  it("is listed with its repository's ignore rules when the user named the tree", async () => {
    using scratch = new Scratch().write({ ".gitignore": "*.log\n", "a.log": "x", "lib/b.ts": "b" });
    scratch.git("init", "-q");
    give(scratch.root, 12345);
    expect(await paths(scratch.root)).toEqual([".gitignore", "lib/b.ts"]);
    expect(await paths(join(scratch.root, "lib"))).toEqual(["b.ts"]);
  });

  it("has no influence on a folder inside it that belongs to the current user", async () => {
    using scratch = new Scratch().write({ ".gitignore": "*.ts\n", "mine/b.ts": "b" });
    scratch.git("init", "-q");
    give(scratch.root, 12345);
    chownSync(join(scratch.root, "mine"), 0, 0);
    // The test runs as root, the owner of this folder.
    chownSync(join(scratch.root, "mine/b.ts"), 0, 0);
    expect(await paths(join(scratch.root, "mine"))).toEqual(["b.ts"]);
  });
});
