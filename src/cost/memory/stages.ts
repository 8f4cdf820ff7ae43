import { type StoredGroup, type StoredModel, storedModel } from "../format/stored-weights.js";
import type { WeightFormats } from "../format/weight-formats.js";
import type { Layer, ModelSpec } from "../model/spec.js";
import type { ParallelPlan } from "../parallel-plan.js";

/** What one accelerator of a pipeline stage holds. */
export interface Stage {
  /** The distinct layers of the stage, each with how often it occurs. */
  readonly layers: readonly { readonly layer: Layer; readonly count: number }[];
  /** Weights on the stage's fullest accelerator. */
  readonly weightBytes: number;
}

/** The share of an array that the fullest of `among` accelerators holds: whole parts of `splits`. */
export const fullestShare = (splits: number, among: number): number => Math.ceil(splits / among) / splits;

/**
 * Layers of each of `stages` stages: equal numbers, and what is left over one each to the stages before the
 * last, which has the head. Source: vllm/distributed/utils.py `get_pp_indices`.
 */
export function layersOfStages(layers: number, stages: number): readonly number[] {
  const counts = Array.from({ length: stages }, () => Math.floor(layers / stages));
  const left = layers % stages;
  for (let extra = 0; extra < left; extra++) counts[(2 * stages - 2 - extra) % stages]! += 1;
  return counts;
}

type ByPlan = WeakMap<ParallelPlan, readonly Stage[]>;

const known = new WeakMap<ModelSpec, WeakMap<WeightFormats, ByPlan>>();

/** The stages of a model under a plan. Computed once. */
export function stagesOf(spec: ModelSpec, formats: WeightFormats, plan: ParallelPlan): readonly Stage[] {
  const before = known.get(spec)?.get(formats)?.get(plan);
  if (before) return before;
  const ofModel = known.get(spec) ?? new WeakMap<WeightFormats, ByPlan>();
  known.set(spec, ofModel);
  const ofFormats: ByPlan = ofModel.get(formats) ?? new WeakMap();
  ofModel.set(formats, ofFormats);
  const stages = divide(spec, storedModel(spec, formats), plan);
  ofFormats.set(plan, stages);
  return stages;
}

function divide(spec: ModelSpec, model: StoredModel, plan: ParallelPlan): readonly Stage[] {
  const bytesOf = new Map(model.groups.map((group) => [group.layer, layerBytes(group, plan)]));
  const rows = fullestShare(spec.vocabularySize, plan.tensor);
  let first = 0;
  return layersOfStages(spec.layers.length, plan.pipeline).map((count, index, counts) => {
    const last = index === counts.length - 1;
    const layers = counts.length === 1 ? model.groups : distinct(spec.layers.slice(first, first + count));
    first += count;
    let weightBytes = 0;
    for (const { layer, count: times } of layers) weightBytes += times * bytesOf.get(layer)!;
    // Attention by requests looks up its own tokens, so each accelerator has the whole embedding.
    if (index === 0) weightBytes += model.embeddingBytes * (plan.dataAttention ? 1 : rows);
    if (last) weightBytes += model.otherBytes;
    // A tied head is the embedding; a last stage that is not the first has a copy.
    if (last && (!spec.head.tied || index > 0)) weightBytes += model.headBytes * (plan.wholeDense ? 1 : rows);
    return { layers, weightBytes };
  });
}

function distinct(layers: readonly Layer[]): Stage["layers"] {
  const counts = new Map<Layer, number>();
  for (const layer of layers) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  return [...counts].map(([layer, count]) => ({ layer, count }));
}

/** Bytes of one layer's weights on the fullest of the `tensor` accelerators. */
function layerBytes({ mixer, feedForward, normBytes }: StoredGroup, plan: ParallelPlan): number {
  let bytes = normBytes;
  for (const { weight, bytes: all } of mixer)
    bytes += all * fullestShare(weight.splits, plan.dataAttention ? 1 : plan.tensor);
  for (const { weight, bytes: all } of feedForward)
    bytes +=
      all *
      (weight.routed
        ? fullestShare(weight.copies, plan.expert) * fullestShare(weight.splits, plan.tensor / plan.expert)
        : fullestShare(weight.splits, plan.wholeDense ? 1 : plan.tensor));
  return bytes;
}
