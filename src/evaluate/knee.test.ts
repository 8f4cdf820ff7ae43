import { expect, it } from "vitest";
import { type BudgetCases, kneeOf, worthOfBudgets } from "./knee.js";

/** Budgets of 1k, 2k, 4k… that cost 1, 2, 4… dollars. `solved[b][i]` is the share of case i at budget b. */
const budgets = (solved: readonly (readonly number[])[]): BudgetCases[] =>
  solved.map((shares, index) => ({
    budget: 1000 * 2 ** index,
    solved: shares,
    dollars: shares.map(() => 2 ** index),
  }));

/** So many of twenty cases are solved. */
const of20 = (count: number): number[] => Array.from({ length: 20 }, (_, index) => (index < count ? 1 : 0));

it("the knee has the highest net worth: the next doubling gains less than it costs", () => {
  // Worth 100: from 4k to 8k costs 4 and gains 5; from 8k to 16k it costs 8 and gains 5.
  const knee = kneeOf(budgets([10, 14, 16, 17, 18].map(of20)), 100)!;
  expect(knee.budget).toBe(8000);
  expect(knee.net.mean).toBeCloseTo(85 - 8, 9);
  expect(knee.smaller).toMatchObject({ budget: 4000, distinct: false });
  expect(knee.smaller.difference.mean).toBeCloseTo(1, 9);
  expect(knee.larger!.budget).toBe(16_000);
  expect(knee.larger!.difference.mean).toBeCloseTo(3, 9);
});

it("is not at a flat step before a rise that gains more than it costs", () => {
  expect(kneeOf(budgets([2, 2, 12, 12].map(of20)), 100)!.budget).toBe(4000);
});

it("says when a neighbour is told apart: paired by case, not by the spread of the cases", () => {
  // Half of the cases are solved at each budget, the same ones: the price alone decides, for certain.
  const knee = kneeOf(budgets([10, 10].map(of20)), 100)!;
  expect(knee).toMatchObject({ budget: 1000, larger: { budget: 2000, distinct: true } });
  expect(knee.larger!.difference).toMatchObject({ mean: 1, low: 1, high: 1 });
  // The same number of other cases: the mean difference is the same, and means nothing.
  const swapped = kneeOf(budgets([of20(10), of20(10).reverse()]), 100)!;
  expect(swapped.larger).toMatchObject({ distinct: false });
  expect(swapped.larger!.difference.mean).toBe(1);
});

it("is the smallest or the largest budget where these are best, and none where no price is worth it", () => {
  expect(kneeOf(budgets([10, 10].map(of20)), 100)!.smaller.budget).toBe(0);
  const largest = kneeOf(budgets([2, 6, 12].map(of20)), 1000)!;
  expect(largest.budget).toBe(4000);
  expect(largest.larger).toBeUndefined();
  expect(kneeOf(budgets([0, 0].map(of20)), 100)).toBeUndefined();
  // One task in twenty at a worth of 10 gains half a dollar, and costs one.
  expect(kneeOf(budgets([of20(1)]), 10)).toBeUndefined();
  expect(kneeOf([], 10)).toBeUndefined();
});

it("judges each step against the budget before, the first against sending nothing", () => {
  const [first, second, third] = worthOfBudgets(budgets([of20(15), of20(20), of20(20)]), 100);
  expect(first!.step).toMatchObject({ from: 0, dollars: 1, verdict: "pays" });
  expect(second!.step).toMatchObject({ from: 1000, dollars: 1, verdict: "pays" });
  expect(second!.step.solved.mean).toBe(0.25);
  expect(second!.step.net.low).toBeLessThan(24);
  expect(third!.step).toMatchObject({ from: 2000, dollars: 2, net: { mean: -2 }, verdict: "loses" });
  expect(third!.net.mean).toBe(96);
});

it("calls nothing distinct with five cases, since chance alone makes five agree in 6 %", () => {
  const five = [[1, 1, 1, 1, 1]];
  expect(worthOfBudgets(budgets(five), 100)[0]!.step.verdict).toBe("unclear");
  expect(kneeOf(budgets(five), 100)!.smaller.distinct).toBe(false);
  expect(worthOfBudgets(budgets([[1, 1, 1, 1, 1, 1]]), 100)[0]!.step.verdict).toBe("pays");
});
