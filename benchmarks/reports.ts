// Judges ranking and packs on reports of faults, with the commits that fixed them.
//   node scripts/run-ts.mjs benchmarks/reports.ts --cases reports.jsonl --keep <folder> [--only name,…] [--sample n]
//     [--budgets 1000,8192] [--json out.json] [--no-packs]
// A case is `{ id, repo, name, commit, fix, query, gold: [path] }`: `repo` is a git directory, `commit` the tree to search,
// `fix` the commit that mends the fault. The index of each case is kept in the folder and used again by the next run, which
// then reads only what the answers need. Use another folder after a change of what is indexed.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GitObjects } from "../src/context/git/objects.js";
import { requireGit } from "../src/context/git/run-git.js";
import type { OutlineChunk } from "../src/context/indexing/outline.js";
import { defaultRenderer } from "../src/context/render/index.js";
import { Repository } from "../src/context/repository/repository.js";
import type { PackResult, SearchResult } from "../src/context/repository/results.js";
import { openCommit } from "../src/context/scan/commit-tree.js";
import { openStore } from "../src/context/store/drivers.js";
import type { EditedLines } from "../src/evaluate/cases/case.js";
import { editedLines } from "../src/evaluate/cases/from-git.js";

interface ReportCase {
  readonly id: string;
  readonly repo: string;
  readonly name: string;
  readonly commit: string;
  readonly fix: string;
  readonly query: string;
  readonly gold: readonly string[];
}

interface PackScores {
  readonly budget: number;
  readonly tokens: number;
  /** Share of the answer's files that the pack's text names with lines, or in its map. */
  readonly files: number;
  /** Share of the changed functions that are whole; absent when the fix changed no function. */
  readonly whole?: number;
  readonly lineRecall: number;
  readonly linePrecision: number;
  /** Files with lines in the pack: all, and those of the answer. */
  readonly packedFiles: number;
  readonly packedGold: number;
  /** Whether all lines of the first search result are in it; absent when it takes 70 % of the budget or more. */
  readonly first?: boolean;
  readonly pieces: number;
  /** Pieces of one or two lines. */
  readonly crumbs: number;
  /** Processor time of ranking and packing. */
  readonly cpuMilliseconds?: number;
}

interface Scores {
  readonly id: string;
  readonly name: string;
  readonly ranks: readonly number[];
  readonly packs: readonly PackScores[];
  readonly milliseconds: number;
}

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    keep: { type: "string" },
    only: { type: "string" },
    sample: { type: "string" },
    budgets: { type: "string", default: "1000,2000,4000,8192" },
    json: { type: "string" },
    "no-packs": { type: "boolean", default: false },
  },
});
if (!flags.cases || !flags.keep) {
  console.error("reports: give --cases <file.jsonl> and --keep <folder>");
  process.exit(2);
}
const names = flags.only?.split(",");
const all = readFileSync(flags.cases, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => JSON.parse(line) as ReportCase)
  .filter(({ name }) => !names || names.includes(name));
const every = flags.sample ? Math.max(1, Math.round(all.length / Number(flags.sample))) : 1;
const cases = all.filter((_, index) => index % every === 0);
const budgets = flags["no-packs"] ? [] : flags.budgets.split(",").map(Number);
const keep = flags.keep;

async function judge(one: ReportCase, repository: Repository): Promise<Scores> {
  const start = performance.now();
  const ranked = await repository.searchFiles(one.query, 200);
  const milliseconds = performance.now() - start;
  const ranks = one.gold.map((path) => 1 + ranked.findIndex((file) => file.path === path));
  if (budgets.length === 0) return { id: one.id, name: one.name, ranks, packs: [], milliseconds };
  const diff = await requireGit(
    one.repo,
    [
      "diff",
      "-U0",
      "-w",
      "--no-color",
      "--no-ext-diff",
      "--no-renames",
      one.commit,
      one.fix,
      "--",
      ...one.gold,
    ],
    "Fetch the whole history.",
  );
  const edits = editedLines(diff.toString("utf8"));
  const functions = await changedFunctions(repository, edits);
  const [first] = await repository.search(one.query, 1);
  const packs: PackScores[] = [];
  for (const budget of budgets) {
    const before = process.cpuUsage();
    const pack = await repository.pack(one.query, budget, defaultRenderer);
    const { user, system } = process.cpuUsage(before);
    const cpuMilliseconds = (user + system) / 1000;
    packs.push({ ...scorePack(one, budget, pack, { edits, functions, first }), cpuMilliseconds });
  }
  return { id: one.id, name: one.name, ranks, packs, milliseconds };
}

const FUNCTIONS: ReadonlySet<string> = new Set(["function", "method", "constructor", "macro"]);

/** The innermost functions in which existing lines were changed. */
async function changedFunctions(
  repository: Repository,
  edits: readonly EditedLines[],
): Promise<EditedLines[]> {
  const corpus = await repository.reader.corpus();
  const found = new Map<string, EditedLines>();
  for (const { path, startLine, endLine } of edits) {
    const file = corpus.fileAt(path);
    if (file < 0) continue;
    const [chunks] = await corpus.chunks([file]);
    const inner = chunks!
      .filter((chunk: OutlineChunk) => chunk.startLine <= startLine && chunk.endLine >= endLine)
      .sort((a: OutlineChunk, b: OutlineChunk) => a.endLine - a.startLine - (b.endLine - b.startLine))[0];
    if (inner && FUNCTIONS.has(inner.kind))
      found.set(`${path}:${inner.startLine}`, { path, startLine: inner.startLine, endLine: inner.endLine });
  }
  return [...found.values()];
}

interface Answer {
  readonly edits: readonly EditedLines[];
  readonly functions: readonly EditedLines[];
  readonly first: SearchResult | undefined;
}

