import {
  type Deployment,
  decodeStep,
  deploymentOf,
  findEngine,
  findHardware,
  modelByName,
  plain,
  planOf,
  prefillTime,
} from "../../src/cost/index.js";
import type { DecodeRow } from "./decode-rows.js";
import type { PrefillRow } from "./prefill-rows.js";

const causal = { causal: true, latent: "absorbed" } as const;

/** The published rows of 2023 and 2024 are TensorRT-LLM's, and attention ran in the format of the weights. */
function deployed(row: PrefillRow | DecodeRow, parallel: "tensor" | "context" = "tensor"): Deployment {
  const accelerator = findHardware(row.hardware);
  const kvDtype = ("kvDtype" in row ? row.kvDtype : undefined) ?? row.dtype;
  return deploymentOf({
    accelerator,
    plan: planOf({ accelerators: row.accelerators, parallel }, accelerator),
    dtype: row.dtype,
    kv: plain(kvDtype),
    engine: findEngine("trtllm"),
  });
}

/** Predicted time to first token of one published row, seconds. */
export const predictedSeconds = (row: PrefillRow): number =>
  prefillTime(modelByName(row.model), row.tokens, deployed(row, row.parallel), causal).seconds;

/** Predicted time of one generated token after `tokens` of context, seconds. */
export const predictedStepSeconds = (row: DecodeRow): number => {
  const deployment = deployed(row);
  return (
    decodeStep(modelByName(row.model), row.tokens, deployment, causal).seconds + deployment.engine.stepSeconds
  );
};

/** Relative error: predicted / measured − 1. */
export const errorOf = (row: PrefillRow): number => predictedSeconds(row) / row.seconds - 1;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
