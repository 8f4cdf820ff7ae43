import { type Estimate, estimate, estimateDifference } from "./bootstrap.js";
import type { BudgetPrice } from "./price.js";
import type { CaseResult, CaseScores } from "./run.js";

/** The measures of a ranking, in the order of tables. */
export const rankMeasures = [
  "recallAt1",
  "recallAt5",
  "recallAt10",
  "allAt1",
  "allAt5",
  "allAt10",
  "reciprocalRank",
  "ndcgAt10",
] as const;
export type RankMeasure = (typeof rankMeasures)[number];

export interface BudgetSummary {
  readonly budget: number;
  /** Mean tokens used. */
  readonly tokens: number;
  readonly recall: Estimate;
  readonly editRecall?: Estimate;
  /** Price of the mean tokens used. */
  readonly price: BudgetPrice;
}

export interface RetrieverSummary {
  readonly name: string;
  readonly about: string;
  readonly ranking: Readonly<Record<RankMeasure, Estimate>>;
  /** Mean over cases of this retriever minus the first one, with its interval; absent for the first. */
  readonly againstFirst?: Readonly<Record<RankMeasure, Estimate>>;
  readonly medianMilliseconds: number;
  readonly budgets: readonly BudgetSummary[];
  /** The knee's budget; absent when the largest budget is the best, or nothing is packed. See `kneeOf`. */
  readonly knee?: number;
}

export interface Summary {
  readonly cases: number;
  /** Mean tokens of the whole tree, and their price. */
  readonly everythingTokens: number;
  readonly everythingPrice: BudgetPrice;
  readonly retrievers: readonly RetrieverSummary[];
}

export type PriceOf = (tokens: number) => BudgetPrice;

export function summarise(
  results: readonly CaseResult[],
  retrievers: readonly { readonly name: string; readonly about: string }[],
  budgets: readonly number[],
  priceOf: PriceOf,
): Summary {
  const everythingTokens = Math.round(mean(results.map((one) => one.everythingTokens)));
  const everythingPrice = priceOf(everythingTokens);
  const of = (name: string): CaseScores[] => results.map(({ scores }) => scores[name]!);
  const first = retrievers[0]!;
  return {
    cases: results.length,
    everythingTokens,
    everythingPrice,
    retrievers: retrievers.map(({ name, about }) => {
      const scores = of(name);
      const measures = (make: (measure: RankMeasure) => Estimate) =>
        Object.fromEntries(rankMeasures.map((measure) => [measure, make(measure)])) as Record<
          RankMeasure,
          Estimate
        >;
      const values = (from: readonly CaseScores[], measure: RankMeasure) => from.map((one) => one[measure]);
      const byBudget = budgets.flatMap((budget, index) => summariseBudget(scores, budget, index, priceOf));
      const found = kneeOf(byBudget, everythingPrice.dollars);
      return {
        name,
        about,
        ranking: measures((measure) => estimate(values(scores, measure))),
        ...(name === first.name
          ? {}
          : {
              againstFirst: measures((measure) =>
                estimateDifference(values(scores, measure), values(of(first.name), measure)),
              ),
            }),
        medianMilliseconds: median(scores.map(({ milliseconds }) => milliseconds)),
        budgets: byBudget,
        ...(found === undefined ? {} : { knee: found }),
      };
    }),
  };
}

function summariseBudget(
  scores: readonly CaseScores[],
  budget: number,
  index: number,
  priceOf: PriceOf,
): BudgetSummary[] {
  const packs = scores.flatMap(({ budgets }) => (budgets[index] ? [budgets[index]] : []));
  if (packs.length === 0) return [];
  const tokens = mean(packs.map((one) => one.tokens));
  const edits = packs.flatMap(({ editRecall }) => (editRecall === undefined ? [] : [editRecall]));
  return [
    {
      budget,
      tokens,
      recall: estimate(packs.map(({ recall }) => recall)),
      ...(edits.length > 0 ? { editRecall: estimate(edits) } : {}),
      price: priceOf(Math.round(tokens)),
    },
  ];
}

/**
 * The knee: the budget beyond which more tokens gain less than they cost. Each task costs price(budget). A
 * task whose files the context misses is sent again with the whole tree. So the expected price of a task is
 * price(b) + (1 − recall(b)) × worth, where worth is the price of the whole tree. The knee is the smallest
 * budget with the lowest expected price. Confidence intervals are not used, so budgets with similar recalls
 * may swap.
 * @param budgets ascending by budget.
 * @param worth dollars.
 * @returns undefined when it is the largest budget, since a larger one might be better, or when nothing was
 * found.
 */
export function kneeOf(
  budgets: readonly {
    readonly budget: number;
    readonly recall: { readonly mean: number };
    readonly price: { readonly dollars: number };
  }[],
  worth: number,
): number | undefined {
  const expected = budgets.map(({ recall, price }) => price.dollars + (1 - recall.mean) * worth);
  const best = expected.indexOf(Math.min(...expected));
  return best < 0 || best === budgets.length - 1 || budgets[best]!.recall.mean === 0
    ? undefined
    : budgets[best]!.budget;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
