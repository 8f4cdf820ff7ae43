import { bytesPerElement, type Dtype } from "./format/dtype.js";
import { layerGroups, type Mixer, type MixerContext, type ModelSpec, parameterCounts } from "./model/spec.js";

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

/** Bytes of the stored n × n matrix of one head and one layer: n²·p. Source: the article's second table. */
export const attentionMatrixBytes = (n: number, dtype: Dtype): number => n * n * bytesPerElement[dtype];

/**
 * Bytes of the matrices of all heads and layers together, as a training step without recomputation would keep
 * them.
 */
export function allAttentionMatricesBytes(spec: ModelSpec, n: number, dtype: Dtype): number {
  let heads = 0;
  for (const { layer, count } of layerGroups(spec)) heads += count * headsOf(layer.mixer);
  return heads * attentionMatrixBytes(n, dtype);
}

/** Heads that attend with softmax. An indexer keeps no matrix. */
export const headsOf = (mixer: Mixer): number =>
  Math.max(
    0,
    ...mixer
      .scoring({ past: 0, tokens: 1 }, { causal: true, latent: "absorbed" })
      .map((part) => (part.valueDim > 0 ? part.heads : 0)),
  );

/** Whether any layer attends with softmax. */
export const attends = (spec: ModelSpec): boolean =>
  layerGroups(spec).some(({ layer }) => headsOf(layer.mixer) > 0);

/**
 * Bytes that FlashAttention keeps in place of those matrices, for the same heads and layers: Q, K, V, the output,
 * and one float32 log-sum-exp per head and token. Linear in n. Source: arXiv:2205.14135 theorem 1.
 */
export function flashWorkingSetBytes(spec: ModelSpec, n: number, dtype: Dtype): number {
  let bytes = 0;
  for (const { layer, count } of layerGroups(spec)) {
    const heads = headsOf(layer.mixer);
    if (heads > 0)
      bytes +=
        count *
        (layer.mixer.activationElements(n) * bytesPerElement[dtype] + heads * n * bytesPerElement.fp32);
  }
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
