import { usageError } from "../shared/errors.js";
import { headsOf } from "./memory/attention-matrix.js";
import { layerGroups, type ModelSpec } from "./model/spec.js";
import type { ParallelPlan } from "./parallel-plan.js";

/** Experts of a mixture's routed layers, the fewest of any; 0 for a dense model. */
function fewestExperts(spec: ModelSpec): number {
  let fewest = 0;
  for (const { layer } of layerGroups(spec)) {
    const experts = layer.feedForward.routing?.experts ?? 0;
    if (experts > 0) fewest = fewest === 0 ? experts : Math.min(fewest, experts);
  }
  return fewest;
}

/**
 * A plan that no engine can run: more stages than layers, experts that a model does not have.
 * @throws FoveaError `bad-plan`.
 */
export function checkPlan(spec: ModelSpec, { pipeline, expert }: ParallelPlan): void {
  const layers = spec.layers.length;
  if (pipeline > layers)
    throw usageError(
      "bad-plan",
      `${spec.name} has ${layers} layers, which cannot be ${pipeline} pipeline stages`,
      `Give --pp at most ${layers}.`,
    );
  if (expert === 1) return;
  const experts = fewestExperts(spec);
  if (experts === 0)
    throw usageError("bad-plan", `${spec.name} has no experts to divide among ${expert}`, "Leave --ep out.");
  if (expert > experts)
    throw usageError(
      "bad-plan",
      `${spec.name} has ${experts} experts, which cannot be divided among ${expert} accelerators`,
      `Give --ep at most ${experts}.`,
    );
}

/** Parts of a model that tensor parallelism divides by whole heads, and that `among` accelerators cannot share evenly. */
function undivided(spec: ModelSpec, among: number): string | undefined {
  for (const { layer } of layerGroups(spec)) {
    const { mixer } = layer;
    const heads = headsOf(mixer);
    if (heads % among !== 0) return `${heads} query heads`;
    const kvHeads = heads === 0 ? 1 : mixer.cacheSplits;
    // Fewer KV heads than accelerators are copied, in equal numbers.
    if (kvHeads % among !== 0 && among % kvHeads !== 0) return `${kvHeads} KV heads`;
    const groups = mixer.state === undefined ? 0 : mixer.stateSplits;
    if (groups % among !== 0) return `${groups} heads of a recurrent state`;
  }
  return undefined;
}

/** Whether `tensor` accelerators can share the heads of every layer evenly, as engines demand. */
export const dividesHeads = (spec: ModelSpec, tensor: number): boolean =>
  undivided(spec, tensor) === undefined;

/**
 * Why engines refuse a plan that can still be priced, by its fullest accelerator; undefined when they do not. vLLM
 * and SGLang divide heads evenly or not at all (vllm/config/model.py `verify_with_parallel_config`: "must be
 * divisible by tensor parallel size").
 */
export function unusualPlan(spec: ModelSpec, plan: ParallelPlan): string | undefined {
  const { tensor, expert, dataAttention } = plan;
  const part = dataAttention ? undefined : undivided(spec, tensor);
  if (part !== undefined)
    return `${spec.name} has ${part}, which ${tensor} accelerators cannot share evenly: engines refuse it; the times and bytes are of the fullest accelerator`;
  const experts = fewestExperts(spec);
  if (expert > 1 && experts % expert !== 0)
    return `${spec.name} has ${experts} experts, which ${expert} accelerators cannot share evenly: engines refuse it unless some are copied; the times and bytes are of the fullest accelerator`;
  return undefined;
}
