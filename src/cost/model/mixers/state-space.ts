import type { Mixer } from "../spec.js";

export interface MambaShape {
  readonly hiddenSize: number;
  readonly innerSize: number;
  readonly stateSize: number;
  readonly convolution: number;
  /** Rank of the step size's projection. */
  readonly stepRank: number;
  readonly convolutionBias: boolean;
  readonly projectionBias: boolean;
  /** Norm weights on step, B and C (Jamba, Falcon-Mamba with weights). */
  readonly innerNorms?: boolean;
}

/** FLOP per channel and state entry of the selective scan: discretise, update, read. */
const SCAN_FLOP = 9;

/**
 * Mamba. x, z: [n, inner]; state [inner, stateSize]. The scan costs 9·inner·stateSize FLOP per token:
 * discretising A and B, the update and the read, as public FLOP counters count it. Source: arXiv:2312.00752
 * §3.
 */
export function mamba(shape: MambaShape): Mixer {
  const { hiddenSize, innerSize, stateSize, convolution, stepRank } = shape;
  const weights =
    hiddenSize * 2 * innerSize +
    innerSize * (stepRank + 2 * stateSize) +
    stepRank * innerSize +
    innerSize * hiddenSize;
  const taps = convolution * innerSize;
  const parameters =
    weights +
    taps +
    (shape.convolutionBias ? innerSize : 0) +
    innerSize + // step bias
    innerSize * stateSize + // A
    innerSize + // D
    (shape.projectionBias ? 2 * innerSize + hiddenSize : 0) +
    (shape.innerNorms ? stepRank + 2 * stateSize : 0);
  return {
    kind: "Mamba",
    description: `Mamba, ${innerSize} channels with ${stateSize} states`,
    parameters,
    flop: ({ tokens }) => ({
      projections: 2 * (weights + taps) * tokens,
      scores: 0,
      values: 0,
      softmax: 0,
      state: SCAN_FLOP * innerSize * stateSize * tokens,
    }),
    cacheElements: () => 0,
    stateElements: innerSize * stateSize + (convolution - 1) * innerSize,
    activationElements: (tokens) => tokens * (3 * innerSize + stepRank + 2 * stateSize),
  };
}

export interface Mamba2Shape {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly headDim: number;
  readonly stateSize: number;
  /** Groups that share B and C. */
  readonly groups: number;
  readonly convolution: number;
  readonly convolutionBias: boolean;
  readonly projectionBias: boolean;
}

/**
 * Mamba-2. State [heads, headDim, stateSize]; groups of heads share B and C. In recurrent form each head and
 * token costs 2·headDim·stateSize FLOP to update the state (outer product) and as many to read it. Source:
 * arXiv:2405.21060 §7 and its reference block.
 */
export function mamba2(shape: Mamba2Shape): Mixer {
  const { hiddenSize, heads, headDim, stateSize, groups, convolution } = shape;
  const inner = heads * headDim;
  const mixed = inner + 2 * groups * stateSize;
  const projected = inner + mixed + heads;
  const weights = hiddenSize * projected + inner * hiddenSize;
  const taps = convolution * mixed;
  return {
    kind: "Mamba-2",
    description: `Mamba-2, ${heads} heads of ${headDim}, ${stateSize} states, ${groups} group${groups === 1 ? "" : "s"}`,
    parameters:
      weights +
      taps +
      (shape.convolutionBias ? mixed : 0) +
      3 * heads + // A, D, step bias
      inner + // norm before the output
      (shape.projectionBias ? projected + hiddenSize : 0),
    flop: ({ tokens }) => ({
      projections: 2 * (weights + taps) * tokens,
      scores: 0,
      values: 0,
      softmax: 0,
      state: 4 * inner * stateSize * tokens,
    }),
    cacheElements: () => 0,
    stateElements: inner * stateSize + (convolution - 1) * mixed,
    activationElements: (tokens) => tokens * (projected + inner),
  };
}
