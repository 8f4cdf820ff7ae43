/**
 * Replays agent sessions on real repositories. Each task is packed once with the ledger and once without.
 *
 *   npm run build
 *   node scripts/run-ts.mjs benchmarks/refresh-session.ts --git <repository> --area <folder> [--area <folder>…] [--skip 0]
 *   node scripts/run-ts.mjs benchmarks/refresh-session.ts --sessions benchmarks/refresh-sessions.json --repos <folder of clones>
 *
 * With --git, ten successive commits to one folder are ten related tasks. The message is the task, and the
 * tree is the parent's, so files change during the session. The lines to find are those that the commit
 * changed (if it only adds lines, the line before them). With --sessions, the tasks are written by hand, on
 * one tree. The lines to find are those of the definitions that the author of the tasks named before the
 * first run.
 *
 * Recall is the share of these lines in the independent pack, and the share that the reader of the session
 * has after the refresh.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { asWriter, forgetIndex } from "../src/context/index-lifecycle.js";
import { openRepository } from "../src/context/open-repository.js";
import type { PackItem } from "../src/context/pack/pack.js";
import { emptyLedger, holder } from "../src/context/refresh/ledger.js";
import { refreshPack } from "../src/context/refresh/refresh.js";
import { markdown } from "../src/context/render/markdown.js";
import type { Repository } from "../src/context/repository/repository.js";
import { findDefinitions } from "../src/context/retrieve/find-definitions.js";

interface Task {
  readonly text: string;
  /** Checks out the tree at the start of the task. */
  readonly prepare?: () => void;
  /** `path:line` of the lines to find. */
  readonly gold: (repository: Repository) => Promise<ReadonlySet<string>>;
}

/** One session of `--sessions`. Each entry of gold is `path#symbol`. */
interface WrittenSession {
  readonly name: string;
  readonly repo: string;
  readonly commit: string;
  readonly tasks: readonly { readonly task: string; readonly gold: readonly string[] }[];
}

interface Row {
  readonly task: string;
  readonly independentTokens: number;
  readonly sessionTokens: number;
  readonly independentRecall: number;
  readonly sessionRecall: number;
  readonly independentFiles: number;
  readonly sessionFiles: number;
}

async function replay(root: string, tasks: readonly Task[], budget: number): Promise<Row[]> {
  const repository = openRepository(root, { create: true });
  const rows: Row[] = [];
  let ledger = emptyLedger;
  for (const { text, prepare, gold } of tasks) {
    prepare?.();
    await asWriter(root, () => repository.update({ signal: new AbortController().signal }));
    const independent = await repository.pack(text, budget, markdown);
    const refreshed = await refreshPack(repository, ledger, text, budget, markdown);
    ledger = refreshed.ledger;
    const shown = new Set(independent.items.flatMap(places));
    const holds = holder(ledger);
    rows.push({
      task: text,
      independentTokens: independent.tokens,
      sessionTokens: refreshed.tokens,
      ...recalls(await gold(repository), (path, line) => shown.has(`${path}:${line}`), holds),
    });
  }
  await repository.close();
  return rows;
}

type Holds = (path: string, line: number) => boolean;

function recalls(gold: ReadonlySet<string>, independent: Holds, session: Holds) {
  const share = (places: readonly string[], holds: Holds): number =>
    places.filter((place) =>
      holds(place.slice(0, place.lastIndexOf(":")), Number(place.slice(place.lastIndexOf(":") + 1))),
    ).length / places.length;
  const lines = [...gold];
  const files = [...new Set(lines.map((place) => place.slice(0, place.lastIndexOf(":"))))];
  const ofFiles = (holds: Holds): number =>
    files.filter((file) => lines.some((place) => place.startsWith(`${file}:`) && share([place], holds) === 1))
      .length / files.length;
  return {
    independentRecall: share(lines, independent),
    sessionRecall: share(lines, session),
    independentFiles: ofFiles(independent),
    sessionFiles: ofFiles(session),
  };
}

const places = ({ path, startLine, endLine }: PackItem): string[] =>
  Array.from({ length: endLine - startLine + 1 }, (_, index) => `${path}:${startLine + index}`);

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", args, { cwd, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] }).toString();

