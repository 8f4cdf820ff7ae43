import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { findRoot } from "./find-root.js";
import { indexPlace } from "./index-place.js";
import { writeMembers } from "./members.js";
import { stateFolder } from "./state/state-folder.js";

function woods(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q", "main");
  scratch.git("-C", "main", "commit", "-q", "--allow-empty", "-m", "start");
  scratch.git("-C", "main", "worktree", "add", "-q", "../oak");
  scratch.git("clone", "-q", "--bare", "main", "bare.git");
  scratch.git("-C", "bare.git", "worktree", "add", "-q", "../elm");
  return scratch;
}

test("a worktree shares the index of the main checkout, or the one of its bare repository's worktrees", () => {
  using scratch = woods();
  const at = (path: string) => join(scratch.root, path);
  expect(indexPlace(at("main"))).toMatchObject({ location: stateFolder(at("main")), checkout: "" });
  expect(indexPlace(at("main")).checkouts()).toEqual(["oak"]);
  expect(indexPlace(at("oak"))).toMatchObject({ location: stateFolder(at("main")), checkout: "oak" });
  expect(indexPlace(at("elm"))).toMatchObject({
    location: stateFolder(at("bare.git"), "worktrees"),
    checkout: "elm",
  });
  expect(stateFolder(at("bare.git"))).not.toBe(indexPlace(at("elm")).location);
  // Without a path the root is the worktree; a folder inside it, given as a root, has its own index.
  scratch.write({ "oak/src/a.ts": "1\n", "plain/a.ts": "1\n" });
  expect(findRoot(undefined, at("oak/src"))).toBe(at("oak"));
  expect(indexPlace(at("oak/src"))).toMatchObject({ location: stateFolder(at("oak/src")), checkout: "" });
  // A workspace has its own index, because it holds other files than its folder.
  writeMembers(at("oak"), [at("main"), at("elm")], false);
  expect(indexPlace(at("oak"))).toMatchObject({ location: stateFolder(at("oak")), checkout: "" });
});

test("a symlink to another worktree's .git does not make the folder that worktree", () => {
  using scratch = woods();
  const at = (path: string) => join(scratch.root, path);
  mkdirSync(at("guest"));
  symlinkSync(at("oak/.git"), at("guest/.git"));
  expect(indexPlace(at("guest"))).toMatchObject({ location: stateFolder(at("guest")), checkout: "" });
  rmSync(at("guest/.git"));
});
