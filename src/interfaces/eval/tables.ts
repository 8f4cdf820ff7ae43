import type { Estimate } from "../../evaluate/bootstrap.js";
import type { RankMeasure } from "../../evaluate/summary.js";
import { formatDollars, formatInteger, formatSeconds } from "../../shared/units.js";
import type { Plot } from "../plot/index.js";
import type { EvalReport } from "../schema/eval-report.js";

export const percent = (value: number): string => (100 * value).toFixed(1);
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

/**
 * A plot of recall against tokens, one line per retriever, with the 95 % intervals and the knee of the first. `of`: the
 * answer's files that have lines in the context, or the changed places that are whole in it.
 */
export function recallPlot(report: EvalReport, of: "files" | "places" = "files"): Plot {
  const [first] = report.retrievers;
  const kneeRow = first?.budgets.find(({ budget }) => budget === first.knee?.budget);
  return {
    title: `${of === "files" ? "Files found" : "Changed places shown whole"} by tokens sent (${formatInteger(report.cases)} cases)`,
    xLabel: `tokens, and their price as ${report.priceModel} input`,
    yLabel: of === "files" ? "share of the answer's files" : "share of the changed places",
    yScale: "linear",
    formatX: (tokens) => `${shortTokens(tokens)} ${formatDollars(priceOfTokens(report, tokens))}`,
    formatY: (share) => `${Math.round(100 * share)} %`,
    series: report.retrievers.map(({ name, budgets, knee }) => ({
      name: knee ? `${name} (knee ${shortTokens(knee.budget)})` : name,
      points: budgets.flatMap(({ tokens, recall, editRecall }) => {
        const share = of === "files" ? recall : editRecall;
        if (!share) return [];
        const { mean, low, high } = share;
        return [{ x: Math.max(1, tokens), y: mean, interval: { low, high } }];
      }),
    })),
    ...(kneeRow
      ? {
          rules: [
            {
              x: Math.max(1, kneeRow.tokens),
              label: `knee of ${first!.name}: ${shortTokens(kneeRow.budget)}`,
            },
          ],
        }
      : {}),
  };
}

export const shortTokens = (tokens: number): string =>
  tokens >= 1000 ? `${Math.round(tokens / 1000)}k` : String(Math.round(tokens));

/**
 * The price of a number of tokens, in dollars, from the price per token at the nearest budget. That is exact
 * enough, since price lists have few tiers.
 */
export function priceOfTokens({ retrievers, everything }: EvalReport, tokens: number): number {
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
