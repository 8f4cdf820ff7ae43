import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { databaseFile } from "../../test/support/database-file.js";
import { Scratch } from "../../test/support/scratch.js";
import { findRoot } from "./find-root.js";

it("finds the nearest folder upward that is a repository or has an index", () => {
  using scratch = new Scratch().write({
    "clone/.git/HEAD": "",
    "clone/src/a.ts": "",
    "plain/b.ts": "",
  });
  mkdirSync(dirname(databaseFile(scratch.root)), { recursive: true });
  writeFileSync(databaseFile(scratch.root), "");
  expect(findRoot(undefined, join(scratch.root, "clone/src"))).toBe(join(scratch.root, "clone"));
  expect(findRoot(undefined, join(scratch.root, "plain"))).toBe(scratch.root);
  expect(findRoot("plain", scratch.root)).toBe(join(scratch.root, "plain"));
});
