import fc from "fast-check";
import { expect, it } from "vitest";
import { type BudgetCases, kneeOf, worthOfBudgets } from "./knee.js";

/** Four cases and eighths, so that all sums are exact. */
const CASES = 4;
const curve: fc.Arbitrary<BudgetCases[]> = fc
  .array(
    fc.record({
      solved: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: CASES, maxLength: CASES }),
      dearer: fc.integer({ min: 1, max: 64 }),
    }),
    { maxLength: 6 },
  )
  .map((steps) => {
    let price = 0;
    return steps.map(({ solved, dearer }, index) => {
      price += dearer / 8;
      return {
        budget: 1000 * 2 ** index,
        solved: solved.map((n) => n / 8),
        dollars: solved.map(() => price),
      };
    });
  });
const worth = fc.integer({ min: 1, max: 100 });

it("a higher worth never makes the knee smaller", () => {
  fc.assert(
    fc.property(curve, worth, worth, (budgets, a, b) => {
      const at = (value: number): number => kneeOf(budgets, value)?.budget ?? 0;
      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
    }),
    { numRuns: 60 },
  );
});

it("no budget is worth more than the knee, and the steps add up to its net worth", () => {
  fc.assert(
    fc.property(curve, worth, (budgets, value) => {
      const rows = worthOfBudgets(budgets, value);
      const knee = kneeOf(budgets, value);
      for (const { net } of rows) expect(net.mean).toBeLessThanOrEqual(knee?.net.mean ?? 0);
      let sum = 0;
      rows.forEach(({ net, step }) => {
        sum += step.net.mean;
        expect(net.mean).toBe(sum);
      });
    }),
    { numRuns: 60 },
  );
});
