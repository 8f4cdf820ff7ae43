import { expect, it } from "vitest";
import { kneeOf } from "./summary.js";

const curve = (recalls: readonly number[]) =>
  recalls.map((mean, index) => ({
    budget: 1000 * 2 ** index,
    recall: { mean },
    price: { dollars: 2 ** index },
  }));

it("the knee is the last budget up to which doubling gains more than it costs", () => {
  // Worth 100: going from 4k to 8k costs 4 and gains 5; from 8k to 16k it costs 8 and gains 1.
  expect(kneeOf(curve([0.5, 0.7, 0.8, 0.85, 0.86]), 100)).toBe(8000);
});

it("the knee is not at a flat step before a rise that gains more than it costs", () => {
  expect(kneeOf(curve([0.1, 0.1, 0.6, 0.6]), 100)).toBe(4000);
});

it("there is no knee when the largest budget is the best, or when nothing is found", () => {
  expect(kneeOf(curve([0.1, 0.3, 0.6, 0.9]), 100)).toBeUndefined();
  expect(kneeOf(curve([0, 0, 0]), 100)).toBeUndefined();
});
