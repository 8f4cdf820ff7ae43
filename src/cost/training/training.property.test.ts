import { describe, expect, it } from "vitest";
import { specOf } from "../catalogue/model-spec.js";
import { models } from "../catalogue/models/index.js";
import { uniformFormats } from "../format/weight-formats.js";
import { parameterCounts } from "../model/spec.js";
import { adapterOf } from "./adapter.js";
import { findFramework } from "./framework.js";
import { trainedParameters, trainingMemory } from "./memory.js";
import { findOptimizer } from "./optimizers.js";
import { findPrecision } from "./precision.js";
import { trainingFlop } from "./step.js";
import type { TrainingRun } from "./training-run.js";

const run: TrainingRun = {
  framework: findFramework("transformers"),
  precision: findPrecision("mixed"),
  optimizer: findOptimizer("adamw"),
  formats: uniformFormats("bf16"),
  accelerators: 8,
  zero: 0,
  tokens: 512,
  batch: 1,
  accumulate: 1,
  recompute: false,
  scores: "recomputed",
  dropout: false,
};

describe("training of every known model", () => {
  it.each(models.map((entry) => [entry.id, specOf(entry)] as const))("%s", (_id, spec) => {
    const memory = (over: Partial<TrainingRun>) => trainingMemory(spec, { ...run, ...over });
    const plain = memory({});
    // Every parameter once: 16 bytes.
    expect(trainedParameters(spec, run)).toBe(parameterCounts(spec).total);
    expect((plain.weights + plain.gradients + plain.optimizer) / trainedParameters(spec, run)).toBe(16);
    // Each stage holds no more than the one before.
    for (const zero of [1, 2, 3] as const) {
      const { weights, gradients, optimizer } = memory({ zero });
      const before = memory({ zero: (zero - 1) as 0 | 1 | 2 });
      expect(weights + gradients + optimizer).toBeLessThan(
        before.weights + before.gradients + before.optimizer,
      );
    }
    // Twice the sequences keep twice the activations, and need twice the FLOP.
    expect(memory({ batch: 2 }).activations / plain.activations).toBeCloseTo(2, 9);
    expect(trainingFlop(spec, { ...run, batch: 2 }).model).toBe(2 * trainingFlop(spec, run).model);
    expect(memory({ recompute: true }).activations).toBeLessThan(plain.activations);
    // An adapter trains less and keeps less.
    const adapter = adapterOf(spec, 8, ["all-linear"]);
    expect(trainedParameters(spec, { ...run, adapter })).toBeLessThan(trainedParameters(spec, run));
    expect(trainingFlop(spec, { ...run, adapter }).model).toBeLessThan(trainingFlop(spec, run).model);
  });
});
