import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Repository } from "../../src/context/repository/repository.js";
import { openWorkingTree } from "../../src/context/scan/working-tree.js";
import { memoryStore } from "../../src/context/store/drivers.js";
import { openSqliteStore } from "../../src/context/store/sqlite/sqlite-store.js";
import { databaseFile } from "../support/database-file.js";
import { RandomTree, randomNumbers, words } from "./random-tree.js";

export interface CrashRun {
  readonly events: number;
  /** Number of processes killed while running. */
  readonly kills: number;
  readonly files: number;
  /** Differences between the resulting index and a fresh one; empty when they are equal. */
  readonly differences: readonly string[];
}

export interface CrashOptions {
  readonly events: number;
  readonly seed: number;
  readonly eventsPerRound: number;
  /** Longest time before a process is killed. */
  readonly mostMilliseconds: number;
  /** Path of the built CLI. */
  readonly cli: string;
}

/**
 * Changes a tree at random while `fovea index` and `fovea watch` run on it and are killed (SIGKILL) at random
 * times. At the end one update runs to completion, and the index is compared with a new one.
 */
export async function runEvents(options: CrashOptions): Promise<CrashRun> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "fovea-crash-")));
  const random = randomNumbers(options.seed);
  const tree = new RandomTree(root, random);
  let kills = 0;
  try {
    for (let done = 0; done < options.events; ) {
      const watching = random() < 0.3;
      const child = start(options.cli, watching ? "watch" : "index", root);
      // Some events before the process reads the tree, some while it does.
      const end = performance.now() + random() * options.mostMilliseconds;
      for (let step = 0; step < options.eventsPerRound && done < options.events; step++, done++) {
        tree.step();
        if (random() < 0.1) await sleep(random() * 20);
      }
      await sleep(Math.max(0, end - performance.now()));
      if (await kill(child)) kills++;
    }
    // If the lock of a killed process were still held, this would wait and fail.
    const last = spawnSync(process.execPath, [options.cli, "index", root], { encoding: "utf8" });
    const files = tree.files().length;
    const differences =
      last.status === 0 ? await compareWithFresh(root) : [`fovea index failed: ${last.stderr}`];
    return { events: options.events, kills, files, differences };
  } finally {
    rmSync(dirname(databaseFile(root)), { recursive: true, force: true });
    rmSync(root, { recursive: true, force: true });
  }
}

function start(cli: string, command: "index" | "watch", root: string): ChildProcess {
  return spawn(process.execPath, [cli, command, root], { stdio: "ignore" });
}

/** Kills the process. @returns false when it had ended by itself. */
async function kill(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
  return child.signalCode === "SIGKILL";
}

async function compareWithFresh(root: string): Promise<string[]> {
  const survivor = new Repository(
    openWorkingTree(root),
    openSqliteStore(databaseFile(root), { create: false }),
  );
  const fresh = new Repository(openWorkingTree(root), memoryStore());
  try {
    await fresh.update({ signal: new AbortController().signal, threads: 1 });
    const differences = (await survivor.store.check()).map((problem) => `unsound: ${problem}`);
    const [old, now] = [await contentOf(survivor), await contentOf(fresh)];
    for (const key of new Set([...old.keys(), ...now.keys()]))
      if (old.get(key) !== now.get(key))
        differences.push(`${key}: ${old.get(key)?.slice(0, 200)} instead of ${now.get(key)?.slice(0, 200)}`);
    return differences;
  } finally {
    await Promise.all([survivor.close(), fresh.close()]);
  }
}

/** The content of an index, without the numbers that depend on the order of indexing. */
async function contentOf(repository: Repository): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  const { files, skipped } = await repository.store.snapshot();
  const outlines = await repository.store.outlines(files.map((file) => file.id));
  files.forEach(({ id, segment, firstDocument, ...file }, index) => {
    // Stores may give a row's fields in any order.
    const fields = Object.entries(file).toSorted(([a], [b]) => (a < b ? -1 : 1));
    content.set(`file ${file.path}`, JSON.stringify([fields, outlines[index]]));
  });
  for (const { path, stamp, reason } of skipped) content.set(`skipped ${path}`, `${stamp} ${reason}`);
  const queries = [...words, ...words.map((word, index) => `${word} ${words[(index + 5) % words.length]}`)];
  for (const query of queries) {
    const results = await repository.search(query, 20);
    const rows = results.map(({ path, startLine, score }) => `${path}:${startLine} ${score.toFixed(6)}`);
    content.set(`search ${query}`, rows.join("; "));
  }
  return content;
}
