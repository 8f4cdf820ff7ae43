import type { Mixer } from "../spec.js";

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
  /** Other weights used once per token, such as low-rank gate or decay projections. */
  readonly extraWeights?: number;
  /** Taps of a causal depth-wise convolution over queries, keys and values. */
  readonly convolution?: number;
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
  const keyWidth = keyHeads * keyDim;
  const valueWidth = valueHeads * valueDim;
  const mixed = 2 * keyWidth + valueWidth;
  const convolution = (shape.convolution ?? 0) * mixed;
  const weights =
    hiddenSize * (mixed + shape.gateWidth) + (shape.extraWeights ?? 0) + valueWidth * hiddenSize;
  const stateSize = valueHeads * keyDim * valueDim;
  return {
    kind: "linear attention",
    description: `${shape.rule}, ${valueHeads} value and ${keyHeads} key heads, state ${keyDim} × ${valueDim} a head`,
    parameters: weights + convolution + shape.extraParameters,
    flop: ({ tokens }) => ({
      projections: 2 * (weights + convolution) * tokens,
      scores: 0,
      values: 0,
      softmax: 0,
      state: stateProducts * 2 * stateSize * tokens,
    }),
    cacheElements: () => 0,
    stateElements: stateSize + (shape.convolution ? (shape.convolution - 1) * mixed : 0),
    activationElements: (tokens) => tokens * (mixed + shape.gateWidth + valueWidth),
  };
}
