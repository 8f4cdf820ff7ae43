import type { Worth } from "../cost/index.js";
import type { Estimate } from "../evaluate/bootstrap.js";
import type { Evaluation } from "../evaluate/evaluate.js";
import { goldFiles } from "../evaluate/metrics.js";
import { budgetPricer } from "../evaluate/price.js";
import type { CaseScores } from "../evaluate/run.js";
import { type RankMeasure, summarise } from "../evaluate/summary.js";
import { formatDollars, formatInteger, formatSeconds } from "../shared/units.js";
import type { Plot } from "./plot/index.js";
import type { EvalReport } from "./schema/eval-report.js";

export interface ReportInputs {
  readonly evaluation: Evaluation;
  readonly source: EvalReport["source"];
  readonly budgets: readonly number[];
  readonly planned: number;
  readonly seconds: number;
  readonly worth: Worth;
  readonly priceName?: string;
}

export function evalReport({
  evaluation,
  source,
  budgets,
  planned,
  seconds,
  worth,
  priceName,
}: ReportInputs): EvalReport {
  const { priceOf, dollarsOf, priceModel, listedOn, prefillModel } = budgetPricer(priceName);
  const { results, retrievers } = evaluation;
  const summary = summarise(results, retrievers, budgets, { priceOf, dollarsOf, worth: worth.dollars });
  const byRetriever = (of: (name: string) => number) =>
    Object.fromEntries(retrievers.map(({ name }) => [name, of(name)]));
  return {
    source,
    cases: results.length,
    interrupted: results.length < planned,
    seconds,
    everything: {
      tokens: summary.everythingTokens,
      price: summary.everythingPrice,
      net: summary.everythingNet,
    },
    worth: { ...worth, assumptions: assumptions(summary.solvedBy) },
    solvedBy: summary.solvedBy,
    priceModel,
    listedOn,
    prefillModel,
    retrievers: summary.retrievers.map((one) => ({ ...one, budgets: [...one.budgets] })),
    perCase: results.map(({ case: { id, query, targets, edits = [] }, scores, everythingTokens }) => ({
      id,
      query,
      gold: goldFiles(targets),
      reciprocalRank: byRetriever((name) => scores[name]!.reciprocalRank),
      recallAt10: byRetriever((name) => scores[name]!.recallAt10),
      places: edits.length,
      tokens: everythingTokens,
      retrievers: Object.fromEntries(
        retrievers.map(({ name }) => [name, caseDetails(scores[name]!, goldFiles(targets), budgets)]),
      ),
    })),
  };
}

/** Of the files that come into a context as it grows, kept for the report: more is seldom read. */
const PACKED_KEPT = 20;

function caseDetails(
  { ranked, goldRanks, budgets: packs }: CaseScores,
  gold: readonly string[],
  budgets: readonly number[],
): EvalReport["perCase"][number]["retrievers"][string] {
  const from = new Map<string, number>();
  packs.forEach(({ files }, index) => {
    for (const path of files) if (!from.has(path)) from.set(path, budgets[index]!);
  });
  return {
    ranked: [...ranked],
    goldRanks: [...goldRanks],
    goldBudgets: gold.map((path) => budgets.filter((_, index) => packs[index]?.files.includes(path))),
    packed: [...from].slice(0, PACKED_KEPT).map(([path, budget]) => ({ path, from: budget })),
    budgets: packs.map(({ tokens, recall, editRecall, files }, index) => ({
      budget: budgets[index]!,
      tokens,
      files: files.length,
      recall,
      ...(editRecall === undefined ? {} : { editRecall }),
    })),
  };
}

/** What the net worth takes for granted, beside the worth itself. */
const assumptions = (solvedBy: EvalReport["solvedBy"]): string =>
  `A task is solved as far as the context shows ${
    solvedBy === "places"
      ? "the changed places whole (its files, where the places are not known)"
      : "its files; the places to change are not known, and a line of a file is enough"
  }. The context is paid once, at the input rate: not counted are its later reads from the cache, those of what an agent reads after a miss, and what length does to answers (fovea cost tradeoff).`;