function scorePack(
  one: ReportCase,
  budget: number,
  pack: PackResult,
  { edits, functions, first }: Answer,
): PackScores {
  const lines = new Set<string>();
  const packed = new Set<string>();
  for (const item of pack.items) {
    packed.add(item.path);
    for (let line = item.startLine; line <= item.endLine; line++) lines.add(`${item.path}:${line}`);
  }
  const holds = ({
    path,
    startLine,
    endLine,
  }: {
    path: string;
    startLine: number;
    endLine: number;
  }): boolean => {
    for (let line = startLine; line <= endLine; line++) if (!lines.has(`${path}:${line}`)) return false;
    return true;
  };
  const changed = new Set(
    edits.flatMap(({ path, startLine, endLine }) =>
      Array.from({ length: endLine - startLine + 1 }, (_, index) => `${path}:${startLine + index}`),
    ),
  );
  const shared = [...changed].filter((line) => lines.has(line)).length;
  const isNamed = (path: string): boolean => packed.has(path) || pack.text.includes(path);
  return {
    budget,
    tokens: pack.tokens,
    files: share(one.gold, isNamed),
    ...(functions.length > 0 ? { whole: share(functions, holds) } : {}),
    lineRecall: changed.size === 0 ? 0 : shared / changed.size,
    linePrecision: lines.size === 0 ? 0 : shared / lines.size,
    packedFiles: packed.size,
    packedGold: one.gold.filter((path) => packed.has(path)).length,
    ...(first && first.tokens < 0.7 * budget ? { first: holds(first) } : {}),
    pieces: pack.items.length,
    crumbs: pack.items.filter(({ startLine, endLine }) => endLine - startLine < 2).length,
  };
}

function share<T>(of: readonly T[], holds: (one: T) => boolean): number {
  return of.filter(holds).length / of.length;
}

function report(rows: readonly Scores[]): void {
  const percent = (values: readonly number[]): string =>
    values.length === 0 ? "-" : ((100 * values.reduce((a, b) => a + b, 0)) / values.length).toFixed(1);
  const mean = (values: readonly number[]): string =>
    (values.reduce((a, b) => a + b, 0) / values.length).toFixed(1);
  const within = (k: number) => (rank: number) => rank > 0 && rank <= k;
  console.log(`${rows.length} reports`);
  for (const k of [1, 5, 10, 20, 40])
    console.log(
      `first ${k}: all ${percent(rows.map(({ ranks }) => Number(ranks.every(within(k)))))}  any ${percent(rows.map(({ ranks }) => Number(ranks.some(within(k)))))}`,
    );
  console.log(`not ranked at all: ${rows.filter(({ ranks }) => ranks.some((rank) => rank === 0)).length}`);
  const times = rows.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  console.log(
    `query p50 ${times[times.length >> 1]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`,
  );
  const table = rows[0]?.packs.map(({ budget }, at) => {
    const packs = rows.map(({ packs }) => packs[at]!);
    return {
      budget,
      "used %": percent(packs.map(({ tokens }) => tokens / budget)),
      "all files %": percent(packs.map(({ files }) => Number(files === 1))),
      "any file %": percent(packs.map(({ files }) => Number(files > 0))),
      "functions whole %": percent(
        packs.flatMap(({ whole }) => (whole === undefined ? [] : [Number(whole === 1)])),
      ),
      "one whole %": percent(packs.flatMap(({ whole }) => (whole === undefined ? [] : [Number(whole > 0)]))),
      "line recall %": percent(packs.map(({ lineRecall }) => lineRecall)),
      "line precision %": percent(packs.map(({ linePrecision }) => linePrecision)),
      "first result %": percent(packs.flatMap(({ first }) => (first === undefined ? [] : [Number(first)]))),
      files: mean(packs.map(({ packedFiles }) => packedFiles)),
      pieces: mean(packs.map(({ pieces }) => pieces)),
      crumbs: mean(packs.map(({ crumbs }) => crumbs)),
      "cpu ms": mean(packs.map(({ cpuMilliseconds = 0 }) => cpuMilliseconds)),
      empty: packs.filter(({ pieces }) => pieces === 0).length,
    };
  });
  if (table && table.length > 0) console.table(table);
}

const objects = new Map<string, GitObjects>();
const lastKept = new Map<string, string>();
const scores: Scores[] = [];
for (const one of cases) {
  const shared = objects.get(one.repo) ?? new GitObjects(one.repo);
  objects.set(one.repo, shared);
  const source = openCommit(one.repo, one.commit, { objects: shared });
  const place = join(keep, one.name.replace("/", "+"), one.id.replace(/[^\w#.-]/g, "+"));
  const isKept = existsSync(place);
  // Several runs may fill the folder at the same time.
  const building = isKept ? place : `${place}.${process.pid}`;
  if (!isKept) {
    rmSync(building, { recursive: true, force: true });
    const before = lastKept.get(one.name);
    if (before) cpSync(before, building, { recursive: true });
    else mkdirSync(building, { recursive: true });
  }
  const repository = new Repository(source, openStore(building, { create: true }));
  if (!isKept) await repository.update({ signal: new AbortController().signal, threads: 2 });
  scores.push(await judge(one, repository));
  await repository.close();
  if (!isKept) {
    if (existsSync(place)) rmSync(building, { recursive: true });
    else renameSync(building, place);
  }
  lastKept.set(one.name, place);
  if (scores.length % 25 === 0) console.error(`${scores.length} of ${cases.length}`);
}
for (const one of objects.values()) await one.close();
if (flags.json) writeFileSync(flags.json, scores.map((row) => `${JSON.stringify(row)}\n`).join(""));
report(scores);
