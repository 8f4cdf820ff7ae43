import { pairTerms } from "../../pair-terms.js";
import { cachedKeys, type Mask, pairs } from "../../pairs.js";
import { type Mixer, noState } from "../spec.js";
import { linear, present, vector } from "../weights.js";

export interface AttentionShape {
  readonly hiddenSize: number;
  /** Query heads. */
  readonly heads: number;
  /** Key and value heads: equal to heads is MHA, one is MQA, between is GQA. */
  readonly kvHeads: number;
  readonly headDim: number;
  /** Channels per value head where they differ. */
  readonly valueDim?: number;
  /** The mask in a causal model. A bidirectional call with a causal mask counts every pair. */
  readonly mask: Mask;
  /** Biases of Q, K, V and of the output projection. */
  readonly qkvBias?: boolean;
  readonly outputBias?: boolean;
  /**
   * Norm weights on queries and keys: as long as one head, which all heads share, or as long as all of them
   * (`whole`).
   */
  readonly qkNorm?: boolean | "whole";
  /** A gate on the output as wide as the queries (Qwen3-Next). */
  readonly outputGate?: boolean;
  /** A gate on the output of each head, one number a head (Step-3.5, Laguna). */
  readonly headGate?: boolean;
  /** Values are the projected keys, so there is no projection of their own (Gemma 4). Both stay cached. */
  readonly valuesFromKeys?: boolean;
  /** Uses the keys and values of an earlier layer: projects and caches none (Gemma 3n, Gemma 4). */
  readonly sharedCache?: boolean;
  /** Parameters outside the projections: sinks, relative positions. */
  readonly extraParameters?: number;
}

/**
 * Softmax attention. q: [heads, n, headDim], k: [kvHeads, n, headDim], v: [kvHeads, n, valueDim]. FLOP per
 * pair: scores 2·headDim·heads, values 2·valueDim·heads. Sharing KV heads saves cache and projections, but no
 * pairs. Source: arXiv:1706.03762 §3.2, grouped queries arXiv:2305.13245.
 */
export function attention(shape: AttentionShape): Mixer {
  const { hiddenSize, heads, kvHeads, headDim, mask } = shape;
  const valueDim = shape.valueDim ?? headDim;
  const queryWidth = heads * headDim * (shape.outputGate ? 2 : 1);
  const keyWidth = kvHeads * headDim;
  const valueWidth = kvHeads * valueDim;
  const sharing = kvHeads === heads ? "MHA" : kvHeads === 1 ? "MQA" : "GQA";
  const own = shape.sharedCache ? 0 : 1;
  const normed =
    shape.qkNorm === "whole" ? heads * headDim + own * keyWidth : shape.qkNorm ? (1 + own) * headDim : 0;
  const byHead = { splits: heads };
  const byKvHead = { splits: kvHeads };
  const view = (seen: Mask) => ({ seen, title: `${sharing}, ${maskText(seen)}` });
  const causally = view(mask);
  const bothWays = view(bidirectional(mask));
  return {
    kind: sharing,
    description: `${sharing} ${heads} query and ${kvHeads} KV heads of ${headDim}${valueDim === headDim ? "" : ` (values ${valueDim})`}, ${maskText(mask)}${shape.outputGate ? ", gated output" : ""}${shape.sharedCache ? ", keys of an earlier layer" : ""}`,
    weights: present([
      linear("self_attn.q_proj", hiddenSize, queryWidth, byHead),
      linear("self_attn.k_proj", hiddenSize, own * keyWidth, byKvHead),
      linear("self_attn.v_proj", hiddenSize, shape.valuesFromKeys ? 0 : own * valueWidth, byKvHead),
      linear("self_attn.o_proj", heads * valueDim, hiddenSize, byHead),
      linear("self_attn.g_proj", shape.headGate ? hiddenSize : 0, heads, byHead),
      vector("self_attn.q_proj.bias", shape.qkvBias ? queryWidth : 0, byHead),
      vector("self_attn.k_proj.bias", shape.qkvBias ? keyWidth : 0, byKvHead),
      vector("self_attn.v_proj.bias", shape.qkvBias ? valueWidth : 0, byKvHead),
      vector("self_attn.o_proj.bias", shape.outputBias ? hiddenSize : 0),
      vector("self_attn.norms", normed),
      vector("self_attn.extra", shape.extraParameters ?? 0),
    ]),
    scoring: (span, { causal }) => {
      const { seen, title } = causal ? causally : bothWays;
      return [
        {
          title,
          pairs: pairs(seen, span),
          pairTerms: () => pairTerms(seen, span),
          heads,
          scoreDim: headDim,
          valueDim,
          cachedChannels: keyWidth + valueWidth,
        },
      ];
    },
    cacheElements: (n) => own * cachedKeys(mask, n) * (keyWidth + valueWidth),
    cacheSplits: kvHeads,
    stateElements: noState,
    stateSplits: 1,
    activationElements: (tokens) => tokens * (queryWidth + keyWidth + valueWidth + heads * valueDim),
  };
}

/** The same mask without causality. */
function bidirectional(mask: Mask): Mask {
  if (mask.kind === "window") return { kind: "band", window: 2 * (mask.window - 1) };
  return mask.kind === "causal" ? { kind: "full" } : mask;
}

function maskText(mask: Mask): string {
  switch (mask.kind) {
    case "window":
      return `sliding window of ${mask.window}`;
    case "chunk":
      return `chunks of ${mask.chunk}`;
    case "band":
      return `window of ${mask.window} both ways`;
    default:
      return mask.kind;
  }
}
