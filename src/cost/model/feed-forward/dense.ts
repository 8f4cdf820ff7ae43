import type { FeedForward } from "../spec.js";

export interface DenseShape {
  readonly hiddenSize: number;
  readonly innerSize: number;
  /** Gated (SwiGLU, GeGLU): three matrices. Plain: two. */
  readonly gated: boolean;
  readonly bias?: boolean;
}

const weightsOf = ({ hiddenSize, innerSize, gated }: DenseShape): number =>
  (gated ? 3 : 2) * hiddenSize * innerSize;

/** Weights and biases of one feed-forward block. */
export const denseParameters = (shape: DenseShape): number =>
  weightsOf(shape) + (shape.bias ? (shape.gated ? 2 : 1) * shape.innerSize + shape.hiddenSize : 0);

/**
 * One feed-forward block: 2 FLOP per weight and token. Sources: arXiv:1706.03762 §3.3, gated
 * arXiv:2002.05202.
 */
export function dense(shape: DenseShape): FeedForward {
  const parameters = denseParameters(shape);
  return {
    kind: "dense",
    description: `${shape.gated ? "gated" : "plain"} ${shape.hiddenSize} → ${shape.innerSize}`,
    parameters,
    activeParameters: parameters,
    flop: (tokens) => ({ experts: 2 * weightsOf(shape) * tokens, router: 0 }),
    parametersRead: () => parameters,
    expertShareOfTokens: 1,
    activationElementsPerToken: (shape.gated ? 2 : 1) * shape.innerSize,
  };
}

/** For layers without a feed-forward, such as pure Mamba blocks. */
export const noFeedForward: FeedForward = {
  kind: "none",
  description: "no feed-forward",
  parameters: 0,
  activeParameters: 0,
  flop: () => ({ experts: 0, router: 0 }),
  parametersRead: () => 0,
  expertShareOfTokens: 1,
  activationElementsPerToken: 0,
};
