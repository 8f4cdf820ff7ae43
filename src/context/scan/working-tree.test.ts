import { chmodSync, mkdirSync, renameSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import type { Listing } from "./source.js";
import { openWorkingTree } from "./working-tree.js";

const paths = (listing: Listing) => listing.files.map(({ path }) => path);
const asRoot = process.getuid?.() === 0;

const tree = {
  ".gitignore": "*.log\n/build/\n!keep.log\n",
  "a.ts": "a",
  "keep.log": "kept",
  "x.log": "ignored",
  "build/out.js": "ignored",
  "src/.gitignore": "secret.txt\n!x.log\n",
  "src/x.log": "taken back by the nearer file",
  "src/secret.txt": "ignored",
  "src/deep/b.py": "b",
  "node_modules/m/index.js": "m",
  ".fovea/index.db": "i",
  "src/ü ñ.md": "names beyond ASCII",
};
const wanted = [
  ".gitignore",
  "a.ts",
  "keep.log",
  "src/.gitignore",
  "src/deep/b.py",
  "src/x.log",
  "src/ü ñ.md",
];

describe.each([
  ["by git", true],
  ["by walking", false],
])("a working tree listed %s", (_, git) => {
  const open = (scratch: Scratch, directory = "") => {
    if (git) scratch.git("init", "-q");
    return openWorkingTree(join(scratch.root, directory), { git });
  };

  it("respects nested .gitignore files, the nearest wins, and never lists packages or its own index", async () => {
    using scratch = new Scratch().write(tree);
    expect(paths(await open(scratch).list())).toEqual(wanted);
  });

  it("respects nested .foveaignore files and lists what they exclude as skipped", async () => {
    using scratch = new Scratch().write({
      ".foveaignore": "data/\n*.gen.ts\n",
      "a.gen.ts": "a",
      "data/d.txt": "d",
      "lib/.foveaignore": "!b.gen.ts\nc.ts\n",
      "lib/b.gen.ts": "b",
      "lib/c.ts": "c",
    });
    const listing = await open(scratch).list();
    expect(paths(listing)).toEqual([".foveaignore", "lib/.foveaignore", "lib/b.gen.ts"]);
    expect(listing.skipped).toEqual(
      ["a.gen.ts", "data/d.txt", "lib/c.ts"].map((path) => ({ path, reason: "ignored" })),
    );
  });

  it("skips files that are not worth reading, each with its reason", async () => {
    using scratch = new Scratch().write({
      "logo.png": "p",
      "package-lock.json": "{}",
      ".env": "KEY=1",
      ".env.example": "KEY=",
      "app.min.js": "x",
      "empty.txt": "",
      id_rsa: "k",
      "large.txt": "x".repeat(1025),
      "paper.pdf": "x".repeat(1025),
    });
    if (git) scratch.git("init", "-q");
    const listing = await openWorkingTree(scratch.root, { git, maxFileBytes: 1024 }).list();
    expect(paths(listing)).toEqual([".env.example", "paper.pdf"]);
    expect(Object.fromEntries(listing.skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      "logo.png": "binary",
      "package-lock.json": "generated-lock",
      ".env": "secret",
      "app.min.js": "minified",
      "empty.txt": "empty",
      id_rsa: "secret",
      "large.txt": "too-large",
    });
  });

  it("does not follow links, and reports those that lead outside of the root", async () => {
    using elsewhere = new Scratch().write({ passwd: "x" });
    using scratch = new Scratch().write({ "real/a.ts": "a" });
    symlinkSync(join(elsewhere.root, "passwd"), join(scratch.root, "out"));
    symlinkSync("real/a.ts", join(scratch.root, "in"));
    symlinkSync(".", join(scratch.root, "loop"));
    symlinkSync(elsewhere.root, join(scratch.root, "directory"));
    const listing = await open(scratch).list();
    expect(paths(listing)).toEqual(["real/a.ts"]);
    expect(listing.skipped).toEqual([
      { path: "directory", reason: "link-outside" },
      { path: "in", reason: "link" },
      { path: "loop", reason: "link" },
      { path: "out", reason: "link-outside" },
    ]);
  });

  it("changes a file's stamp when its content may have changed, and only then", async () => {
    using scratch = new Scratch().write({ "a.ts": "one", "b.ts": "two" });
    const source = open(scratch);
    const stamps = async () =>
      Object.fromEntries((await source.list()).files.map((file) => [file.path, file.stamp]));
    const before = await stamps();
    expect(await stamps()).toEqual(before);
    const { atime, mtime } = statSync(join(scratch.root, "a.ts"));
    // Size and mtime are equal: only the ctime differs.
    scratch.write({ "c.ts": "eno" });
    renameSync(join(scratch.root, "c.ts"), join(scratch.root, "a.ts"));
    utimesSync(join(scratch.root, "a.ts"), atime, mtime);
    const after = await stamps();
    expect(after["a.ts"]).not.toBe(before["a.ts"]);
    expect(after["b.ts"]).toBe(before["b.ts"]);
  });

  it("lists one directory of a larger tree", async () => {
    using scratch = new Scratch().write(tree);
    expect(paths(await open(scratch, "src").list())).toContain("deep/b.py");
  });

  it("lists nothing in an empty directory", async () => {
    using scratch = new Scratch();
    expect(await open(scratch).list()).toEqual({ files: [], skipped: [] });
  });
});

describe("a working tree", () => {
  it("omits deleted tracked files, and lists a file in conflict once", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("one", { "a.ts": "1\n", "gone.ts": "x" });
    scratch.git("checkout", "-q", "-b", "side");
    scratch.commit("side", { "a.ts": "2\n" });
    scratch.git("checkout", "-q", "main");
    scratch.commit("main", { "a.ts": "3\n" });
    expect(() => scratch.git("merge", "side")).toThrow();
    renameSync(join(scratch.root, "gone.ts"), join(scratch.root, "new.ts"));
    expect(paths(await openWorkingTree(scratch.root).list())).toEqual(["a.ts", "new.ts"]);
  });

  it("lists the files of a nested repository, but not of a linked worktree of itself", async () => {
    using scratch = new Scratch();
    scratch.git("init", "-q");
    scratch.commit("one", { "a.ts": "a" });
    scratch.git("worktree", "add", "-q", "second");
    mkdirSync(join(scratch.root, "inner"));
    scratch.git("init", "-q", "inner");
    scratch.write({ "inner/b.ts": "b", "inner/.gitignore": "c.ts", "inner/c.ts": "c" });
    expect(paths(await openWorkingTree(scratch.root).list())).toEqual([
      "a.ts",
      "inner/.gitignore",
      "inner/b.ts",
    ]);
  });

  it("lists an ignored directory when it is the root", async () => {
    using scratch = new Scratch().write({ ".gitignore": "out/", "out/a.ts": "a" });
    scratch.git("init", "-q");
    expect(paths(await openWorkingTree(join(scratch.root, "out")).list())).toEqual(["a.ts"]);
  });

  it("does not run programs named in a repository's configuration", async () => {
    using scratch = new Scratch().write({ "a.ts": "a" });
    scratch.git("init", "-q");
    scratch.git("config", "core.fsmonitor", `touch ${join(scratch.root, "ran")}; false`);
    expect(paths(await openWorkingTree(scratch.root).list())).toEqual(["a.ts"]);
  });

  it("reads files, and refuses paths outside of the root", async () => {
    using elsewhere = new Scratch().write({ passwd: "x" });
    using scratch = new Scratch().write({ "a.ts": "é" });
    symlinkSync(elsewhere.root, join(scratch.root, "out"));
    const source = openWorkingTree(scratch.root);
    expect(Buffer.from(await source.read("a.ts")).toString()).toBe("é");
    for (const path of ["../x", "out/passwd", join(elsewhere.root, "passwd"), "gone.ts", "."])
      await expect(source.read(path)).rejects.toMatchObject({ code: "unreadable-file" });
    await expect(source.read(`../${elsewhere.root.split("/").pop()}/passwd`)).rejects.toThrow(/outside/);
  });

  it("reports a root that is missing or a file", () => {
    using scratch = new Scratch().write({ "a.ts": "a" });
    expect(() => openWorkingTree(join(scratch.root, "nowhere"))).toThrow(
      expect.objectContaining({ code: "no-such-path", kind: "usage" }),
    );
    expect(() => openWorkingTree(join(scratch.root, "a.ts"))).toThrow(
      expect.objectContaining({ code: "not-a-directory", kind: "usage" }),
    );
  });

  it.skipIf(asRoot)("reports an unreadable directory", () => {
    using scratch = new Scratch().write({ "d/a.ts": "a" });
    chmodSync(join(scratch.root, "d"), 0);
    expect(() => openWorkingTree(join(scratch.root, "d"))).toThrow(
      expect.objectContaining({ code: "unreadable-directory", kind: "failure" }),
    );
    chmodSync(join(scratch.root, "d"), 0o755);
  });
});
