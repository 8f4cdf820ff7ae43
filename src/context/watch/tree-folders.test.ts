import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { TreeFolders } from "./tree-folders.js";

function visited(root: string): string[] {
  const folders: string[] = [];
  new TreeFolders(root).visit("", (folder) => folders.push(folder));
  return folders.toSorted();
}

it("ignored folders are not watched, unless they hold a listed file", () => {
  using scratch = new Scratch().write({ ".gitignore": "out/\n", "src/a.ts": "1\n", "out/b/c.ts": "2\n" });
  expect(visited(scratch.root)).toEqual(["", "src"]);
  const folders = new TreeFolders(scratch.root);
  folders.addListed("out/b/c.ts");
  expect(folders.isWatched("out", "out")).toBe(true);
});

it("an ignore file that is a symlink or too large is not read", () => {
  using scratch = new Scratch().write({
    "elsewhere/rules": "src/\n",
    "tree/src/a.ts": "1\n",
    "tree/b/c/d.ts": "2\n",
  });
  const root = join(scratch.root, "tree");
  symlinkSync("../elsewhere/rules", join(root, ".gitignore"));
  scratch.write({ "tree/b/.gitignore": `c/\n${"# more\n".repeat(200_000)}` });
  expect(visited(root)).toEqual(["", "b", "b/c", "src"]);
});
