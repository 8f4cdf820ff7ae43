// Computes nDCG@10 on a file of code-search queries over pinned checkouts, for Fovea and whole-file BM25.
//   node scripts/run-ts.mjs benchmarks/eval-train.ts --cases queries.jsonl --repos checkouts/ [--misses] [--json out.json]
// Each repository is a folder in --repos, found by name ignoring case. Only the `root` of a case is indexed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { localModel } from "../src/context/embed/local-model.js";
import { defaultParameters, type RankParameters } from "../src/context/rank/parameters.js";
import { openWorkingTree } from "../src/context/scan/working-tree.js";
import { memoryStore, openStore } from "../src/context/store/drivers.js";
import { baselines } from "../src/evaluate/baselines/index.js";
import { TextTrees } from "../src/evaluate/baselines/text-tree.js";
import { type Estimate, estimate, estimateDifference } from "../src/evaluate/bootstrap.js";
import type { EvaluationCase } from "../src/evaluate/cases/case.js";
import { casesFromFile } from "../src/evaluate/cases/from-file.js";
import { foveaRetriever } from "../src/evaluate/fovea.js";
import { ndcgAt, targetRank } from "../src/evaluate/metrics.js";
import type { RankedPath, Retriever } from "../src/evaluate/retriever.js";

const { values: flags } = parseArgs({
  options: {
    cases: { type: "string" },
    repos: { type: "string" },
    only: { type: "string" },
    retrievers: { type: "string", default: "fovea,fovea --files,bm25" },
    parameters: { type: "string" },
    indexes: { type: "string" },
    embed: { type: "string" },
    threads: { type: "string" },
    misses: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
if (!flags.cases || !flags.repos) {
  console.error(
    "eval-train: --cases <jsonl> and --repos <folder> are needed. [--only name,name] [--retrievers fovea,bm25,grep]\n" +
      '  [--parameters \'{"signals":{"mention":2}}\'] [--indexes folder to keep indexes in] [--embed model folder] [--misses] [--json file]',
  );
  process.exit(2);
}
const repositories = flags.repos;
const K = 10;
const only = flags.only?.toLowerCase().split(",");
const wanted = flags.retrievers.split(",");
const parameters = {
  ...defaultParameters,
  ...(JSON.parse(flags.parameters ?? "{}") as Partial<RankParameters>),
};

const groups = new Map<string, EvaluationCase[]>();
for (const one of await casesFromFile(flags.cases)) {
  if (only && !only.includes(one.repository.toLowerCase())) continue;
  const group = groups.get(one.repository);
  if (group) group.push(one);
  else groups.set(one.repository, [one]);
}

interface Scored {
  readonly case: EvaluationCase;
  readonly ndcg: number;
  readonly results: readonly RankedPath[];
}
const scores = new Map<string, Scored[]>();
const seconds = new Map<string, { prepare: number; query: number[] }>();

for (const [name, cases] of groups) {
  const folder = readdirSync(repositories).find((entry) => entry.toLowerCase() === name.toLowerCase());
  if (!folder) {
    console.error(`${name}: no checkout, ${cases.length} queries skipped`);
    continue;
  }
  const repository = join(repositories, folder);
  const { root = "", commit = "" } = cases[0]!;
  const head = execFileSync("git", ["-C", repository, "rev-parse", "HEAD"]).toString().trim();
  if (commit && head !== commit)
    console.error(`${name}: at ${head.slice(0, 8)} instead of ${commit.slice(0, 8)}`);
  const missing = cases
    .flatMap(({ targets }) => targets)
    .filter(({ path }) => !existsSync(join(repository, path)));
  for (const { path } of new Set(missing))
    console.error(`${name}: target ${path} does not exist in this checkout`);
  const source = openWorkingTree(join(repository, root));
  for (const retriever of openRetrievers(name)) {
    const time = seconds.get(retriever.name) ?? { prepare: 0, query: [] };
    seconds.set(retriever.name, time);
    let started = performance.now();
    await retriever.prepare(source);
    time.prepare += (performance.now() - started) / 1000;
    for (const one of cases) {
      started = performance.now();
      const ranked = await retriever.rank(one.query, K);
      time.query.push(performance.now() - started);
      const results = ranked.map((result) => ({
        ...result,
        path: root ? `${root}/${result.path}` : result.path,
      }));
      const list = scores.get(retriever.name) ?? [];
      scores.set(retriever.name, list);
      list.push({ case: one, ndcg: ndcgAt(results, one.targets, K), results });
    }
    await retriever.close();
  }
}

function openRetrievers(name: string): Retriever[] {
  const trees = new TextTrees();
  const all: (() => Retriever)[] = (["symbols", "files"] as const).map((rows) => () => {
    const { indexes } = flags;
    return foveaRetriever({
      name: rows === "files" ? "fovea --files" : "fovea",
      rows,
      parameters,
      ...(flags.embed ? { embeddings: localModel(flags.embed) } : {}),
      openStore: () => (indexes ? openStore(join(indexes, name), { create: true }) : memoryStore()),
      ...(flags.threads ? { threads: Number(flags.threads) } : {}),
    });
  });
  const named = ["fovea", "fovea --files"];
  return [
    ...all.flatMap((open, index) => (wanted.includes(named[index]!) ? [open()] : [])),
    ...baselines.map((open) => open(trees)).filter((retriever) => wanted.includes(retriever.name)),
  ];
}

const show = ({ mean, low, high }: Estimate): string =>
  `${mean.toFixed(4)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
const names = [...scores.keys()];
const rows: string[][] = [["", "n", ...names]];
const breakdown = (title: string, keep: (one: Scored) => boolean): void => {
  const parts = names.map((name) =>
    scores
      .get(name)!
      .filter(keep)
      .map(({ ndcg }) => ndcg),
  );
  rows.push([
    title,
    String(parts[0]!.length),
    ...parts.map((values) => (title === "all" ? show(estimate(values)) : mean(values))),
  ]);
};
const mean = (values: readonly number[]): string =>
  (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4);
const labels = (label: string): string[] =>
  [...new Set((scores.get(names[0]!) ?? []).map((one) => one.case.labels[label] ?? ""))].sort();
breakdown("all", () => true);
for (const label of ["category", "language"])
  for (const value of labels(label))
    breakdown(`${label} ${value}`, (one) => one.case.labels[label] === value);

if (flags.misses)
  for (const name of names) {
    console.log(`\n${name}: queries below 1`);
    for (const { case: one, ndcg, results } of scores.get(name)!) {
      if (ndcg >= 0.9999) continue;
      const ranks = one.targets
        .map((target) => `${target.path}@${targetRank(results, target) ?? "-"}`)
        .join(" ");
      const first = results
        .slice(0, 3)
        .map(({ path, startLine }) => (startLine ? `${path}:${startLine}` : path));
      console.log(
        `  ${ndcg.toFixed(2)} ${one.id} [${one.labels.category}] ${one.query}\n       want ${ranks}\n       got  ${first.join("  ")}`,
      );
    }
  }

console.log(`\nnDCG@${K}, gain 1 per target at the rank of the first result that matches it`);
const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
for (const row of rows)
  console.log(
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join("  "),
  );
for (const [name, { prepare, query }] of seconds) {
  query.sort((a, b) => a - b);
  const at = (share: number) => query[Math.floor(share * (query.length - 1))]!.toFixed(1);
  console.log(
    `${name}: prepare ${prepare.toFixed(1)} s in total, query p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
}
if (scores.has("bm25"))
  for (const name of names.filter((one) => one !== "bm25")) {
    const values = (of: string) => scores.get(of)!.map(({ ndcg }) => ndcg);
    console.log(`${name} minus bm25: ${show(estimateDifference(values(name), values("bm25")))}`);
  }
if (flags.json)
  writeFileSync(
    flags.json,
    JSON.stringify(
      names.map((name) => ({
        name,
        ndcgAt10: estimate(scores.get(name)!.map(({ ndcg }) => ndcg)),
        cases: scores.get(name)!.map(({ case: { id }, ndcg }) => ({ id, ndcg })),
      })),
      null,
      1,
    ),
  );
