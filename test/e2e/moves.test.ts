import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findRoot } from "../../src/context/find-root.js";
import { stateFolder } from "../../src/context/state/state-folder.js";
import {
  forgetGoneReportSchema,
  indexReportSchema,
  searchReportSchema,
  statusReportSchema,
} from "../../src/interfaces/schema/index.js";
import { cliFile, fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { expectOneLine } from "../support/one-line.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere, runHere } from "../support/terminal.js";

const source = (name: string) => `export function ${name}(): number {\n  return 1;\n}\n`;

it("a moved folder keeps its index, and any command finds it", async () => {
  using scratch = new Scratch().write({ "old/otter/src/a.ts": source("swimOtter") });
  const at = (path: string) => ({ cwd: join(scratch.root, path) });
  await jsonHere(["index"], indexReportSchema, at("old/otter"));
  expect((await runHere(["pack", "swim otter", "--session", "s"], at("old/otter"))).code).toBe(0);
  renameSync(join(scratch.root, "old"), join(scratch.root, "new"));
  // From a subfolder, before any command was run at the new place.
  expect(findRoot(undefined, join(scratch.root, "new/otter/src"))).toBe(join(scratch.root, "new/otter"));
  const status = await jsonHere(["status"], statusReportSchema, at("new/otter/src"));
  expect(status).toMatchObject({ root: join(scratch.root, "new/otter"), files: 1, fresh: true });
  expect(await jsonHere(["index"], indexReportSchema, at("new/otter"))).toMatchObject({
    changed: 0,
    reused: 0,
    removed: 0,
  });
  expect(readdirSync(join(stateFolder(join(scratch.root, "new/otter")), "sessions"))).toContain("s.json");
});

it("a moved main checkout keeps the index that its worktrees share", async () => {
  using scratch = new Scratch();
  scratch.git("init", "-q", "main");
  scratch.write({ "main/a.ts": source("swimOtter") });
  scratch.git("-C", "main", "add", "-A");
  scratch.git("-C", "main", "commit", "-q", "-m", "start");
  scratch.git("-C", "main", "worktree", "add", "-q", "../tree");
  const index = (path: string) => jsonHere(["index"], indexReportSchema, { cwd: join(scratch.root, path) });
  expect((await index("main")).changed).toBe(1);
  expect((await index("tree")).reused).toBe(1);
  renameSync(join(scratch.root, "main"), join(scratch.root, "trunk"));
  scratch.git("-C", "trunk", "worktree", "repair");
  // The worktree first: it must find the index of the main checkout.
  for (const path of ["tree", "trunk"])
    expect(await index(path)).toMatchObject({ files: 1, changed: 0, reused: 0, removed: 0 });
  scratch.git("-C", "trunk", "worktree", "move", "../tree", "../shrub");
  expect(await index("shrub")).toMatchObject({ files: 1, changed: 0, reused: 0, removed: 0 });
});

it("a workspace moved with its repositories keeps them", async () => {
  using scratch = new Scratch().write({
    "old/api/a.ts": source("swimOtter"),
    "old/web/b.ts": source("diveOtter"),
  });
  await runHere(["index", "api", "web"], { cwd: join(scratch.root, "old") });
  renameSync(join(scratch.root, "old"), join(scratch.root, "new"));
  const { results } = await jsonHere(["search", "otter"], searchReportSchema, {
    cwd: join(scratch.root, "new"),
  });
  expect(results.map(({ path }) => path).toSorted()).toEqual(["api/a.ts", "web/b.ts"]);
});

it.runIf(process.platform !== "win32")("kept files are readable only by the user", async () => {
  using scratch = new Scratch().write({ "api/a.ts": source("swimOtter"), "web/b.ts": source("diveOtter") });
  const before = process.umask(0);
  try {
    await runHere(["index", "api", "web"], { cwd: scratch.root });
    await runHere(["pack", "swim otter", "--session", "s"], { cwd: scratch.root });
  } finally {
    process.umask(before);
  }
  const state = stateFolder(scratch.root);
  const modes = readdirSync(state, { recursive: true, withFileTypes: true }).map((entry) => [
    entry.name.replace(/-(?:wal|shm)$/, ""),
    statSync(join(entry.parentPath, entry.name)).mode & 0o777,
  ]);
  expect(new Map(modes as [string, number][]).size).toBeGreaterThanOrEqual(6);
  for (const [name, mode] of modes) expect([name, mode]).toEqual([name, name === "sessions" ? 0o700 : 0o600]);
});

it("forget --gone deletes the data of folders that no longer exist, and nothing else", async () => {
  using scratch = new Scratch().write({ "gone/a.ts": source("swimOtter"), "kept/a.ts": source("diveOtter") });
  using cache = new Scratch();
  const at = { cwd: scratch.root, env: { FOVEA_CACHE_DIR: join(cache.root, "c") } };
  for (const name of ["gone", "kept"]) await runHere(["index", name], at);
  rmSync(join(scratch.root, "gone"), { recursive: true });
  expectOneLineAfterList(await runHere(["forget", "--gone"], at), join(scratch.root, "gone"));
  expect((await runHere(["forget", "--gone", "kept"], at)).code).toBe(2);
  expect((await runHere(["forget", "--gone"], { ...at, answer: () => "n" })).code).toBe(1);
  expect(readdirSync(join(cache.root, "c")).filter((name) => name !== ".gitignore")).toHaveLength(2);
  const report = await jsonHere(["forget", "--gone", "--yes"], forgetGoneReportSchema, at);
  expect(report.gone).toEqual([{ root: join(scratch.root, "gone"), bytes: report.bytes }]);
  expect(report.bytes).toBeGreaterThan(1000);
  expect(await jsonHere(["forget", "--gone", "--yes"], forgetGoneReportSchema, at)).toMatchObject({
    gone: [],
  });
  expect((await runHere(["status", "kept"], at)).code).toBe(0);
});

function expectOneLineAfterList({ code, err }: { code: number | null; err: string }, root: string): void {
  expect(code).toBe(2);
  expect(err).toMatch(/^.*: [\d.]+ kB\nfovea: forget would delete the data of this folder, .*--yes\.\n$/);
  expect(err).toContain(root);
}

it("looking for an index writes nothing", async () => {
  using scratch = new Scratch().write({ "plain/deep/a.ts": source("swimOtter") });
  using cache = new Scratch();
  const env = { FOVEA_CACHE_DIR: join(cache.root, "c") };
  for (const args of [["status"], ["doctor"], ["search", "otter", "--no-update"], ["forget", "--yes"]])
    await runHere(args, { cwd: join(scratch.root, "plain/deep"), env });
  expect(existsSync(env.FOVEA_CACHE_DIR)).toBe(false);
});

it("a cache folder that is a symlink or belongs to another user is reported with the mend", async () => {
  using scratch = new Scratch().write({ "code/a.ts": source("swimOtter"), "elsewhere/x": "" });
  const at = { cwd: join(scratch.root, "code") };
  await runHere(["index"], at);
  const state = stateFolder(at.cwd);
  renameSync(state, `${state}.away`);
  symlinkSync(join(scratch.root, "elsewhere"), state, "junction");
  for (const args of [
    ["index"],
    ["status"],
    ["search", "otter"],
    ["doctor", "--repair"],
    ["forget", "--yes"],
  ])
    expectOneLine(
      await runHere(args, at),
      1,
      /is a link\. Delete it, or set FOVEA_CACHE_DIR to another folder\.$/m,
    );
  expect(readdirSync(join(scratch.root, "elsewhere"))).toEqual(["x"]);
  rmSync(state);
  renameSync(`${state}.away`, state);
  expect(existsSync(databaseFile(at.cwd))).toBe(true);
});

it("a cache folder given by a relative path is not used", async () => {
  using scratch = new Scratch().write({ "a.ts": source("swimOtter") });
  const env = { FOVEA_CACHE_DIR: "cache", XDG_CACHE_HOME: "", HOME: "relative" };
  const outcome = await fovea(["status"], { cwd: scratch.root, env });
  // From the system's user database.
  expect(outcome.err).toMatch(/there is no index at [/\\]|this user has no home folder/);
  expect(readdirSync(scratch.root)).toEqual(["a.ts"]);
});

it.runIf(process.getuid?.() === 0)("without a home folder it reports which variable to set", () => {
  using scratch = new Scratch().write({ "a.ts": source("swimOtter") });
  chmodSync(scratch.root, 0o755);
  for (const args of [["index"], ["status"], ["search", "otter"]]) {
    const { status, stderr } = spawnSync(process.execPath, [cliFile, ...args], {
      cwd: scratch.root,
      env: { PATH: process.env.PATH, HOME: "" },
      uid: 54_321,
      gid: 54_321,
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^fovea: this user has no home folder\. Set FOVEA_CACHE_DIR [^\n]*\.\n$/),
    ]);
  }
});
