import type { Accelerator } from "../accelerator.js";
import type { WeightFormats } from "../format/weight-formats.js";
import type { ModelSpec } from "../model/spec.js";
import { acceleratorsOf, type ParallelPlan, type PlanRequest, planOf } from "../parallel-plan.js";
import { dividesHeads } from "../plan-check.js";
import { weightsPerAccelerator } from "./per-accelerator.js";

/** Share of the memory that weights may take, so that a fifth is left for reserve, cache and activations. */
const WEIGHT_SHARE = 0.8;

/** More than any deployment has: a model that parallelism cannot divide far enough ends here. */
const MOST = 2 ** 16;

/**
 * The plan of a request that states no number of accelerators: the least of 1, 2, 4, … of which the fullest holds
 * its weights and leaves a fifth free. Tensor parallel as far as the heads divide evenly (28 heads: 4), pipeline
 * stages beyond.
 */
export function planFor(
  spec: ModelSpec,
  accelerator: Accelerator,
  formats: WeightFormats,
  request: PlanRequest = {},
): ParallelPlan {
  const { tensor, pipeline, expert, accelerators, dataAttention, parallel } = request;
  if (accelerators !== undefined || tensor !== undefined || pipeline !== undefined)
    return planOf(request, accelerator);
  const free = dataAttention === true || parallel === "context";
  let even = 1;
  while (!free && 2 * even < MOST && dividesHeads(spec, 2 * even)) even *= 2;
  let plan = planOf({ ...request, accelerators: expert ?? 1 }, accelerator);
  for (let n = expert ?? 1; n < MOST; n *= 2) {
    const staged = !free && n > even && n / even <= spec.layers.length && even % (expert ?? 1) === 0;
    plan = planOf({ ...request, accelerators: n, ...(staged ? { tensor: even } : {}) }, accelerator);
    if (weightsPerAccelerator(spec, formats, plan) <= WEIGHT_SHARE * accelerator.memoryBytes) break;
  }
  return plan;
}

/** Accelerators of that plan. */
export const acceleratorsFor = (
  spec: ModelSpec,
  accelerator: Accelerator,
  formats: WeightFormats,
  request: PlanRequest = {},
): number => acceleratorsOf(planFor(spec, accelerator, formats, request));
