import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { cliFile, fovea } from "../support/cli.js";
import { configurationOf, dangerousSettings } from "../support/git-settings.js";
import { callTool, connectStdioIn } from "../support/mcp-client.js";
import { Scratch } from "../support/scratch.js";

/** Names of programs that git, or a program started by git, would look up on PATH. */
const ON_PATH =
  `ssh plink tortoiseplink git-remote-ext git-remote-marker git-remote-http git-remote-https git-remote-ssh
  git-remote-file git-upload-pack git-credential-store git-credential-cache git-lfs curl less more most vi vim nano emacs
  ed gpg gpg2 gpgsm ssh-keygen meld vimdiff kdiff3 open xdg-open w3m lynx firefox man perl python python3 sendmail
  evil`.split(/\s+/);
const HOOKS =
  `post-index-change fsmonitor-watchman reference-transaction post-checkout pre-auto-gc pre-commit post-merge
  proc-receive push-to-checkout`.split(/\s+/);
const source = (name: string, n: number) =>
  `/** Sends the ${name} of a shop. */\nexport function send${name}(amount: number): number {\n  return amount + ${n};\n}\n`.repeat(
    4,
  );

/** A tree that tries to have programs run, and markers that show whether one was. */
class Trap {
  readonly scratch = new Scratch();
  readonly repository = join(this.scratch.root, "repository");
  readonly markers = join(this.scratch.root, "markers");
  /** Whether all objects exist, so that every command succeeds. */
  isWhole = true;
  /** First entry of PATH. */
  pathStart = "";
  private readonly programs = join(this.scratch.root, "programs");

  constructor() {
    for (const folder of [this.repository, this.markers, this.programs, join(this.programs, "hooks")])
      mkdirSync(folder);
    for (const name of ON_PATH) this.program(`path/${name}`, name);
    for (const name of HOOKS) this.program(`hook/${name}`, `hooks/${name}`);
    this.scratch.write({ attributes: "* diff=evil filter=evil merge=evil\n", "elsewhere/x": "x" });
    this.git("init", "-q");
    this.scratch.write({ "repository/.gitattributes": "* diff=evil filter=evil merge=evil\n" });
    for (let n = 0; n < 4; n++) this.commit(`Sending of an invoice must skip row ${n}`, "Invoice", n);
    // A rename with an edit, so that git compares contents.
    renameSync(join(this.repository, "invoice.ts"), join(this.repository, "bill.ts"));
    this.scratch.write({ "repository/bill.ts": source("Invoice", 9) });
    this.commit("Call the invoice a bill", "Bill", 1);
  }

  git(...args: string[]): string {
    return this.scratch.git("-C", "repository", ...args);
  }

  private commit(message: string, name: string, n: number): void {
    this.scratch.write({ [`repository/${name.toLowerCase()}.ts`]: source(name, n) });
    this.git("add", "-A");
    this.git("commit", "-q", "-m", message);
  }

  /** A program that only writes a marker file. */
  private program(mark: string, name: string): string {
    const file = join(this.programs, name);
    writeFileSync(
      file,
      `#!/bin/sh\necho "$0 $*" > '${join(this.markers, mark.replaceAll("/", "+"))}'\nexit 1\n`,
    );
    chmodSync(file, 0o755);
    return file;
  }

  get configuration(): string {
    return configurationOf(dangerousSettings, {
      program: (key) => this.program(key, key.replaceAll(/[^\w.]/g, "-")),
      hooks: join(this.programs, "hooks"),
      attributes: join(this.scratch.root, "attributes"),
      elsewhere: join(this.scratch.root, "elsewhere"),
    });
  }

  /** Deletes objects, so that git would fetch them from the configured remote. */
  loseContents(): void {
    this.isWhole = false;
    for (const id of this.git("rev-list", "--objects", "HEAD^")
      .split("\n")
      .filter((line) => line.includes(".ts")))
      rmSync(join(this.repository, ".git/objects", id.slice(0, 2), id.slice(2, 40)));
  }

  append(file: string, text: string): void {
    const path = join(this.scratch.root, file);
    let before = "";
    try {
      before = readFileSync(path, "utf8");
    } catch {
      // A new file.
    }
    writeFileSync(path, before + text);
  }

  /** The tree's own git is first on PATH, by relative entries and by an absolute one. */
  plantGit(): string {
    mkdirSync(join(this.repository, "bin"));
    renameSync(this.program("path/git", "git"), join(this.repository, "bin/git"));
    return ["bin", ".", "", join(this.repository, "bin"), ""].join(delimiter);
  }

  environment(): Record<string, string> {
    const path = { PATH: `${this.pathStart}${this.programs}${delimiter}${process.env.PATH}` };
    if (this.pathStart === "") return path;
    const program = this.program("environment", "environment");
    return {
      ...path,
      GIT_EXTERNAL_DIFF: program,
      GIT_SSH_COMMAND: program,
      GIT_SSH: program,
      GIT_PROXY_COMMAND: program,
      GIT_ASKPASS: program,
      GIT_PAGER: program,
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: program,
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${program}'`,
      GIT_EXEC_PATH: this.programs,
      GIT_TRACE: join(this.markers, "environment+GIT_TRACE"),
    };
  }

