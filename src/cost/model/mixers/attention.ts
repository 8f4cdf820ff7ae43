import { cachedKeys, type Mask, pairs } from "../../pairs.js";
import type { Mixer } from "../spec.js";

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
  /** Norm weights per head on queries and keys. */
  readonly qkNorm?: boolean;
  /** A gate on the output as wide as the queries (Qwen3-Next). */
  readonly outputGate?: boolean;
  /** Parameters outside the projections: sinks, relative positions. */
  readonly extraParameters?: number;
}

/** Scale, exponential, running maximum, sum and division: element-wise work on one score. */
export const SOFTMAX_FLOP_PER_PAIR = 5;

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
  const weights = hiddenSize * (queryWidth + keyWidth + valueWidth) + heads * valueDim * hiddenSize;
  const parameters =
    weights +
    (shape.qkvBias ? queryWidth + keyWidth + valueWidth : 0) +
    (shape.outputBias ? hiddenSize : 0) +
    (shape.qkNorm ? 2 * headDim : 0) +
    (shape.extraParameters ?? 0);
  const sharing = kvHeads === heads ? "MHA" : kvHeads === 1 ? "MQA" : "GQA";
  return {
    kind: sharing,
    description: `${sharing} ${heads} query and ${kvHeads} KV heads of ${headDim}${valueDim === headDim ? "" : ` (values ${valueDim})`}, ${maskText(mask)}${shape.outputGate ? ", gated output" : ""}`,
    parameters,
    attention: {
      heads,
      scoreDim: headDim,
      valueDim,
      quadratic: mask.kind === "causal" || mask.kind === "full",
    },
    flop(span, { causal }) {
      const count = pairs(causal ? mask : bidirectional(mask), span);
      return {
        projections: 2 * weights * span.tokens,
        scores: 2 * headDim * heads * count,
        values: 2 * valueDim * heads * count,
        softmax: SOFTMAX_FLOP_PER_PAIR * heads * count,
        state: 0,
      };
    },
    cacheElements: (n) => cachedKeys(mask, n) * (keyWidth + valueWidth),
    stateElements: 0,
    activationElements: (tokens) => tokens * (queryWidth + keyWidth + valueWidth + heads * valueDim),
  };
}

/** The same mask without causality. */
function bidirectional(mask: Mask): Mask {
  if (mask.kind === "window") return { kind: "band", window: 2 * (mask.window - 1) };
  return mask.kind === "causal" ? { kind: "full" } : mask;
}

export function maskText(mask: Mask): string {
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
