/** The largest recorded budget that is not above the one asked for, or the smallest. */
export const nearestBudget = (budgets: readonly number[], asked: number): number =>
  budgets.findLast((budget) => budget <= asked) ?? budgets[0]!;
