import { bytesPerElement, type Dtype } from "../format/dtype.js";
import { layerGroups, type Mixer, type ModelSpec } from "../model/spec.js";

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

const known = new WeakMap<Mixer, number>();

/** Heads that attend with softmax. An indexer keeps no matrix. */
export function headsOf(mixer: Mixer): number {
  let heads = known.get(mixer);
  if (heads !== undefined) return heads;
  heads = 0;
  for (const part of mixer.scoring({ past: 0, tokens: 1 }, { causal: true, latent: "absorbed" }))
    if (part.valueDim > 0) heads = Math.max(heads, part.heads);
  known.set(mixer, heads);
  return heads;
}

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
