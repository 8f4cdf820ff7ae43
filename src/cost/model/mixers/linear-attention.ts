import { symbols as math } from "../../symbols.js";
import type { Mixer } from "../spec.js";
import { convolution, linear, present, vector } from "../weights.js";

export interface LinearAttentionShape {
  readonly hiddenSize: number;
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  /**
   * Products over the state per token and value head, each 2·keyDim·valueDim FLOP. 2: an outer product and a
   * read.
   */
  readonly stateProducts: number;
  readonly rule: string;
  /** Columns of the input projection beside queries, keys and values: gates and decays. */
  readonly gateWidth: number;
  /** Gates or decays made by two products through `rank` channels, to the width of the values. */
  readonly lowRank?: { readonly names: readonly string[]; readonly rank: number };
  /** Taps of a causal depth-wise convolution over queries, keys and values. */
  readonly convolution?: number;
  /** The state is kept in float32 whatever the engine's default. */
  readonly float32State?: boolean;
  /** Norms, decays, biases. */
  readonly extraParameters: number;
}

/**
 * Attention without softmax. A state of [valueHeads, keyDim, valueDim] is updated and read once per token, so
 * cost is linear in n and memory is constant. Counted in recurrent form; a chunked kernel computes extra
 * products within a chunk in order to use matrix units. Sources: linear attention arXiv:2006.16236 eq. 16-20;
 * lightning arXiv:2501.08313; gated delta rule arXiv:2412.06464.
 */
export function linearAttention(shape: LinearAttentionShape): Mixer {
  const { hiddenSize, keyHeads, valueHeads, keyDim, valueDim, stateProducts } = shape;
  const taps = shape.convolution ?? 0;
  const lowRank = shape.lowRank ?? { names: [], rank: 0 };
  const valueWidth = valueHeads * valueDim;
  const mixed = 2 * keyHeads * keyDim + valueWidth;
  const stateSize = valueHeads * keyDim * valueDim;
  const byHead = { splits: keyHeads };
  return {
    kind: "linear attention",
    description: `${shape.rule}, ${valueHeads} value and ${keyHeads} key heads, state ${keyDim} × ${valueDim} a head`,
    weights: present([
      linear("linear_attn.in_proj_qkv", hiddenSize, mixed, byHead),
      linear("linear_attn.in_proj_gates", hiddenSize, shape.gateWidth, byHead),
      ...lowRank.names.flatMap((name) => [
        linear(`linear_attn.${name}_a_proj`, hiddenSize, lowRank.rank, { splits: 1 }),
        linear(`linear_attn.${name}_b_proj`, lowRank.rank, valueWidth, byHead),
      ]),
      convolution("linear_attn.conv1d", mixed, taps, keyHeads),
      linear("linear_attn.out_proj", valueWidth, hiddenSize, byHead),
      vector("linear_attn.vectors", shape.extraParameters),
    ]),
    scoring: () => [],
    state: {
      symbols: "products × 2 × value heads × d_k × d_v",
      factors: [stateProducts, 2, valueHeads, keyDim, valueDim],
      letters: [math.stateProducts, undefined, math.valueHeads, math.keyDim, math.valueDim],
    },
    cacheElements: () => 0,
    cacheSplits: 1,
    stateElements: {
      recurrent: stateSize,
      convolution: taps > 0 ? (taps - 1) * mixed : 0,
      float32: shape.float32State === true,
    },
    stateSplits: keyHeads,
    activationElements: (tokens) => tokens * (mixed + shape.gateWidth + valueWidth),
  };
}
