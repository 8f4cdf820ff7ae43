import { describe, expect, it } from "vitest";
import {
  adapterOf,
  findFramework,
  findOptimizer,
  findPrecision,
  readModel,
  trainingMemory,
  uniformFormats,
} from "../../../src/cost/index.js";
import { measuredShapes } from "./shapes.js";

import { type MeasuredTraining, measuredTraining } from "./training.js";

const titleOf = (row: MeasuredTraining): string =>
  [
    `${row.shape}, ${row.sequences} × ${row.tokens}, ${row.weights}`,
    ...(row.recompute ? ["recomputed"] : []),
    ...(row.loraRank === undefined ? [] : [`LoRA ${row.loraRank}`]),
  ].join(", ");

/** The most that PyTorch had allocated during a step is predicted to 2 %. */
describe("memory of training steps on one H200", () => {
  it.each(measuredTraining.map((row) => [titleOf(row), row] as const))("%s", (_title, row) => {
    const spec = readModel(measuredShapes[row.shape].config, row.shape);
    const { peak } = trainingMemory(spec, {
      framework: findFramework("transformers"),
      precision: findPrecision(row.weights === "fp32" ? "autocast" : "bf16"),
      optimizer: findOptimizer("adamw"),
      ...(row.loraRank === undefined ? {} : { adapter: adapterOf(spec, row.loraRank, ["q_proj", "v_proj"]) }),
      formats: uniformFormats("bf16"),
      accelerators: 1,
      zero: 0,
      tokens: row.tokens,
      batch: row.sequences,
      accumulate: 1,
      recompute: row.recompute,
      scores: "recomputed",
      dropout: false,
    });
    expect(Math.abs(peak / row.peakBytes - 1)).toBeLessThan(0.02);
  });
});