const percent = (value: number): string => (100 * value).toFixed(1);
const interval = ({ mean, low, high }: Estimate): string =>
  `${percent(mean)} [${percent(low)}–${percent(high)}]`;

const shown: readonly (readonly [RankMeasure, string])[] = [
  ["recallAt1", "recall@1"],
  ["recallAt5", "recall@5"],
  ["recallAt10", "recall@10"],
  ["allAt10", "all@10"],
  ["reciprocalRank", "MRR"],
  ["ndcgAt10", "nDCG@10"],
];

export const rankingTable = (report: EvalReport) => ({
  titles: ["%, [95 % interval]", ...shown.map(([, title]) => title), "ms"],
  rows: report.retrievers.map(({ name, ranking, medianMilliseconds }) => [
    name,
    ...shown.map(([measure]) => interval(ranking[measure]!)),
    medianMilliseconds.toFixed(1),
  ]),
});

/** A table of recall and price by token budget. */
export function budgetTable(report: EvalReport) {
  const [first] = report.retrievers;
  const cell = (one: EvalReport["retrievers"][number], index: number): string => {
    const row = one.budgets[index];
    if (!row) return "";
    const edits = row.editRecall ? ` / ${percent(row.editRecall.mean)}` : "";
    return `${percent(row.recall.mean)}${edits}${one.knee?.budget === row.budget ? " <" : ""}`;
  };
  const rows = first!.budgets.map(({ budget, price }, index) => [
    formatInteger(budget),
    formatDollars(price.dollars),
    formatSeconds(price.prefillSeconds),
    ...report.retrievers.map((one) => cell(one, index)),
  ]);
  const { tokens, price } = report.everything;
  rows.push([
    `all ${formatInteger(tokens)}`,
    formatDollars(price.dollars),
    formatSeconds(price.prefillSeconds),
    ...report.retrievers.map(() => "100.0"),
  ]);
  return { titles: ["budget", "price", "prefill", ...report.retrievers.map(({ name }) => name)], rows };
}

export function describeDifferences({ retrievers }: EvalReport): string {
  const [first, ...others] = retrievers;
  const against = others.map(({ name, againstFirst }) => {
    const { mean, low, high } = againstFirst!.recallAt10!;
    return `${name} ${percent(-mean)} [${percent(-high)}, ${percent(-low)}]`;
  });
  return `${first!.name}'s recall@10 minus that of: ${against.join("; ")} (points, paired).\n`;
}

/** A plot of recall against tokens, one line per retriever. */
export function recallPlot(report: EvalReport): Plot {
  return {
    title: `Files found by tokens sent (${formatInteger(report.cases)} cases)`,
    xLabel: `tokens in the context, and their price as ${report.priceModel} input`,
    yLabel: "share of the answer's files",
    yScale: "linear",
    formatX: (tokens) => `${shortTokens(tokens)} ${formatDollars(dollarsOf(report, tokens))}`,
    formatY: (share) => `${Math.round(100 * share)} %`,
    series: report.retrievers.map(({ name, budgets, knee }) => ({
      name: knee ? `${name} (knee ${shortTokens(knee.budget)})` : name,
      points: budgets.map(({ tokens, recall }) => ({ x: Math.max(1, tokens), y: recall.mean })),
    })),
  };
}

const shortTokens = (tokens: number): string =>
  tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(Math.round(tokens));

/**
 * The price of a number of tokens, in dollars, from the price per token at the nearest budget. That is exact
 * enough, since price lists have few tiers.
 */
function dollarsOf({ retrievers, everything }: EvalReport, tokens: number): number {
  const rows = [
    ...retrievers.flatMap(({ budgets }) => budgets),
    { tokens: everything.tokens, price: everything.price },
  ];
  const used = rows.filter((row) => row.tokens > 0);
  if (used.length === 0) return 0;
  const near = used.reduce((best, row) =>
    Math.abs(Math.log(row.tokens / tokens)) < Math.abs(Math.log(best.tokens / tokens)) ? row : best,
  );
  return (near.price.dollars / near.tokens) * tokens;
}
