import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { cliFile, fovea } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";

/** Git processes that work on a tree: their ids, and the private GIT_DIR that git was given. */
function gitsOf(root: string): { readonly id: string; readonly view: string }[] {
  return readdirSync("/proc").flatMap((id) => {
    try {
      const environment = readFileSync(`/proc/${id}/environ`, "utf8").split("\0");
      if (!environment.includes(`GIT_WORK_TREE=${root}`)) return [];
      return [{ id, view: environment.find((one) => one.startsWith("GIT_DIR="))!.slice("GIT_DIR=".length) }];
    } catch {
      return [];
    }
  });
}

async function until<T>(look: () => T, seconds: number): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const seen = look();
    if (seen || performance.now() > end) return seen;
    await sleep(10);
  }
}

/** A tree with an ignore rule that takes git practically forever to match. */
function endless(): Scratch {
  const scratch = new Scratch().write({
    ".gitignore": `${"*a".repeat(30)}\n`,
    [`${"a".repeat(120)}b`]: "x\n",
    "b.ts": "export const b = 1;\n",
  });
  scratch.git("init", "-q");
  return scratch;
}

const start = (root: string): ChildProcess =>
  spawn(process.execPath, [cliFile, "index"], { cwd: root, stdio: "ignore" });

it.skipIf(process.platform !== "linux").each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
  "no git process survives %s, although it never ends by itself",
  async (signal) => {
    using scratch = endless();
    const child = start(scratch.root);
    const ended = once(child, "exit");
    const running = await until(() => {
      const found = gitsOf(scratch.root);
      return found.length > 0 ? found : undefined;
    }, 20);
    expect(running).toBeDefined();
    child.kill(signal);
    // Of the interrupts only the first is handled by the command, which takes some time.
    if (signal !== "SIGKILL") setTimeout(() => child.kill("SIGKILL"), 1000);
    await ended;
    expect(await until(() => gitsOf(scratch.root).length === 0, 5)).toBe(true);
    expect(await until(() => !existsSync(running![0]!.view), 5)).toBe(true);
  },
);

it("such a tree is indexed, within the time limit", async () => {
  using scratch = endless();
  const started = performance.now();
  const { code, err } = await fovea(["index"], { cwd: scratch.root });
  expect([code, err]).toEqual([0, expect.stringContaining("")]);
  expect(performance.now() - started).toBeLessThan(20_000);
});
