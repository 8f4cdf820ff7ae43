import {
  adapterOf,
  findFramework,
  findHardware,
  findOptimizer,
  findPrecision,
  readModel,
  type TrainingCost,
  trainingCost,
  uniformFormats,
} from "../../../src/cost/index.js";
import { measuredShapes } from "./shapes.js";
import type { MeasuredTraining } from "./training.js";

/** A measured training step as the model counts it, at its default MFU. */
export function predictTraining(row: MeasuredTraining): TrainingCost {
  const spec = readModel(measuredShapes[row.shape].config, row.shape);
  return trainingCost(
    spec,
    {
      framework: findFramework("transformers"),
      precision: findPrecision(row.weights === "fp32" ? "autocast" : "bf16"),
      optimizer: findOptimizer("adamw"),
      ...(row.loraRank === undefined ? {} : { adapter: adapterOf(spec, row.loraRank, row.targets ?? []) }),
      formats: uniformFormats("bf16"),
      accelerators: 1,
      zero: 0,
      tokens: row.tokens,
      batch: row.sequences,
      accumulate: 1,
      recompute: row.recompute,
      scores: "recomputed",
      dropout: false,
    },
    { accelerator: findHardware("h200"), reserve: 0, mfu: 0.4 },
  );
}

export const trainingTitle = (row: MeasuredTraining): string =>
  [
    `${row.shape}: ${row.sequences} × ${row.tokens.toLocaleString("en-US")} tokens`,
    row.weights === "fp32" ? "float32 under autocast" : "bf16",
    ...(row.recompute ? ["recomputed"] : []),
    ...(row.loraRank === undefined ? [] : [`LoRA of rank ${row.loraRank}`]),
  ].join(", ");
