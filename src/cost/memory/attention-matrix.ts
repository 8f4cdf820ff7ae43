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
  for (const { layer, count } of layerGroups(spec)) bytes += count * flashLayerBytes(layer.mixer, n, dtype);
  return bytes;
}

/** The same of one layer; 0 where none of its heads attends with softmax. */
export function flashLayerBytes(mixer: Mixer, n: number, dtype: Dtype): number {
  const heads = headsOf(mixer);
  return heads === 0
    ? 0
    : mixer.activationElements(n) * bytesPerElement[dtype] + heads * n * bytesPerElement.fp32;
}

/**
 * Scores that FlashAttention holds on the chip at a time: blocks of 64 or 128 queries by 64 or 128 keys, here the
 * largest. Source: arXiv:2307.08691 §3.3.
 */
export const flashTile = { queries: 128, keys: 128 } as const;

/** Bytes of one tile, in float32, in which its products accumulate. A short context fills only a part. */
export const flashTileBytes = (n: number): number =>
  Math.min(n, flashTile.queries) * Math.min(n, flashTile.keys) * bytesPerElement.fp32;
