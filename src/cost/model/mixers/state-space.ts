import { symbols as math } from "../../symbols.js";
import type { Mixer } from "../spec.js";
import { linear, present, convolution as taps, vector } from "../weights.js";

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
  const byChannel = { splits: innerSize };
  return {
    kind: "Mamba",
    description: `Mamba, ${innerSize} channels with ${stateSize} states`,
    weights: present([
      linear("mixer.in_proj", hiddenSize, 2 * innerSize, byChannel),
      taps("mixer.conv1d", innerSize, convolution),
      linear("mixer.x_proj", innerSize, stepRank + 2 * stateSize, byChannel),
      linear("mixer.dt_proj", stepRank, innerSize),
      linear("mixer.out_proj", innerSize, hiddenSize, byChannel),
      vector("mixer.conv1d.bias", shape.convolutionBias ? innerSize : 0, byChannel),
      vector("mixer.dt_proj.bias", innerSize, byChannel),
      vector("mixer.A_log", innerSize * stateSize, byChannel),
      vector("mixer.D", innerSize, byChannel),
      vector("mixer.bias", shape.projectionBias ? 2 * innerSize + hiddenSize : 0),
      vector("mixer.norms", shape.innerNorms ? stepRank + 2 * stateSize : 0),
    ]),
    scoring: () => [],
    state: {
      symbols: "9 × channels × states",
      factors: [SCAN_FLOP, innerSize, stateSize],
      letters: [math.scan, math.channels, math.states],
    },
    cacheElements: () => 0,
    cacheSplits: 1,
    stateElements: { recurrent: innerSize * stateSize, convolution: (convolution - 1) * innerSize },
    stateSplits: innerSize,
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
  /** The state is kept in float32 whatever the engine's default. */
  readonly float32State?: boolean;
  /** False: no norm before the output projection (Falcon-H1). */
  readonly outputNorm?: boolean;
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
  const byHead = { splits: heads };
  return {
    kind: "Mamba-2",
    description: `Mamba-2, ${heads} heads of ${headDim}, ${stateSize} states, ${groups} group${groups === 1 ? "" : "s"}`,
    weights: present([
      linear("mixer.in_proj", hiddenSize, projected, byHead),
      taps("mixer.conv1d", mixed, convolution, heads),
      linear("mixer.out_proj", inner, hiddenSize, byHead),
      vector("mixer.conv1d.bias", shape.convolutionBias ? mixed : 0, byHead),
      vector("mixer.A_log, D, dt_bias", 3 * heads, byHead),
      vector("mixer.norm", shape.outputNorm === false ? 0 : inner, byHead),
      vector("mixer.bias", shape.projectionBias ? projected + hiddenSize : 0),
    ]),
    scoring: () => [],
    state: {
      symbols: "2 products × 2 × channels × states",
      factors: [2, 2, inner, stateSize],
      letters: [math.stateProducts, undefined, math.channels, math.states],
    },
    cacheElements: () => 0,
    cacheSplits: 1,
    stateElements: {
      recurrent: inner * stateSize,
      convolution: (convolution - 1) * mixed,
      float32: shape.float32State === true,
    },
    stateSplits: heads,
    activationElements: (tokens) => tokens * (projected + inner),
  };
}
