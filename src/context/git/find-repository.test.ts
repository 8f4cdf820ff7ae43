import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { findNamedRepository, findRepository } from "./find-repository.js";

function repository(...at: string[]): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q", ...at);
  return scratch;
}

describe("findRepository", () => {
  it("finds the nearest repository upward, and the folder's path in it", () => {
    using scratch = repository();
    mkdirSync(join(scratch.root, "lib/deep"), { recursive: true });
    const git = join(scratch.root, ".git");
    expect(findRepository(join(scratch.root, "lib/deep"))).toEqual({
      directory: join(scratch.root, "lib/deep"),
      workTree: scratch.root,
      gitFolder: git,
      common: git,
      prefix: "lib/deep",
    });
    symlinkSync(join(scratch.root, "lib"), join(scratch.root, "way"));
    expect(findRepository(join(scratch.root, "way"))?.prefix).toBe("lib");
    scratch.git("init", "-q", "lib");
    expect(findRepository(join(scratch.root, "lib/deep"))?.workTree).toBe(join(scratch.root, "lib"));
    // A `.git` folder without HEAD is skipped, as git does.
    mkdirSync(join(scratch.root, "lib/deep/.git"));
    expect(findRepository(join(scratch.root, "lib/deep"))?.workTree).toBe(join(scratch.root, "lib"));
  });

  it("finds a linked worktree, which shares everything but HEAD and index", () => {
    using scratch = repository("main");
    scratch.git("-C", "main", "commit", "-q", "--allow-empty", "-m", "start");
    scratch.git("-C", "main", "worktree", "add", "-q", "../tree");
    expect(findRepository(join(scratch.root, "tree"))).toMatchObject({
      gitFolder: join(scratch.root, "main/.git/worktrees/tree"),
      common: join(scratch.root, "main/.git"),
    });
  });

  it("finds a submodule, when its configuration points back to it", () => {
    using scratch = new Scratch();
    scratch.git("init", "-q", "library");
    scratch.git("-C", "library", "commit", "-q", "--allow-empty", "-m", "start");
    scratch.git("init", "-q", "main");
    const add = ["-c", "protocol.file.allow=always", "submodule", "add", "-q", "../library", "parts/inner"];
    scratch.git("-C", "main", ...add);
    const inner = join(scratch.root, "main/parts/inner");
    expect(findRepository(inner)?.gitFolder).toBe(join(scratch.root, "main/.git/modules/parts/inner"));
    // A copy of a submodule is refused: nothing points back to it.
    cpSync(inner, join(scratch.root, "main/copy"), { recursive: true });
    expect(findRepository(join(scratch.root, "main/copy"))).toBeUndefined();
    cpSync(inner, join(scratch.root, "copy"), { recursive: true });
    expect(findRepository(join(scratch.root, "copy"))).toBeUndefined();
  });

  it.each<[string, (scratch: Scratch) => void]>([
    ["a .git that is a link", (scratch) => moveAndLink(scratch, ".git")],
    ["a HEAD that is a link", (scratch) => moveAndLink(scratch, ".git/HEAD")],
    ["objects behind a link", (scratch) => moveAndLink(scratch, ".git/objects")],
    ["refs behind a link", (scratch) => moveAndLink(scratch, ".git/refs")],
    ["a configuration that is a link", (scratch) => moveAndLink(scratch, ".git/config")],
    [
      "a .git file whose git directory does not point back",
      (scratch) => {
        renameSync(join(scratch.root, ".git"), join(scratch.root, "evil"));
        writeFileSync(join(scratch.root, ".git"), "gitdir: evil\n");
      },
    ],
    [
      "a .git file that points to another repository's git directory",
      (scratch) => {
        renameSync(join(scratch.root, ".git"), join(scratch.root, "other"));
        scratch.git("init", "-q", "sub");
        renameSync(join(scratch.root, "sub/.git"), join(scratch.root, "sub/elsewhere"));
        writeFileSync(join(scratch.root, ".git"), "gitdir: sub/elsewhere\n");
      },
    ],
  ])("refuses %s", (_, spoil) => {
    using scratch = repository();
    writeFileSync(join(scratch.root, ".git/index"), "");
    spoil(scratch);
    expect(findRepository(scratch.root)).toBeUndefined();
  });

  it("finds a bare repository only when the user names it", () => {
    using scratch = repository("--bare", "store.git");
    const store = join(scratch.root, "store.git");
    expect(findRepository(store)).toBeUndefined();
    expect(findNamedRepository(store)).toMatchObject({ workTree: undefined, common: store });
    scratch.write({ "around/.git": "gitdir: ./.bare\n" });
    renameSync(store, join(scratch.root, "around/.bare"));
    expect(findRepository(join(scratch.root, "around"))).toBeUndefined();
    expect(findNamedRepository(join(scratch.root, "around"))?.common).toBe(
      join(scratch.root, "around/.bare"),
    );
  });
});

function moveAndLink(scratch: Scratch, path: string): void {
  renameSync(join(scratch.root, path), join(scratch.root, "moved"));
  symlinkSync(join(scratch.root, "moved"), join(scratch.root, path));
}
