import { layerGroups, type ModelSpec, routedShare } from "../model/spec.js";
import { linear, vector, type Weight } from "../model/weights.js";
import { type Adapter, adapterWeights, adapts } from "./adapter.js";

/** An array and how many of it the model has. */
export interface CountedArray {
  readonly weight: Weight;
  readonly count: number;
}

/** Every array of a model, embeddings and head included; a tied head once. */
function allArrays(spec: ModelSpec): readonly CountedArray[] {
  const rows = (parameters: number): number => parameters / spec.hiddenSize;
  const arrays: CountedArray[] = [
    { weight: linear("embed_tokens", spec.hiddenSize, rows(spec.embeddingParameters)), count: 1 },
    { weight: vector("others", spec.otherParameters), count: 1 },
  ];
  if (!spec.head.tied)
    arrays.push({ weight: linear("lm_head", spec.hiddenSize, rows(spec.head.parameters)), count: 1 });
  for (const { layer, count } of layerGroups(spec)) {
    for (const weight of [...layer.mixer.weights, ...layer.feedForward.weights])
      arrays.push({ weight, count });
    arrays.push({ weight: vector("norms", layer.normParameters), count });
  }
  return arrays;
}

/** A product that an adapter stands on. */
export interface AdaptedArray {
  readonly on: Weight;
  /** The adapter's own arrays. */
  readonly arrays: readonly Weight[];
  readonly count: number;
  /** Share of the copies that one token passes. */
  readonly share: number;
}

export const adaptedArrays = (spec: ModelSpec, adapter: Adapter): readonly AdaptedArray[] =>
  layerGroups(spec).flatMap(({ layer, count }) =>
    [...layer.mixer.weights, ...layer.feedForward.weights]
      .filter((weight) => adapts(adapter, weight))
      .map((weight) => ({
        on: weight,
        arrays: adapterWeights(adapter, weight),
        count,
        share: weight.routed ? routedShare(layer.feedForward) : 1,
      })),
  );

/** What a run trains: its adapter, or every array. */
export const trainedArrays = (spec: ModelSpec, adapter?: Adapter): readonly CountedArray[] =>
  adapter
    ? adaptedArrays(spec, adapter).flatMap(({ count, arrays }) => arrays.map((weight) => ({ weight, count })))
    : allArrays(spec);
