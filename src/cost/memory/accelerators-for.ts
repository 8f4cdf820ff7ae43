import type { Accelerator } from "../accelerator.js";
import type { WeightFormats } from "../format/weight-formats.js";
import type { ModelSpec } from "../model/spec.js";
import { type PlanRequest, planOf } from "../parallel-plan.js";
import { weightsPerAccelerator } from "./per-accelerator.js";

/** Share of the memory that weights may take, so that a fifth is left for reserve, cache and activations. */
const WEIGHT_SHARE = 0.8;

/** More than any deployment has: a model that parallelism cannot divide far enough ends here. */
const MOST = 2 ** 16;

/**
 * The accelerators of stated `tensor` and `pipeline` divisions; without them the least number (1, 2, 4, …) of
 * which the fullest holds its weights and leaves a fifth free.
 */
export function acceleratorsFor(
  spec: ModelSpec,
  accelerator: Accelerator,
  formats: WeightFormats,
  request: PlanRequest = {},
): number {
  const { tensor, pipeline, expert } = request;
  if (tensor !== undefined || pipeline !== undefined) return (tensor ?? 1) * (pipeline ?? 1);
  for (let accelerators = expert ?? 1; accelerators < MOST; accelerators *= 2) {
    const plan = planOf({ ...request, accelerators }, accelerator);
    if (weightsPerAccelerator(spec, formats, plan) <= WEIGHT_SHARE * accelerator.memoryBytes)
      return accelerators;
  }
  return MOST;
}
