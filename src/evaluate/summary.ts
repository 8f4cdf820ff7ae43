import { type Estimate, estimate, estimateDifference } from "./bootstrap.js";
import { type BudgetCases, type BudgetWorth, type Knee, kneeOf, worthOfBudgets } from "./knee.js";
import type { BudgetPrice } from "./price.js";
import type { BudgetScores, CaseResult, CaseScores } from "./run.js";

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

export interface BudgetSummary extends BudgetWorth {
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
  /** Absent when no budget is worth its price, or nothing is packed. */
  readonly knee?: Knee;
}

export interface Summary {
  readonly cases: number;
  /** Mean tokens of the whole tree, and their price. */
  readonly everythingTokens: number;
  readonly everythingPrice: BudgetPrice;
  /** Net worth of sending the whole tree, dollars per task. */
  readonly everythingNet: Estimate;
  /** By what a task counts as solved: the changed places, where any case has them, or the files. */
  readonly solvedBy: "places" | "files";
  readonly retrievers: readonly RetrieverSummary[];
}

export interface SummaryPrices {
  readonly priceOf: (tokens: number) => BudgetPrice;
  /** Dollars alone, which are wanted for every case. */
  readonly dollarsOf: (tokens: number) => number;
  /** Dollars that a solved task saves against a missed one. */
  readonly worth: number;
}

export function summarise(
  results: readonly CaseResult[],
  retrievers: readonly { readonly name: string; readonly about: string }[],
  budgets: readonly number[],
  { priceOf, dollarsOf, worth }: SummaryPrices,
): Summary {
  const everythingTokens = Math.round(mean(results.map((one) => one.everythingTokens)));
  const of = (name: string): CaseScores[] => results.map(({ scores }) => scores[name]!);
  const first = retrievers[0]!;
  return {
    cases: results.length,
    everythingTokens,
    everythingPrice: priceOf(everythingTokens),
    solvedBy: results.some(({ case: { edits } }) => edits !== undefined && edits.length > 0)
      ? "places"
      : "files",
    everythingNet: estimate(results.map((one) => worth - dollarsOf(one.everythingTokens))),
    retrievers: retrievers.map(({ name, about }) => {
      const scores = of(name);
      const measures = (make: (measure: RankMeasure) => Estimate) =>
        Object.fromEntries(rankMeasures.map((measure) => [measure, make(measure)])) as Record<
          RankMeasure,
          Estimate
        >;
      const values = (from: readonly CaseScores[], measure: RankMeasure) => from.map((one) => one[measure]);
      const packed = budgets.flatMap((budget, index) => packsOf(scores, budget, index));
      const cases = packed.map((one) => casesOf(one, dollarsOf));
      const worths = worthOfBudgets(cases, worth);
      const knee = kneeOf(cases, worth);
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
        budgets: packed.map((one, index) => ({ ...summariseBudget(one, priceOf), ...worths[index]! })),
        ...(knee === undefined ? {} : { knee }),
      };
    }),
  };
}

/** The contexts of all cases at one budget. */
interface BudgetPacks {
  readonly budget: number;
  readonly packs: readonly BudgetScores[];
}

/** Empty for a retriever that does not pack. */
function packsOf(scores: readonly CaseScores[], budget: number, index: number): BudgetPacks[] {
  const packs = scores.flatMap(({ budgets }) => (budgets[index] ? [budgets[index]] : []));
  return packs.length === 0 ? [] : [{ budget, packs }];
}

const casesOf = ({ budget, packs }: BudgetPacks, dollarsOf: (tokens: number) => number): BudgetCases => ({
  budget,
  solved: packs.map(({ recall, editRecall }) => editRecall ?? recall),
  dollars: packs.map(({ tokens }) => dollarsOf(tokens)),
});

function summariseBudget({ budget, packs }: BudgetPacks, priceOf: (tokens: number) => BudgetPrice) {
  const tokens = mean(packs.map((one) => one.tokens));
  const edits = packs.flatMap(({ editRecall }) => (editRecall === undefined ? [] : [editRecall]));
  return {
    budget,
    tokens,
    recall: estimate(packs.map(({ recall }) => recall)),
    ...(edits.length > 0 ? { editRecall: estimate(edits) } : {}),
    price: priceOf(Math.round(tokens)),
  };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
