import { cachedKeys, type Mask, pairs } from "../../pairs.js";
import type { LatentMode, Mixer } from "../spec.js";
import { SOFTMAX_FLOP_PER_PAIR } from "./attention.js";

export interface LatentShape {
  readonly hiddenSize: number;
  readonly heads: number;
  /** Rank of the query's latent; absent: queries are projected directly. */
  readonly queryRank?: number;
  /** Rank of the latent that keys and values share. The latent is what is cached. */
  readonly kvRank: number;
  /** Channels per head: without rotary positions, with them, and of values. */
  readonly nopeDim: number;
  readonly ropeDim: number;
  readonly valueDim: number;
  /** A gate on the output as wide as the values (Kimi K3). */
  readonly outputGate?: boolean;
  /** Top-k sparse attention: small heads score every pair, and attention sees the best `topK`. */
  readonly indexer?: {
    readonly heads: number;
    readonly headDim: number;
    readonly topK: number;
    /** True: uses the keys that an earlier layer selected and has no indexer of its own (GLM-5.2). */
    readonly shared?: boolean;
  };
}

const CAUSAL: Mask = { kind: "causal" };

/**
 * Multi-head latent attention. A span without cached tokens expands the latent once and attends with nope +
 * rope channels per head. Over a cache it either absorbs the expansion into the queries (`absorbed`: scores
 * over kvRank + ropeDim channels, values over kvRank) or caches expanded keys and values (`naive`). With an
 * indexer (DeepSeek-V3.2), attention is always absorbed, over min(position, topK) keys, and the indexer
 * scores every pair. Sources: arXiv:2405.04434 §2.1 and its reference code; arXiv:2512.02556 §2.1.
 */
export function latentAttention(shape: LatentShape): Mixer {
  const { hiddenSize, heads, queryRank, kvRank, nopeDim, ropeDim, valueDim, indexer } = shape;
  const headDim = nopeDim + ropeDim;
  const query = queryRank
    ? hiddenSize * queryRank + queryRank * heads * headDim
    : hiddenSize * heads * headDim;
  const down = hiddenSize * (kvRank + ropeDim);
  const up = kvRank * heads * (nopeDim + valueDim);
  const output = heads * valueDim * hiddenSize;
  const scorer = indexer?.shared ? undefined : indexer;
  const indexWeights = scorer
    ? (queryRank ?? hiddenSize) * scorer.heads * scorer.headDim + hiddenSize * (scorer.headDim + scorer.heads)
    : 0;
  const gate = shape.outputGate ? hiddenSize * heads * valueDim : 0;
  const weights = query + down + up + output + gate + indexWeights;
  const norms = (queryRank ?? 0) + kvRank + (scorer ? 2 * scorer.headDim : 0);
  const seen: Mask = indexer ? { kind: "window", window: indexer.topK } : CAUSAL;
  const isAbsorbed = (past: number, latent: LatentMode) =>
    indexer !== undefined || (past > 0 && latent === "absorbed");
  return {
    kind: indexer ? "MLA sparse" : "MLA",
    description: `MLA ${heads} heads of ${nopeDim} + ${ropeDim} (values ${valueDim}), latent ${kvRank} + ${ropeDim}${
      indexer
        ? `, ${indexer.shared ? "" : `indexer ${indexer.heads} × ${indexer.headDim} over all pairs, `}top ${indexer.topK}${indexer.shared ? " of an earlier layer" : ""}`
        : ", causal"
    }`,
    parameters: weights + norms,
    attention: { heads, scoreDim: headDim, valueDim, quadratic: indexer === undefined },
    flop(span, { causal, latent }) {
      const absorbed = isAbsorbed(span.past, latent);
      const scoreDim = absorbed ? kvRank + ropeDim : headDim;
      const readDim = absorbed ? kvRank : valueDim;
      const count = pairs(causal ? seen : { kind: "full" }, span);
      const indexed = scorer ? pairs(causal ? CAUSAL : { kind: "full" }, span) : 0;
      return {
        projections: 2 * weights * span.tokens,
        scores: 2 * scoreDim * heads * count + (scorer ? 2 * scorer.heads * scorer.headDim * indexed : 0),
        values: 2 * readDim * heads * count,
        softmax: SOFTMAX_FLOP_PER_PAIR * heads * count,
        state: 0,
      };
    },
    cacheElements: (n, { latent }) =>
      cachedKeys(CAUSAL, n) *
      ((latent === "absorbed" || indexer ? kvRank + ropeDim : heads * (headDim + valueDim)) +
        (scorer?.headDim ?? 0)),
    stateElements: 0,
    activationElements: (tokens) =>
      tokens * ((queryRank ?? 0) + kvRank + heads * (2 * headDim + 2 * valueDim)),
  };
}
