// Measures whether git history helps to rank the files of a task: Fovea's file scores plus one weighted signal from the
// history up to the parent commit, on cases from the histories of the given repositories.
//   node scripts/run-ts.mjs benchmarks/git-signals.ts [--limit 80] [--json out.json] repository...
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readHistory } from "../src/context/git/history.js";
import { GitObjects } from "../src/context/git/objects.js";
import { openCommit } from "../src/context/scan/commit-tree.js";
import { memoryStore } from "../src/context/store/drivers.js";
import { estimateDifference } from "../src/evaluate/bootstrap.js";
import { casesFromGit } from "../src/evaluate/cases/from-git.js";
import { foveaRetriever } from "../src/evaluate/fovea.js";
import { recallAt, reciprocalRank } from "../src/evaluate/metrics.js";
import type { RankedPath } from "../src/evaluate/retriever.js";
import { changeStatistics, type FileChanges } from "./change-statistics.js";

const { values: flags, positionals: repositories } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: "string", default: "80" }, json: { type: "string" } },
});
if (repositories.length === 0) {
  console.error("git-signals: name at least one repository with a history");
  process.exit(2);
}

/** Weights of the co-changes of the first, second and third file. */
const ANCHORS = [1, 0.6, 0.4];
const WEIGHTS = [0.1, 0.2, 0.4, 0.8];

interface Judged {
  readonly repository: string;
  readonly variants: ReadonlyMap<
    string,
    { readonly mrr: number; readonly recallAt5: number; readonly recallAt10: number }
  >;
}

type Signal = (
  path: string,
  statistics: ReadonlyMap<string, FileChanges>,
  ranked: readonly RankedPath[],
) => number;
const signals: Readonly<Record<string, Signal>> = {
  recency: (path, statistics) => statistics.get(path)?.recency ?? 0,
  churn: (path, statistics) => statistics.get(path)?.churn ?? 0,
  "co-change": (path, statistics, ranked) =>
    ANCHORS.reduce((sum, weight, place) => {
      const anchor = ranked[place];
      const share = anchor && statistics.get(anchor.path)?.together.find((one) => one.path === path)?.share;
      return sum + weight * Math.min(1, 4 * (share ?? 0));
    }, 0),
};

const judged: Judged[] = [];
const historySeconds: number[] = [];
for (const repository of repositories) {
  const { cases } = await casesFromGit(repository, { limit: Number(flags.limit) });
  const objects = new GitObjects(repository);
  const retriever = foveaRetriever({
    rows: "files",
    openStore: memoryStore,
  });
  for (const one of cases) {
    const source = openCommit(repository, one.commit!, { objects });
    await retriever.prepare(source);
    const ranked = await retriever.rank(one.query, 100);
    const started = performance.now();
    const statistics = changeStatistics(await readHistory(repository, { commit: one.commit! }));
    historySeconds.push((performance.now() - started) / 1000);
    const variants = new Map<string, { mrr: number; recallAt5: number; recallAt10: number }>();
    const judge = (name: string, list: readonly RankedPath[]) =>
      variants.set(name, {
        mrr: reciprocalRank(list, one.targets),
        recallAt5: recallAt(list, one.targets, 5),
        recallAt10: recallAt(list, one.targets, 10),
      });
    judge("none", ranked);
    // Weights are shares of the best file's score, so that they are comparable between cases.
    const top = Math.abs(ranked[0]?.score ?? 1);
    for (const [name, signal] of Object.entries(signals))
      for (const weight of WEIGHTS)
        judge(
          `${name} ${weight}`,
          ranked
            .map((row) => ({
              ...row,
              score: row.score + weight * top * signal(row.path, statistics, ranked),
            }))
            .sort((a, b) => b.score - a.score),
        );
    judged.push({ repository: basename(repository), variants });
  }
  await retriever.close();
  await objects.close();
  console.error(`${basename(repository)}: ${cases.length} cases`);
}

const show = (values: readonly number[]) =>
  (100 * (values.reduce((sum, one) => sum + one, 0) / values.length)).toFixed(1);
const names = [...judged[0]!.variants.keys()];
console.log(`${judged.length} cases. Differences to no signal with 95 % intervals, points.`);
const report = names.map((name) => {
  const of = (measure: "mrr" | "recallAt5" | "recallAt10", which: string) =>
    judged.map((one) => one.variants.get(which)![measure]);
  const gain = (measure: "mrr" | "recallAt5" | "recallAt10") =>
    estimateDifference(of(measure, name), of(measure, "none"));
  const text = (measure: "mrr" | "recallAt5" | "recallAt10") => {
    const { mean, low, high } = gain(measure);
    return `${show(of(measure, name))} (${(100 * mean).toFixed(1)} [${(100 * low).toFixed(1)}, ${(100 * high).toFixed(1)}])`;
  };
  console.log(
    `${name.padEnd(16)} MRR ${text("mrr")}  recall@5 ${text("recallAt5")}  recall@10 ${text("recallAt10")}`,
  );
  return { name, mrr: gain("mrr"), recallAt5: gain("recallAt5"), recallAt10: gain("recallAt10") };
});
historySeconds.sort((a, b) => a - b);
console.log(
  `reading the history: p50 ${historySeconds[historySeconds.length >> 1]!.toFixed(2)} s, most ${historySeconds[historySeconds.length - 1]!.toFixed(2)} s`,
);
if (flags.json) writeFileSync(flags.json, JSON.stringify({ cases: judged.length, report }, null, 1));
