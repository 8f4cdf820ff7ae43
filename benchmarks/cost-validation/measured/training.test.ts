import { describe, expect, it } from "vitest";
import { predictTraining, trainingTitle } from "./predict-training.js";
import { measuredTraining } from "./training.js";

/** The most that PyTorch had allocated during a step is predicted to 2 %. */
describe("memory of training steps on one H200", () => {
  it.each(measuredTraining.map((row) => [trainingTitle(row), row] as const))("%s", (_title, row) => {
    const { peak } = predictTraining(row).memoryPerAccelerator;
    expect(Math.abs(peak / row.peakBytes - 1)).toBeLessThan(0.02);
  });
});
