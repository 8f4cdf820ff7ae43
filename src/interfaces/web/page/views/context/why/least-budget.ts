import { budgetAt, stepOf } from "../task/budget-scale.js";

/** Steps of the slider between two budgets of which one is tried: about 13 % apart. */
const STRIDE = 10;

/** The least of some budgets, ascending, with which something is in the pack; undefined when it is in none. */
export async function leastOf(
  budgets: readonly number[],
  isIn: (budget: number) => Promise<boolean>,
): Promise<number | undefined> {
  for (const budget of budgets) if (await isIn(budget)) return budget;
  return undefined;
}

/**
 * The least budget of the slider, to about an eighth, with which something is in the pack; undefined when it is not
 * even in the largest. Larger packs continue smaller ones, so it halves the budgets that remain.
 */
export async function leastBudget(
  isIn: (budget: number) => Promise<boolean>,
  { above, most }: { readonly above: number; readonly most: number },
): Promise<number | undefined> {
  if (above >= most || !(await isIn(most))) return undefined;
  let low = stepOf(above, most);
  let high = stepOf(most, most);
  while (high - low > STRIDE) {
    const middle = Math.round((low + high) / 2);
    if (await isIn(budgetAt(middle, most))) high = middle;
    else low = middle;
  }
  return budgetAt(high, most);
}