  get marks(): string[] {
    return readdirSync(this.markers);
  }

  [Symbol.dispose](): void {
    this.scratch[Symbol.dispose]();
  }
}

const commands: readonly (readonly string[])[] = [
  ["search", "send invoice"],
  ["pack", "send an invoice", "--budget", "400"],
  ["graph", "sendBill"],
  ["status"],
  ["doctor"],
  ["eval", "--budgets", "200"],
];

/** The commands with their own git calls; the others list files in the same way. */
const telling = commands.filter(([name]) => name === "pack" || name === "eval");

/** Runs each command, or only those with their own git calls, and each tool of the server, in one folder. */
async function useAll(
  root: string,
  { all, isWhole }: { readonly all: boolean; readonly isWhole: boolean },
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const sound = ({ code, err }: { code: number | null; err: string }) => {
    expect(err).not.toMatch(/unexpected|Report it/);
    expect(isWhole ? [0] : [0, 1], err).toContain(code);
  };
  sound(await fovea(["index"], { cwd: root, env }));
  await Promise.all([
    ...(all ? commands : telling).map(async (args) => sound(await fovea(args, { cwd: root, env }))),
    useServer(root, env),
  ]);
  if (all) await useWatch(root, root.endsWith("work") ? join(root, "plain") : root, env);
}

async function useServer(root: string, env: Readonly<Record<string, string>>): Promise<void> {
  const client = await connectStdioIn(root, env);
  try {
    const { tools } = await client.listTools();
    const given: Readonly<Record<string, Record<string, unknown>>> = {
      get_context: { task: "send an invoice", budget: 400 },
      read: { path: "bill.ts" },
      graph: { symbol: "sendBill" },
    };
    for (const { name } of tools) await callTool(client, name, given[name] ?? {});
  } finally {
    await client.close();
  }
}

async function useWatch(root: string, folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, [cliFile, "watch", "--json"], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const alarm = setTimeout(() => child.kill("SIGKILL"), 20_000);
  let lines = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    if (++lines === 1) writeFileSync(join(folder, "late.ts"), source("Late", lines));
    else child.kill("SIGINT");
  }
  expect(await ended).toEqual([130, null]);
  clearTimeout(alarm);
}

describe.skipIf(process.platform === "win32")("no setting of a repository runs a program", () => {
  it.each<[string, boolean, (trap: Trap) => string]>([
    [
      "in its own configuration",
      true,
      (trap) => {
        trap.append("repository/.git/config", trap.configuration);
        trap.loseContents();
        return trap.repository;
      },
    ],
    [
      "with attributes, of the tree and of git's folder",
      false,
      (trap) => {
        trap.append("repository/.git/config", trap.configuration);
        trap.append("repository/.git/info/attributes", "* diff=evil filter=evil merge=evil\n");
        return trap.repository;
      },
    ],
    [
      "with a program in the tree named git, or one that an environment variable names for git",
      true,
      (trap) => {
        trap.pathStart = trap.plantGit();
        return trap.repository;
      },
    ],
    [
      "in files that it includes",
      false,
      (trap) => {
        trap.append("repository/settings", trap.configuration);
        trap.append(
          "repository/.git/config",
          '[include]\npath = ../settings\n[includeIf "gitdir:**"]\npath = ../settings\n',
        );
        trap.loseContents();
        return trap.repository;
      },
    ],
    [
      "in the configuration of a worktree",
      false,
      (trap) => {
        trap.git("config", "extensions.worktreeConfig", "true");
        trap.git("worktree", "add", "-q", "../tree");
        trap.append("repository/.git/worktrees/tree/config.worktree", trap.configuration);
        trap.loseContents();
        return join(trap.scratch.root, "tree");
      },
    ],
    [
      "in a bare repository within a tree, and behind a .git that points into the tree",
      true,
      (trap) => {
        trap.loseContents();
        // The same files as in a clone.
        const inner = join(trap.scratch.root, "work");
        cpSync(join(trap.repository, ".git"), join(inner, "bare"), { recursive: true });
        trap.append("work/bare/config", `[core]\nbare = true\n${trap.configuration}`);
        trap.scratch.write({
          "work/bare/bill.ts": source("Bill", 1),
          "work/plain/bill.ts": source("Bill", 1),
          "work/pointed/.git": "gitdir: ../evil\n",
          "work/pointed/bill.ts": source("Receipt", 2),
        });
        cpSync(join(trap.repository, ".git"), join(inner, "evil"), { recursive: true });
        trap.append("work/evil/config", trap.configuration);
        return inner;
      },
    ],
  ])(
    "%s",
    async (_, all, prepare) => {
      using trap = new Trap();
      const root = prepare(trap);
      const env = trap.environment();
      if (root.endsWith("work")) {
        const refused = await fovea(["index", "bare", "pointed"], { cwd: root, env });
        expect(refused.err).toContain("is a bare repository");
        const { err } = await fovea(["index", "plain", "pointed"], { cwd: root, env });
        expect(err).toBe("");
      }
      rmSync(trap.markers, { recursive: true });
      mkdirSync(trap.markers);
      await useAll(root, { all, isWhole: trap.isWhole }, env);
      expect(trap.marks).toEqual([]);
    },
    60_000,
  );
});
