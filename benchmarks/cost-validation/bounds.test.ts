import { expect, test } from "vitest";
import { beyondBounds } from "./bounds.js";
import { allCases } from "./cases/index.js";
import { fittedKernels } from "./page/kernels.js";

const { cases } = allCases();

test("the model is as near to the measurements as the bounds say", () => {
  expect(cases.length).toBeGreaterThan(1500);
  expect(beyondBounds(cases)).toEqual([]);
});

test("a model twice as slow is beyond the bounds", () => {
  const slow = cases.map((one) => ({
    ...one,
    predicted: one.slowness === one.predicted / one.measured ? 2 * one.predicted : one.predicted / 2,
    slowness: 2 * one.slowness,
  }));
  expect(beyondBounds(slow).length).toBeGreaterThan(15);
});

test("times lie within the factor that the model states", () => {
  const within = (use: string): number => {
    const own = cases.filter((one) => one.use === use);
    return (
      own.filter(({ slowness, factor }) => slowness <= factor && slowness >= 1 / factor).length / own.length
    );
  };
  expect(within("calibration")).toBeGreaterThan(0.9);
  expect(within("held back")).toBeGreaterThan(0.8);
});

test("shares of peak are the fits of the timed kernels", () => {
  const kernels = fittedKernels();
  expect(kernels.length).toBeGreaterThan(10);
  expect(kernels.filter(({ agrees }) => !agrees)).toEqual([]);
});
