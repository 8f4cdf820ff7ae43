import { bytesPerElement, type Dtype } from "../format/dtype.js";
import { plain, type StoredFormat } from "../format/stored-format.js";
import {
  cacheBytes,
  layerGroups,
  type MixerContext,
  type ModelSpec,
  parameterCounts,
  type StateBytes,
  stateBytes,
} from "../model/spec.js";

/** Bytes of all weights in one format. */
export const weightBytes = (spec: ModelSpec, dtype: Dtype): number =>
  parameterCounts(spec).total * bytesPerElement[dtype];

/**
 * Bytes of the KV cache of one sequence of n tokens: keys and values or latents of every layer, cut to its
 * window.
 */
export const kvCacheBytes = (spec: ModelSpec, n: number, dtype: Dtype, context: MixerContext): number =>
  cacheBytesOf(spec, n, plain(dtype), context);

/** The same in any format of the cache. */
export function cacheBytesOf(spec: ModelSpec, n: number, kv: StoredFormat, context: MixerContext): number {
  if (!spec.causal) return 0;
  let bytes = 0;
  for (const { layer, count } of layerGroups(spec)) bytes += count * cacheBytes(layer.mixer, n, kv, context);
  return bytes;
}

/** Bytes of one sequence's recurrent state, independent of its length, as an engine keeps it. */
export function stateBytesOf(spec: ModelSpec, each: StateBytes): number {
  let bytes = 0;
  for (const { layer, count } of layerGroups(spec)) bytes += count * stateBytes(layer.mixer, each);
  return bytes;
}

/**
 * Bytes of activations of one forward pass without gradients: the residual stream twice, and the largest
 * working set of any mixer or feed-forward. A lower bound: engines add workspace.
 */
export function activationBytes(spec: ModelSpec, tokens: number, dtype: Dtype): number {
  let widest = 0;
  for (const { layer } of layerGroups(spec))
    widest = Math.max(
      widest,
      layer.mixer.activationElements(tokens),
      tokens * layer.feedForward.activationElementsPerToken,
    );
  return (2 * tokens * spec.hiddenSize + widest) * bytesPerElement[dtype];
}
