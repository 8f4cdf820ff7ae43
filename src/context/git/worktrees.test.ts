import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { linkedNames, linkedWorktree } from "./worktrees.js";

test("a linked worktree has the name that git gave it, and the repository's common git directory", () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("start", { ".gitignore": "trees/\n", "a.ts": "1\n" });
  const common = join(scratch.root, ".git");
  expect(linkedWorktree(scratch.root)).toBeUndefined();
  expect(linkedNames(common)).toEqual([]);
  scratch.git("worktree", "add", "-q", "trees/oak");
  const oak = join(scratch.root, "trees/oak");
  expect(linkedWorktree(oak)).toEqual({ name: "oak", common });
  expect(linkedNames(common)).toEqual(["oak"]);
  scratch.git("worktree", "move", "trees/oak", "trees/elm");
  expect(linkedWorktree(join(scratch.root, "trees/elm"))?.name).toBe("oak");
});

test("a copy of a worktree does not count: git does not know it", () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("start", { ".gitignore": "trees/\n", "a.ts": "1\n" });
  scratch.git("worktree", "add", "-q", "trees/oak");
  cpSync(join(scratch.root, "trees/oak"), join(scratch.root, "trees/copy"), { recursive: true });
  expect(linkedWorktree(join(scratch.root, "trees/copy"))).toBeUndefined();
  rmSync(join(scratch.root, ".git"), { recursive: true });
  expect(linkedWorktree(join(scratch.root, "trees/oak"))).toBeUndefined();
});

test("a submodule or a folder without git is not a linked worktree", () => {
  using scratch = new Scratch().write({
    "plain/a.ts": "x\n",
    "sub/.git": "gitdir: ../.git/modules/sub\n",
    ".git/modules/sub/HEAD": "ref: refs/heads/main\n",
  });
  expect(linkedWorktree(join(scratch.root, "plain"))).toBeUndefined();
  expect(linkedWorktree(join(scratch.root, "sub"))).toBeUndefined();
});
