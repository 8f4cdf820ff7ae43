import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { openCommit } from "../scan/commit-tree.js";
import { openWorkingTree } from "../scan/working-tree.js";
import { findRepository } from "./find-repository.js";
import { headCommit } from "./head.js";
import { readHistory } from "./history.js";
import { GitRefusal, runIn } from "./run-git.js";
import { objectTrouble } from "./view.js";

const text = (line: number) => `${"some line\n".repeat(20)}${line}\n`;

function repository(...flags: string[]): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q", ...flags, "main");
  return scratch;
}

function commit(scratch: Scratch, files: Readonly<Record<string, string>>): void {
  scratch.write(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`main/${path}`, content])),
  );
  scratch.git("-C", "main", "add", "-A");
  scratch.git("-C", "main", "commit", "-q", "-m", "change");
}

const listed = async (root: string) => (await openWorkingTree(root).list()).files.map(({ path }) => path);
/** Private git directories that currently show the refs of this repository. */
const viewsOf = (common: string) =>
  ["/dev/shm", tmpdir()]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, "refs")))
    .filter((refs) => readlinkOrNothing(refs) === join(common, "refs"));

function readlinkOrNothing(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

describe("the private git directory", () => {
  it.each([
    ["SHA-1", []],
    ["SHA-256", ["--object-format=sha256"]],
  ])("shows files, history, commits and refs of a repository with %s ids", async (_, flags) => {
    using scratch = repository(...flags);
    const main = join(scratch.root, "main");
    commit(scratch, { "a.ts": text(1), "lib/b.ts": text(2), ".gitignore": "*.log\n", "x.log": "x" });
    scratch.git("-C", "main", "mv", "a.ts", "lib/c.ts");
    commit(scratch, { "lib/c.ts": text(3) });
    scratch.git("-C", "main", "tag", "v1");
    expect(await listed(main)).toEqual([".gitignore", "lib/b.ts", "lib/c.ts"]);
    const history = await readHistory(main);
    expect(history).toMatchObject({ commits: 2, renames: { "a.ts": "lib/c.ts" } });
    expect(history.head).toBe(scratch.git("-C", "main", "rev-parse", "HEAD"));
    const source = openCommit(main, "v1~1");
    expect(Buffer.from(await source.read("a.ts")).toString()).toBe(text(1));
    await source.close();
    scratch.git("clone", "-q", "--bare", "main", "store.git");
    const store = openCommit(join(scratch.root, "store.git"), "v1", { root: "lib" });
    expect((await store.list()).files.map(({ path }) => path)).toEqual(["b.ts", "c.ts"]);
    await store.close();
    // The same with packed refs.
    scratch.git("-C", "main", "pack-refs", "--all");
    expect(headCommit(findRepository(main)!)).toBe(history.head);
    expect(await readHistory(join(main, "lib"), { commit: "v1" })).toMatchObject({ commits: 2 });
  });

  it("is deleted when git has ended", async () => {
    using scratch = repository();
    commit(scratch, { "a.ts": text(1) });
    const main = join(scratch.root, "main");
    const options = { needs: "names" } as const;
    const running = runIn(findRepository(main)!, ["cat-file", "-p", "HEAD"], options);
    expect(viewsOf(join(main, ".git"))).toHaveLength(1);
    await running;
    await expect(runIn(findRepository(main)!, ["nonsense"], options)).rejects.toThrow(GitRefusal);
    await expect.poll(() => viewsOf(join(main, ".git"))).toEqual([]);
  });

  it("lists files from a split index and from a sparse index", async () => {
    using scratch = repository();
    const main = join(scratch.root, "main");
    commit(scratch, { "a.ts": "1", "lib/b.ts": "2", "other/c.ts": "3" });
    scratch.git("-C", "main", "update-index", "--split-index");
    commit(scratch, { "d.ts": "4" });
    expect(await listed(main)).toEqual(["a.ts", "d.ts", "lib/b.ts", "other/c.ts"]);
    scratch.git("-C", "main", "update-index", "--no-split-index");
    scratch.git("-C", "main", "sparse-checkout", "set", "--cone", "--sparse-index", "lib");
    expect(await listed(main)).toEqual(["a.ts", "d.ts", "lib/b.ts"]);
  });

  it("reads the history of a shallow clone, and of a partial clone without fetching contents", async () => {
    using scratch = repository();
    for (let line = 0; line < 3; line++) commit(scratch, { "a.ts": text(line), "b.ts": text(-line) });
    scratch.git("-C", "main", "mv", "a.ts", "c.ts");
    commit(scratch, { "c.ts": text(7) });
    scratch.git("-C", "main", "config", "uploadpack.allowFilter", "true");
    const from = `file://${join(scratch.root, "main")}`;
    scratch.git("clone", "-q", "--depth=2", from, "shallow");
    expect((await readHistory(join(scratch.root, "shallow"))).commits).toBe(2);
    scratch.git("clone", "-q", "--filter=blob:none", from, "partial");
    const packs = () => readdirSync(join(scratch.root, "partial/.git/objects/pack"));
    const before = packs();
    const history = await readHistory(join(scratch.root, "partial"));
    expect(history).toMatchObject({ commits: 4, renames: {} });
    expect(await listed(join(scratch.root, "partial"))).toEqual(["b.ts", "c.ts"]);
    const old = openCommit(join(scratch.root, "partial"), "HEAD~2");
    await expect(old.list()).rejects.toMatchObject({ code: "git-failed" });
    expect(packs()).toEqual(before);
  });

  it("does not show objects of another repository (alternates)", async () => {
    using scratch = repository();
    commit(scratch, { "a.ts": text(1) });
    scratch.git("clone", "-q", "--shared", "main", "borrower");
    const borrower = join(scratch.root, "borrower");
    expect(await listed(borrower)).toEqual(["a.ts"]);
    expect((await readHistory(borrower)).commits).toBe(0);
    await expect(openCommit(borrower, "HEAD").list()).rejects.toMatchObject({
      code: "git-failed",
      message: expect.stringContaining("objects of another repository"),
      mend: expect.stringContaining("git repack -a -d"),
    });
    // The advice in the error message works.
    scratch.git("-C", "borrower", "repack", "-q", "-a", "-d");
    writeFileSync(join(borrower, ".git/objects/info/alternates"), "");
    expect((await readHistory(borrower)).commits).toBe(1);
  });
});

describe("the user's global ignore file", () => {
  const withHome = async (env: Readonly<Record<string, string | undefined>>, run: () => Promise<void>) => {
    const names = ["HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"];
    const before = names.map((name) => [name, process.env[name]] as const);
    const set = (name: string, value: string | undefined) => {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    };
    for (const name of names) set(name, env[name]);
    try {
      await run();
    } finally {
      for (const [name, value] of before) set(name, value);
    }
  };

  it.each<[string, Readonly<Record<string, string>>]>([
    ["git's default path", { "home/.config/git/ignore": "*.own\n" }],
    [
      "a file named in the configuration",
      { "home/.gitconfig": "[core]\n\texcludesFile = ~/mine\n", "home/mine": "*.own\n" },
    ],
    [
      "a file named in an included configuration",
      {
        "home/.gitconfig": "[include]\n\tpath = more\n",
        "home/more": '[core]\n\texcludesfile = "~/mine"\n',
        "home/mine": "*.own\n",
      },
    ],
  ])("is respected: %s", async (_, files) => {
    using scratch = repository();
    scratch.write({ ...files, "main/a.ts": "a", "main/b.own": "b" });
    await withHome({ HOME: join(scratch.root, "home") }, async () => {
      expect(await listed(join(scratch.root, "main"))).toEqual(["a.ts"]);
    });
  });

  it("cannot be set by a repository, neither by its configuration nor by files in the current folder", async () => {
    using scratch = repository();
    scratch.git("-C", "main", "config", "core.excludesFile", "../theirs");
    scratch.write({
      theirs: "*.ts\n",
      "main/a.ts": "a",
      "main/.config/git/ignore": "*.ts\n",
      "main/git/ignore": "*.ts\n",
    });
    const before = process.cwd();
    process.chdir(join(scratch.root, "main"));
    try {
      for (const env of [{ HOME: "" }, { HOME: "." }, { HOME: "/nowhere", XDG_CONFIG_HOME: "." }])
        await withHome(env, async () => {
          expect(await listed(join(scratch.root, "main"))).toContain("a.ts");
        });
    } finally {
      process.chdir(before);
    }
  });
});

describe.skipIf(process.platform === "win32")("links and pipes among objects and refs", () => {
  it.each(["a pipe", "a link"])("are not shown to git: %s", async (kind) => {
    using scratch = repository();
    commit(scratch, { "b.ts": "b" });
    const main = join(scratch.root, "main");
    const put = (file: string) => {
      if (kind === "a pipe") execFileSync("mkfifo", [file]);
      else symlinkSync("/etc/hostname", file);
    };
    mkdirSync(join(main, ".git/refs/heads/deep"));
    put(join(main, ".git/refs/heads/deep/strange"));
    const refs = ["for-each-ref", "--format=%(refname)"];
    expect((await runIn(findRepository(main)!, refs, { needs: "names" })).toString()).toBe("");
    // Written by hand: `git pack-refs` would block on the pipe.
    scratch.write({
      "main/.git/packed-refs": `${scratch.git("-C", "main", "rev-parse", "HEAD").trim()} refs/heads/packed\n`,
    });
    expect((await runIn(findRepository(main)!, refs, { needs: "names" })).toString()).toBe(
      "refs/heads/packed\n",
    );
    const common = join(main, ".git");
    expect(objectTrouble(common)).toBeUndefined();
    put(join(common, "objects/info/commit-graph"));
    expect(objectTrouble(common)).toContain("links");
    rmSync(join(common, "objects/info/commit-graph"));
    mkdirSync(join(common, "objects/ab"), { recursive: true });
    put(join(common, `objects/ab/${"c".repeat(38)}`));
    expect(objectTrouble(common)).toContain("links");
  });
});

describe.skipIf(process.platform !== "linux")("a hanging git", () => {
  const endless = { ".gitignore": `${"*a".repeat(30)}\n`, [`${"a".repeat(120)}b`]: "x" };
  const ofGit = (folder: string): string[] =>
    readdirSync("/proc").filter((id) => {
      try {
        return readFileSync(`/proc/${id}/environ`, "utf8").includes(`GIT_WORK_TREE=${folder}\0`);
      } catch {
        return false;
      }
    });
  /** A killed process is listed until the system has taken it down, which takes a moment on a busy machine. */
  const noneIsLeft = (folder: string) =>
    vi.waitFor(() => expect(ofGit(folder)).toEqual([]), { timeout: 5000, interval: 10 });

  it("is killed at its time limit and by a signal, with every process that it started", async () => {
    using scratch = repository();
    commit(scratch, { "b.ts": "b" });
    scratch.write(Object.fromEntries(Object.entries(endless).map(([path, file]) => [`main/${path}`, file])));
    const main = join(scratch.root, "main");
    const args = ["ls-files", "--others", "--exclude-standard"];
    await expect(runIn(findRepository(main)!, args, { seconds: 0.3 })).rejects.toMatchObject({ ended: true });
    await noneIsLeft(main);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 200);
    await expect(runIn(findRepository(main)!, args, { signal: controller.signal })).rejects.toMatchObject({
      ended: true,
    });
    await noneIsLeft(main);
  });
});
