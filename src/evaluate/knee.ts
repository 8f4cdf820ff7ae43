import { type Estimate, estimate, estimateDifference } from "./bootstrap.js";

/** What one retriever found and cost at one budget: one figure per case, in the same order at every budget. */
export interface BudgetCases {
  readonly budget: number;
  /**
   * How far the context solves the task, 0 to 1: the share of the changed places that it shows whole, or of the
   * answer's files where the places are not known. Files alone would overrate small contexts: one line of a file
   * is enough to find it, and the agent still has to read it, which is what a miss costs. On 60 commits of click
   * a context of 1,000 tokens has lines of 73 % of the files, and 27 % of the changed places.
   */
  readonly solved: readonly number[];
  /** Price of the context. */
  readonly dollars: readonly number[];
}

/** The net worth of a budget, and what it adds to the budget before. Dollars are per task. */
export interface BudgetWorth {
  /** worth × solved − price. Sending nothing has 0. */
  readonly net: Estimate;
  readonly step: BudgetStep;
}

export interface BudgetStep {
  /** The budget before; 0 for the first: nothing is sent. */
  readonly from: number;
  readonly solved: Estimate;
  readonly dollars: number;
  /** worth × solved − dollars, by case. */
  readonly net: Estimate;
  readonly verdict: "pays" | "loses" | "unclear";
}

/** The budget with the highest mean net worth. */
export interface Knee {
  readonly budget: number;
  readonly net: Estimate;
  /** The budget before; 0: sending nothing. */
  readonly smaller: Rival;
  /** The budget after; absent when the knee is the largest. */
  readonly larger?: Rival;
}

export interface Rival {
  readonly budget: number;
  /** The knee's net worth minus that of this budget, by case. */
  readonly difference: Estimate;
  /** True when the interval leaves out 0. */
  readonly distinct: boolean;
}

/**
 * With five cases or fewer nothing is called distinct: even if all differ in the same direction, chance alone
 * does so in 2 × 0.5⁵ = 6 % of samples.
 */
const FEWEST_CASES = 6;

const isDistinct = ({ low, high, n }: Estimate): boolean => n >= FEWEST_CASES && (low > 0 || high < 0);

const netOf = ({ solved, dollars }: BudgetCases, worth: number): readonly number[] =>
  solved.map((share, index) => worth * share - dollars[index]!);

/**
 * The net worth of each budget, with that of the step to it. All differences are paired by case.
 * @param budgets ascending by budget.
 * @param worth dollars that a solved task saves against a missed one.
 */
export function worthOfBudgets(budgets: readonly BudgetCases[], worth: number): BudgetWorth[] {
  return budgets.map((here, index) => {
    const before = budgets[index - 1] ?? nothing(here.solved.length);
    const net = estimateDifference(netOf(here, worth), netOf(before, worth));
    return {
      net: estimate(netOf(here, worth)),
      step: {
        from: before.budget,
        solved: estimateDifference(here.solved, before.solved),
        dollars: mean(here.dollars) - mean(before.dollars),
        net,
        verdict: !isDistinct(net) ? "unclear" : net.mean > 0 ? "pays" : "loses",
      },
    };
  });
}

/**
 * The knee: the budget with the highest mean net worth, the smallest of equals.
 * @returns undefined when no budget is worth more than sending nothing.
 */
export function kneeOf(budgets: readonly BudgetCases[], worth: number): Knee | undefined {
  const nets = budgets.map((one) => estimate(netOf(one, worth)));
  const at = nets.reduce((best, { mean }, index) => (mean > (nets[best]?.mean ?? 0) ? index : best), -1);
  const knee = budgets[at];
  if (!knee) return undefined;
  const against = (other: BudgetCases): Rival => {
    const difference = estimateDifference(netOf(knee, worth), netOf(other, worth));
    return { budget: other.budget, difference, distinct: isDistinct(difference) };
  };
  const larger = budgets[at + 1];
  return {
    budget: knee.budget,
    net: nets[at]!,
    smaller: against(budgets[at - 1] ?? nothing(knee.solved.length)),
    ...(larger ? { larger: against(larger) } : {}),
  };
}

const nothing = (cases: number): BudgetCases => {
  const none = new Array<number>(cases).fill(0);
  return { budget: 0, solved: none, dollars: none };
};

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
