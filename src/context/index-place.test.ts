import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { indexPlace } from "./index-place.js";
import { findRoot } from "./workspace.js";

test("a worktree's index lies with that of the main checkout, that of a bare repository in its git folder", () => {
  using scratch = new Scratch();
  scratch.git("init", "-q", "main");
  scratch.git("-C", "main", "commit", "-q", "--allow-empty", "-m", "start");
  scratch.git("-C", "main", "worktree", "add", "-q", "../oak");
  scratch.git("clone", "-q", "--bare", "main", "bare.git");
  scratch.git("-C", "bare.git", "worktree", "add", "-q", "../elm");
  const at = (path: string) => join(scratch.root, path);
  expect(indexPlace(at("main"))).toMatchObject({ folder: at("main/.fovea"), checkout: "" });
  expect(indexPlace(at("main")).checkouts()).toEqual(["oak"]);
  expect(indexPlace(at("oak"))).toMatchObject({ folder: at("main/.fovea"), checkout: "oak" });
  expect(indexPlace(at("elm"))).toMatchObject({ folder: at("bare.git/fovea"), checkout: "elm" });
  // A folder of a worktree belongs to the worktree, and what is no repository has its own.
  scratch.write({ "oak/src/a.ts": "1\n", "plain/a.ts": "1\n" });
  expect(findRoot(undefined, at("oak/src"))).toBe(at("oak"));
  expect(indexPlace(at("oak/src"))).toMatchObject({ folder: at("oak/src/.fovea"), checkout: "" });
  // A workspace holds other files than its folder does.
  scratch.write({ "oak/.fovea/workspace.json": "{}" });
  expect(indexPlace(at("oak"))).toMatchObject({ folder: at("oak/.fovea"), checkout: "" });
});

test.skipIf(process.getuid?.() === 0)(
  "where the main checkout cannot be written a worktree has its own",
  () => {
    using scratch = new Scratch();
    scratch.git("init", "-q", "main");
    scratch.git("-C", "main", "commit", "-q", "--allow-empty", "-m", "start");
    scratch.git("-C", "main", "worktree", "add", "-q", "../oak");
    chmodSync(join(scratch.root, "main"), 0o555);
    try {
      const own = join(scratch.root, "oak/.fovea");
      expect(indexPlace(join(scratch.root, "oak"))).toMatchObject({ folder: own, checkout: "" });
    } finally {
      chmodSync(join(scratch.root, "main"), 0o755);
    }
  },
);