/** Tasks from ten successive commits that change one to four source files of a folder, oldest first. */
function sessionOf(clone: string, area: string, skip: number): Task[] {
  const commits = git(clone, "log", "--no-merges", "--format=%H %s", "-n", "400", "HEAD", "--", area)
    .trim()
    .split("\n")
    .map((line) => ({ id: line.slice(0, 40), message: line.slice(41).replace(/\s*\(#\d+\)$/, "") }))
    .filter(({ message }) => !/^(?:release|chore|revert|bump|merge|docs|test|style)\b/i.test(message));
  const tasks: Task[] = [];
  for (const { id, message } of commits.slice(skip)) {
    if (tasks.length === 10) break;
    const gold = changedLines(clone, id, area);
    if (gold.size === 0 || gold.size > 150) continue;
    tasks.unshift({
      text: message,
      gold: async () => gold,
      prepare: () => void git(clone, "checkout", "-q", "--force", `${id}~1`),
    });
  }
  return tasks;
}

function changedLines(clone: string, commit: string, area: string): Set<string> {
  const gold = new Set<string>();
  let path = "";
  for (const line of git(clone, "diff", "-U0", "--no-renames", `${commit}~1`, commit, "--", area).split(
    "\n",
  )) {
    if (line.startsWith("--- ")) path = line.startsWith("--- a/") ? line.slice(6) : "";
    const hunk = /^@@ -(\d+)(?:,(\d+))? /.exec(line);
    if (!hunk || path === "" || /test|spec|__/i.test(path)) continue;
    const from = Math.max(1, Number(hunk[1]));
    const count = Math.max(1, Number(hunk[2] ?? 1));
    for (let at = from; at < from + count; at++) gold.add(`${path}:${at}`);
  }
  return gold;
}

/** The tasks of a hand-written session. */
function written({ tasks }: WrittenSession): Task[] {
  const linesOf = async (repository: Repository, places: readonly string[]): Promise<Set<string>> => {
    const lines = new Set<string>();
    for (const place of places) {
      const [path, symbol] = place.split("#") as [string, string];
      const found = (await findDefinitions(await repository.reader.corpus(), symbol)).find(
        (each) => each.path === path,
      );
      if (!found) throw new Error(`${place} does not exist`);
      for (let line = found.startLine; line <= found.endLine; line++) lines.add(`${path}:${line}`);
    }
    return lines;
  };
  return tasks.map(({ task, gold }) => ({ text: task, gold: (repository) => linesOf(repository, gold) }));
}

function report(name: string, rows: readonly Row[]): void {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  console.log(`\n${name}: ${rows.length} tasks`);
  for (const row of rows)
    console.log(
      `${String(row.independentTokens).padStart(7)} ${String(row.sessionTokens).padStart(7)}  ` +
        `${percent(row.independentRecall).padStart(8)} ${percent(row.sessionRecall).padStart(8)}  ${row.task.slice(0, 90)}`,
    );
  const [independent, session] = [sum((row) => row.independentTokens), sum((row) => row.sessionTokens)];
  console.log(
    `${String(independent).padStart(7)} ${String(session).padStart(7)}  the session sends ${percent(session / independent)}`,
  );
  console.log(
    `recall of lines ${percent(sum((row) => row.independentRecall) / rows.length)} independent, ${percent(sum((row) => row.sessionRecall) / rows.length)} session; ` +
      `of files ${percent(sum((row) => row.independentFiles) / rows.length)}, ${percent(sum((row) => row.sessionFiles) / rows.length)}`,
  );
}

const { values } = parseArgs({
  options: {
    git: { type: "string" },
    area: { type: "string", multiple: true, default: [] },
    skip: { type: "string", default: "0" },
    sessions: { type: "string" },
    repos: { type: "string" },
    budget: { type: "string", default: "8000" },
    json: { type: "boolean", default: false },
  },
});
const budget = Number(values.budget);
const show = (name: string, rows: readonly Row[]): void =>
  values.json ? console.log(JSON.stringify({ name, budget, rows })) : report(name, rows);

async function inClone(repository: string, work: (clone: string) => Promise<void>): Promise<void> {
  const clone = mkdtempSync(join(tmpdir(), "fovea-session-"));
  try {
    git(tmpdir(), "clone", "-q", "--shared", resolve(repository), clone);
    await work(clone);
  } finally {
    await forgetIndex(clone);
    rmSync(clone, { recursive: true, force: true });
  }
}

if (values.git) {
  await inClone(values.git, async (clone) => {
    const head = git(clone, "rev-parse", "HEAD").trim();
    for (const area of values.area) {
      git(clone, "checkout", "-q", "--force", head);
      show(area, await replay(clone, sessionOf(clone, area, Number(values.skip)), budget));
    }
  });
} else if (values.sessions && values.repos) {
  const sessions = JSON.parse(readFileSync(values.sessions, "utf8")) as WrittenSession[];
  for (const session of sessions)
    await inClone(join(values.repos, session.repo), async (clone) => {
      git(clone, "checkout", "-q", "--force", session.commit);
      show(session.name, await replay(clone, written(session), budget));
    });
} else {
  console.error(
    "refresh-session: give --git <repository> --area <folder>, or --sessions <file> --repos <folder>.",
  );
  process.exitCode = 2;
}
