import type { Worth } from "../../cost/index.js";
import type { Evaluation } from "../../evaluate/evaluate.js";
import { goldFiles } from "../../evaluate/metrics.js";
import { budgetPricer } from "../../evaluate/price.js";
import type { CaseScores } from "../../evaluate/run.js";
import { summarise } from "../../evaluate/summary.js";
import type { EvalReport } from "../schema/eval-report.js";

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
