import type { FeedForward } from "../spec.js";
import { linear, present, vector, type Weight } from "../weights.js";

export interface DenseShape {
  readonly hiddenSize: number;
  readonly innerSize: number;
  /** Gated (SwiGLU, GeGLU): three matrices. Plain: two. */
  readonly gated: boolean;
  readonly bias?: boolean;
  /** Vectors beside the matrices: learned activations, a norm before the way down. */
  readonly innerParameters?: number;
}

/** The arrays of one block or of `copies` experts below the module `name`. */
export function blockWeights(
  name: string,
  { hiddenSize, innerSize, gated, bias = false }: DenseShape,
  { copies = 1, routed = false } = {},
): readonly Weight[] {
  const into = { copies, routed, splits: innerSize };
  const biases = { copies: bias ? copies : 0, routed };
  return present([
    ...(gated ? [linear(`${name}.gate_proj`, hiddenSize, innerSize, into)] : []),
    linear(`${name}.up_proj`, hiddenSize, innerSize, into),
    linear(`${name}.down_proj`, innerSize, hiddenSize, into),
    vector(`${name}.bias`, (gated ? 2 : 1) * innerSize + hiddenSize, biases),
  ]);
}

/**
 * One feed-forward block: 2 FLOP per weight and token. Sources: arXiv:1706.03762 §3.3, gated
 * arXiv:2002.05202.
 */
export const dense = (shape: DenseShape): FeedForward => ({
  kind: "dense",
  description: `${shape.gated ? "gated" : "plain"} ${shape.hiddenSize} → ${shape.innerSize}`,
  weights: [...blockWeights("mlp", shape), ...present([vector("mlp.inner", shape.innerParameters ?? 0)])],
  activationElementsPerToken: (shape.gated ? 2 : 1) * shape.innerSize,
});

/** For layers without a feed-forward, such as pure Mamba blocks. */
export const noFeedForward: FeedForward = {
  kind: "none",
  description: "no feed-forward",
  weights: [],
  activationElementsPerToken: 0,
};
