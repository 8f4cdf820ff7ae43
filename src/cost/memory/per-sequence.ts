import { bytesPerElement, type Dtype } from "../format/dtype.js";
import { layerGroups, type MixerContext, type ModelSpec, parameterCounts } from "../model/spec.js";

/** Bytes of all weights in one format. */
export const weightBytes = (spec: ModelSpec, dtype: Dtype): number =>
  parameterCounts(spec).total * bytesPerElement[dtype];

/**
 * Bytes of the KV cache of one sequence of n tokens: keys and values or latents of every layer, cut to its
 * window.
 */
export const kvCacheBytes = (spec: ModelSpec, n: number, dtype: Dtype, context: MixerContext): number =>
  cacheElements(spec, n, context) * bytesPerElement[dtype];

/** Elements of that cache. */
export function cacheElements(spec: ModelSpec, n: number, context: MixerContext): number {
  if (!spec.causal) return 0;
  let elements = 0;
  for (const { layer, count } of layerGroups(spec)) elements += count * layer.mixer.cacheElements(n, context);
  return elements;
}

/**
 * Bytes of one sequence's recurrent state, independent of its length. In float32, as in the reference
 * kernels.
 */
export function stateBytes(spec: ModelSpec): number {
  let elements = 0;
  for (const { layer, count } of layerGroups(spec)) elements += count * layer.mixer.stateElements;
  return elements * bytesPerElement.fp32;
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
