import { twoDigits } from "../../../../../../shared/units.js";
import { LEAST_BUDGET } from "../state.js";

/** Steps of the slider. */
export const BUDGET_STEPS = 600;

const LEAST_MOST = 32_000;
const MOST = 1_000_000;

/** The largest budget that the slider offers: all of the repository, within what a context may have. */
export const mostBudget = (everything: number): number => Math.min(MOST, Math.max(LEAST_MOST, everything));

/** A budget at a step: equal steps multiply it by the same factor. Two significant digits, but for the largest. */
export function budgetAt(step: number, most: number): number {
  if (step >= BUDGET_STEPS) return most;
  const budget = LEAST_BUDGET * (most / LEAST_BUDGET) ** (Math.max(0, step) / BUDGET_STEPS);
  return Number(twoDigits(budget).replaceAll(",", ""));
}

/** The inverse of `budgetAt`, to the nearest step. */
export function stepOf(budget: number, most: number): number {
  const share = Math.log(budget / LEAST_BUDGET) / Math.log(most / LEAST_BUDGET);
  return Math.round(Math.min(1, Math.max(0, share)) * BUDGET_STEPS);
}
