import { describe, expect, it } from "vitest";
import { BUDGET_STEPS, budgetAt, mostBudget, stepOf } from "./budget-scale.js";

describe("the scale of budgets", () => {
  it("goes from the least to the most, in equal factors", () => {
    expect(budgetAt(0, 512_000)).toBe(500);
    expect(budgetAt(BUDGET_STEPS, 512_345)).toBe(512_345);
    expect(budgetAt(BUDGET_STEPS / 2, 512_000)).toBe(16_000);
  });

  it("comes back to the same budget", () => {
    for (const most of [32_000, 1_000_000])
      for (let step = 0; step <= BUDGET_STEPS; step += 7) {
        const budget = budgetAt(step, most);
        expect(budgetAt(stepOf(budget, most), most) / budget).toBeCloseTo(1, 1);
      }
  });

  it("keeps budgets outside of it at its ends", () => {
    expect(stepOf(1, 32_000)).toBe(0);
    expect(stepOf(1e9, 32_000)).toBe(BUDGET_STEPS);
  });

  it("ends at the repository, but never under 32,000 or over a million", () => {
    expect([mostBudget(100), mostBudget(200_000), mostBudget(1e9)]).toEqual([32_000, 200_000, 1_000_000]);
  });
});
