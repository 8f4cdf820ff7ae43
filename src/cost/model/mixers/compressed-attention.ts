import type { StoredFormat } from "../../format/stored-format.js";
import { plus, quantity } from "../../formula.js";
import { pairTerms } from "../../pair-terms.js";
import { type Mask, pairs, type Span } from "../../pairs.js";
import { type MathSymbol, symbols as math } from "../../symbols.js";
import { negated, nonZero, type Term, type TermSum } from "../../term.js";
import { type CacheFormat, type CachePart, type Mixer, noState, type Scoring } from "../spec.js";
import { linear, present, vector } from "../weights.js";
import { indexerKeys } from "./latent-attention.js";

export interface CompressedShape {
  readonly hiddenSize: number;
  readonly heads: number;
  /** Channels of a head. Keys and values are the same vector, shared by all heads. */
  readonly headDim: number;
  /** Of them, those with rotary positions. */
  readonly ropeDim: number;
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

/**
 * Keys in an fp8 cache: fp8 with an 8-bit exponent for 64 channels (padded to 8 bytes), and the rotary part in 16 bits;
 * 584 bytes for 448 + 64 channels. Source: sgl-project/sglang pool_configurator.py, `_get_bytes_per_full_token`.
 */
function keyFormat(headDim: number, ropeDim: number): CacheFormat {
  const plainChannels = headDim - ropeDim;
  const scales = 8 * Math.ceil(plainChannels / 64 / 8);
  const small: StoredFormat = {
    name: "fp8 with scales and 16-bit positions",
    bits: (8 * (plainChannels + 2 * ropeDim + scales)) / headDim,
    unit: "fp8",
  };
  return (kv) => (kv.name === "fp8" ? small : kv);
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
  const positions = ratio > 0 ? ratio * overlap * (headDim + (indexer?.headDim ?? 0)) : 0;
  const norms = queryRank + headDim + (ratio > 0 ? headDim : 0) + (indexer?.headDim ?? 0) + heads;
  const near: Mask = { kind: "window", window };
  const byHead = { splits: heads };
  const byGroup = { splits: outputGroups };
  const whole = { splits: 1 };
  const compressing = 2 * overlap * (ratio > 0 ? headDim : 0);
  const indexed = indexer ?? { heads: 0, headDim: 0 };
  const format = keyFormat(headDim, shape.ropeDim);
  const cached = (n: number): readonly CachePart[] => [
    { keys: Math.min(n, window), channels: headDim, format },
    ...(ratio === 0 ? [] : [{ keys: Math.floor(n / ratio), channels: headDim, format }]),
    ...(indexer ? [{ keys: Math.floor(n / ratio), channels: indexer.headDim, format: indexerKeys }] : []),
  ];
  return {
    kind: "compressed attention",
    description: `${heads} heads of ${headDim} on one key, window of ${window}${
      ratio === 0
        ? ""
        : `, one key for every ${ratio} tokens${indexer ? `, top ${indexer.topK} of them by an indexer ${indexer.heads} × ${indexer.headDim}` : ""}`
    }`,
    weights: present([
      linear("self_attn.wq_a", hiddenSize, queryRank, whole),
      linear("self_attn.wq_b", queryRank, width, byHead),
      linear("self_attn.wkv", hiddenSize, headDim, whole),
      linear("self_attn.wo_a", width / outputGroups, outputGroups * outputRank, byGroup),
      linear("self_attn.wo_b", outputGroups * outputRank, hiddenSize, byGroup),
      linear("self_attn.compressor", hiddenSize, compressing, whole),
      linear("self_attn.indexer.wq_b", queryRank, indexed.heads * indexed.headDim, whole),
      linear("self_attn.indexer.weights_proj", hiddenSize, indexed.heads, whole),
      linear("self_attn.indexer.compressor", hiddenSize, 2 * overlap * indexed.headDim, whole),
      vector("self_attn.positions", positions),
      vector("self_attn.norms", norms),
    ]),
    scoring: (span) => {
      const key = {
        heads,
        scoreDim: headDim,
        valueDim: headDim,
        cachedChannels: headDim,
        cacheFormat: format,
      };
      const parts: Scoring[] = [
        {
          title: "Window",
          pairs: pairs(near, span),
          pairTerms: () => pairTerms(near, span),
          ...key,
        },
      ];
      if (ratio === 0) return parts;
      parts.push({
        title: "Compressed keys",
        pairs: compressedPairs(span, ratio, indexer?.topK),
        pairTerms: () => compressedTerms(span, ratio, indexer?.topK),
        ...key,
      });
      if (indexer)
        parts.push({
          title: "Indexer",
          pairs: compressedPairs(span, ratio),
          pairTerms: () => compressedTerms(span, ratio),
          heads: indexer.heads,
          scoreDim: indexer.headDim,
          valueDim: 0,
          cachedChannels: indexer.headDim,
          cacheFormat: indexerKeys,
        });
      return parts;
    },
    cacheElements: (n) => cached(n).reduce((sum, { keys, channels }) => sum + keys * channels, 0),
    cacheParts: cached,
    cacheSplits: 1,
    stateElements: noState,
    stateSplits: 1,
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

/**
 * The closed form of `compressedPairs` for whole tokens: r·q(q − 1)/2 + q(s + 1) for q whole blocks and s tokens
 * over, up to the token before `topK` blocks; from there `topK` a token.
 */
export function compressedTerms(span: Span, ratio: number, topK = Number.POSITIVE_INFINITY): TermSum {
  const { past, tokens } = span;
  const end = past + tokens;
  const step = tokens === 1 && past > 0;
  const blocks = step ? `⌊(c + 1)/${ratio}⌋` : `⌊position/${ratio}⌋`;
  const seen = topK === Number.POSITIVE_INFINITY ? blocks : `min(${blocks}, ${topK})`;
  if (step)
    return {
      symbols: seen,
      terms: [{ factors: [quantity(compressedPairs(span, ratio, topK), math.pairs)] }],
    };
  const growing = (m: number, keys: MathSymbol, over: MathSymbol): readonly Term[] => {
    const whole = quantity(Math.floor(m / ratio), keys);
    const rest = quantity(m % ratio, over);
    return [
      { factors: [quantity(ratio, math.ratio), whole, plus(whole, -1)], divisors: [2] },
      { factors: [whole, plus(rest, 1)] },
    ];
  };
  const full = topK * ratio - 1;
  const terms =
    past >= full
      ? []
      : [
          ...growing(Math.min(end, full), math.compressedKeys, math.compressedRest),
          ...(past > 0
            ? growing(past, math.cachedCompressedKeys, math.cachedCompressedRest).map(negated)
            : []),
        ];
  const constant = Math.max(0, end - Math.max(past, full));
  return {
    symbols: `Σ ${seen}`,
    terms: nonZero([
      ...terms,
      ...(constant > 0 ? [{ factors: [quantity(constant, math.tail), quantity(topK, math.topKeys)] }] : []),
    ]),
  };
}
