import { symbols as math } from "../../symbols.js";
import type { Mixer } from "../spec.js";
import { linear, present, vector } from "../weights.js";

export interface RwkvShape {
  readonly hiddenSize: number;
  /** Square products of hidden size in time mixing: r, k, v, output, and a gate from version 5 on. */
  readonly products: number;
  /** Channels per head of the matrix state; 1 for version 4, whose state is three vectors. */
  readonly headDim: number;
  /** Products over the state per token, each 2·headDim·hidden FLOP. */
  readonly stateProducts: number;
  /** Low-rank weights of data-dependent decay, mixing and gates. */
  readonly lowRankWeights: number;
  /** A square receptance product in channel mixing (versions 4 to 6). */
  readonly channelReceptance: boolean;
  readonly extraParameters: number;
  readonly version: number;
}

/**
 * RWKV time mixing (and the receptance of its channel mixing): linear in n, a state of [heads, headDim, headDim].
 * Sources: version 4 arXiv:2305.13048, 5 and 6 arXiv:2404.05892, 7 arXiv:2503.14456.
 */
export function rwkv(shape: RwkvShape): Mixer {
  const { hiddenSize, headDim } = shape;
  const heads = hiddenSize / headDim;
  return {
    kind: "RWKV",
    description: `RWKV-${shape.version} time mixing, ${shape.version === 4 ? "vector state" : `heads of ${headDim}, matrix state`}`,
    weights: present([
      linear("time_mix.products", hiddenSize, hiddenSize, { copies: shape.products, splits: heads }),
      linear("time_mix.low_rank", shape.lowRankWeights / hiddenSize, hiddenSize, { splits: heads }),
      linear("channel_mix.receptance", shape.channelReceptance ? hiddenSize : 0, hiddenSize),
      vector("time_mix.vectors", shape.extraParameters),
    ]),
    scoring: () => [],
    state: {
      symbols: "products × 2 × d_head × d",
      factors: [shape.stateProducts, 2, headDim, hiddenSize],
      letters: [math.stateProducts, undefined, math.headDim, math.hidden],
    },
    cacheElements: () => 0,
    cacheSplits: 1,
    // Besides the state, time mixing and channel mixing each keep the last token.
    stateElements: {
      recurrent: (shape.version === 4 ? 3 : headDim) * hiddenSize,
      convolution: 2 * hiddenSize,
    },
    stateSplits: heads,
    activationElements: (tokens) => tokens * shape.products * hiddenSize,
  };
}
