import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../../test/support/scratch.js";
import { databaseName } from "./store/sqlite/schema.js";
import { databaseFile, findRoot } from "./workspace.js";

it("takes the nearest folder upward that is a repository or has an index", () => {
  using scratch = new Scratch().write({
    [`.fovea/${databaseName}`]: "",
    "clone/.git/HEAD": "",
    "clone/src/a.ts": "",
    "plain/b.ts": "",
  });
  expect(databaseFile(scratch.root)).toContain(".fovea");
  expect(findRoot(undefined, join(scratch.root, "clone/src"))).toBe(join(scratch.root, "clone"));
  expect(findRoot(undefined, join(scratch.root, "plain"))).toBe(scratch.root);
  expect(findRoot("plain", scratch.root)).toBe(join(scratch.root, "plain"));
});
