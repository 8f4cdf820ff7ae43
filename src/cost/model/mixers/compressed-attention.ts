import { type Mask, pairs, type Span } from "../../pairs.js";
import type { Mixer } from "../spec.js";
import { SOFTMAX_FLOP_PER_PAIR } from "./attention.js";

export interface CompressedShape {
  readonly hiddenSize: number;
  readonly heads: number;
  /** Channels of a head. Keys and values are the same vector, shared by all heads. */
  readonly headDim: number;
  readonly queryRank: number;
  /** The output projection is low-rank in groups of heads. */
  readonly outputRank: number;
  readonly outputGroups: number;
  /** Tokens seen uncompressed. */
  readonly window: number;
  /** Tokens per compressed key. 0: no compressed keys, only the window. */
  readonly ratio: number;
  /** A small indexer that scores all compressed keys; only the best `topK` are seen. Absent: all are seen. */
  readonly indexer?: { readonly heads: number; readonly headDim: number; readonly topK: number };
}

/** At this ratio neighbouring blocks overlap, which doubles the compressor's projections. */
const OVERLAPPING_RATIO = 4;

/**
 * Compressed attention (DeepSeek-V4): multi-query attention over a window of single tokens and over
 * compressed keys, one per `ratio` tokens. It sees all compressed keys (heavily compressed) or those an
 * indexer selects (compressed sparse). Source: DeepSeek-V4's reference code as served by sgl-project/sglang
 * and vllm-project/vllm.
 */
export function compressedAttention(shape: CompressedShape): Mixer {
  const { hiddenSize, heads, headDim, queryRank, outputRank, outputGroups, window, ratio, indexer } = shape;
  const width = heads * headDim;
  const overlap = ratio === OVERLAPPING_RATIO ? 2 : 1;
  const compressor = (channels: number): number => 2 * hiddenSize * overlap * channels;
  const base =
    hiddenSize * queryRank +
    queryRank * width +
    hiddenSize * headDim +
    width * outputRank +
    outputGroups * outputRank * hiddenSize;
  const compressing = ratio > 0 ? compressor(headDim) : 0;
  const indexing = indexer
    ? queryRank * indexer.heads * indexer.headDim + hiddenSize * indexer.heads + compressor(indexer.headDim)
    : 0;
  const weights = base + compressing + indexing;
  const positions = ratio > 0 ? ratio * overlap * (headDim + (indexer?.headDim ?? 0)) : 0;
  const norms = queryRank + headDim + (ratio > 0 ? headDim : 0) + (indexer?.headDim ?? 0) + heads;
  const near: Mask = { kind: "window", window };
  return {
    kind: "compressed attention",
    description: `${heads} heads of ${headDim} on one key, window of ${window}${
      ratio === 0
        ? ""
        : `, one key for every ${ratio} tokens${indexer ? `, top ${indexer.topK} of them by an indexer ${indexer.heads} × ${indexer.headDim}` : ""}`
    }`,
    parameters: weights + positions + norms,
    attention: { heads, scoreDim: headDim, valueDim: headDim, quadratic: false },
    flop(span) {
      const compressed = ratio === 0 ? 0 : compressedPairs(span, ratio, indexer?.topK);
      const scored = indexer ? compressedPairs(span, ratio) : 0;
      const count = pairs(near, span) + compressed;
      return {
        projections: 2 * weights * span.tokens,
        scores: 2 * headDim * heads * count + (indexer ? 2 * indexer.heads * indexer.headDim * scored : 0),
        values: 2 * headDim * heads * count,
        softmax: SOFTMAX_FLOP_PER_PAIR * heads * count,
        state: 0,
      };
    },
    cacheElements: (n) =>
      Math.min(n, window) * headDim +
      (ratio === 0 ? 0 : Math.floor(n / ratio) * (headDim + (indexer?.headDim ?? 0))),
    stateElements: 0,
    activationElements: (tokens) => tokens * (queryRank + 2 * width + headDim + outputGroups * outputRank),
  };
}

/** Pairs of a span with compressed keys: token i (from 1) sees the ⌊i/ratio⌋ whole blocks, or the best `topK` of them. */
export function compressedPairs(
  { past, tokens }: Span,
  ratio: number,
  topK = Number.POSITIVE_INFINITY,
): number {
  // Σ ⌊i/r⌋ for i = 1…m, with q whole blocks and s tokens over: r·q(q − 1)/2 + q(s + 1).
  const all = (m: number): number => {
    const whole = Math.floor(m / ratio);
    return (ratio * whole * (whole - 1)) / 2 + whole * (m - whole * ratio + 1);
  };
  const total = (m: number): number =>
    m < topK * ratio ? all(m) : all(topK * ratio - 1) + topK * (m - topK * ratio + 1);
  return total(past + tokens) - total(past);
}
