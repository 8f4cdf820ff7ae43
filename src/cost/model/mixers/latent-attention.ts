import type { StoredFormat } from "../../format/stored-format.js";
import { pairTerms } from "../../pair-terms.js";
import { cachedKeys, type Mask, pairs } from "../../pairs.js";
import { type CacheFormat, type LatentMode, type Mixer, noState } from "../spec.js";
import { linear, present, vector } from "../weights.js";

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

/**
 * Keys of an indexer are fp8 with a float32 scale for 128 channels, whatever the format of the cache: 132 bytes for 128
 * channels. Source: vllm-project/vllm deepseek_v2.py (`DeepseekV32IndexerCache`, head_dim + head_dim // 128 · 4, uint8)
 * and sgl-project/sglang memory_pool.py.
 */
export const indexerKeys: CacheFormat = () => INDEXER_KEYS;
const INDEXER_KEYS: StoredFormat = { name: "fp8 with scales", bits: 8 + 32 / 128, unit: "fp8" };

/**
 * Latents under top-k attention in an fp8 cache: fp8 with a float32 scale for 128 channels, and the rotary part in 16
 * bits; 656 bytes for 512 + 64 channels. Source: vllm-project/vllm `fp8_ds_mla`, flashmla_sparse.py.
 */
function sparseLatent(kvRank: number, ropeDim: number): CacheFormat {
  const small: StoredFormat = {
    name: "fp8 with scales and 16-bit positions",
    bits: (8 * (kvRank + 4 * Math.ceil(kvRank / 128) + 2 * ropeDim)) / (kvRank + ropeDim),
    unit: "fp8",
  };
  return (kv) => (kv.name === "fp8" ? small : kv);
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
  const scorer = indexer?.shared ? undefined : indexer;
  const seen: Mask = indexer ? { kind: "window", window: indexer.topK } : CAUSAL;
  const isAbsorbed = (past: number, latent: LatentMode) =>
    indexer !== undefined || (past > 0 && latent === "absorbed");
  const byHead = { splits: heads };
  // Every accelerator needs the whole latent, so what makes or reads it is not divided.
  const whole = { splits: 1 };
  const queryInput = queryRank ?? hiddenSize;
  const scorerInput = scorer ? queryInput : 0;
  const title = indexer ? "MLA sparse" : "MLA";
  const latentFormat = sparseLatent(kvRank, ropeDim);
  return {
    kind: title,
    description: `MLA ${heads} heads of ${nopeDim} + ${ropeDim} (values ${valueDim}), latent ${kvRank} + ${ropeDim}${
      indexer
        ? `, ${indexer.shared ? "" : `indexer ${indexer.heads} × ${indexer.headDim} over all pairs, `}top ${indexer.topK}${indexer.shared ? " of an earlier layer" : ""}`
        : ", causal"
    }`,
    weights: present([
      linear("self_attn.q_a_proj", hiddenSize, queryRank ?? 0, whole),
      linear(queryRank ? "self_attn.q_b_proj" : "self_attn.q_proj", queryInput, heads * headDim, byHead),
      linear("self_attn.kv_a_proj_with_mqa", hiddenSize, kvRank + ropeDim, whole),
      linear("self_attn.kv_b_proj", kvRank, heads * (nopeDim + valueDim), byHead),
      linear("self_attn.o_proj", heads * valueDim, hiddenSize, byHead),
      linear("self_attn.g_proj", shape.outputGate ? hiddenSize : 0, heads * valueDim, byHead),
      linear("self_attn.indexer.wq_b", scorerInput, (scorer?.heads ?? 0) * (scorer?.headDim ?? 0), whole),
      linear("self_attn.indexer.wk", hiddenSize, scorer?.headDim ?? 0, whole),
      linear("self_attn.indexer.weights_proj", hiddenSize, scorer?.heads ?? 0, whole),
      vector("self_attn.norms", (queryRank ?? 0) + kvRank),
      vector("self_attn.indexer.k_norm", 2 * (scorer?.headDim ?? 0)),
    ]),
    scoring: (span, { causal, latent }) => {
      const absorbed = isAbsorbed(span.past, latent);
      const mask: Mask = causal ? seen : { kind: "full" };
      const own = {
        title: absorbed ? `${title}, absorbed: queries meet the latent` : title,
        pairs: pairs(mask, span),
        pairTerms: () => pairTerms(mask, span),
        heads,
        scoreDim: absorbed ? kvRank + ropeDim : headDim,
        valueDim: absorbed ? kvRank : valueDim,
        cachedChannels: absorbed ? kvRank + ropeDim : heads * (headDim + valueDim),
        ...(indexer ? { cacheFormat: latentFormat } : {}),
      };
      if (scorer === undefined) return [own];
      const all: Mask = causal ? CAUSAL : { kind: "full" };
      return [
        {
          title: "Indexer",
          pairs: pairs(all, span),
          pairTerms: () => pairTerms(all, span),
          heads: scorer.heads,
          scoreDim: scorer.headDim,
          valueDim: 0,
          cachedChannels: scorer.headDim,
          cacheFormat: indexerKeys,
        },
        own,
      ];
    },
    cacheElements: (n, { latent }) =>
      cachedKeys(CAUSAL, n) *
      ((latent === "absorbed" || indexer ? kvRank + ropeDim : heads * (headDim + valueDim)) +
        (scorer?.headDim ?? 0)),
    ...(indexer
      ? {
          cacheParts: (n) => [
            { keys: cachedKeys(CAUSAL, n), channels: kvRank + ropeDim, format: latentFormat },
            ...(scorer
              ? [{ keys: cachedKeys(CAUSAL, n), channels: scorer.headDim, format: indexerKeys }]
              : []),
          ],
        }
      : {}),
    cacheSplits: 1,
    stateElements: noState,
    stateSplits: 1,
    activationElements: (tokens) =>
      tokens * ((queryRank ?? 0) + kvRank + heads * (2 * headDim + 2 * valueDim)),
  };
}
