/**
 * One stored array of a layer. Parameter counts, FLOP of the linear part, quantised bytes, bytes of each
 * accelerator and the derivation all follow from a layer's list of these.
 */
export interface Weight {
  /** Module below the layer, as checkpoints name it: `self_attn.q_proj`, `mlp.experts.down_proj`. */
  readonly name: string;
  /**
   * `linear`: a matrix product, quantised where the checkpoint says so. `convolution`: taps over neighbouring
   * tokens, a product that stays in 16 bits. `vector`: norms, biases, sinks, decays; no product.
   */
  readonly kind: "linear" | "convolution" | "vector";
  /** Output channels; the length of a vector. */
  readonly outputs: number;
  /** Input channels; 1 for a vector. */
  readonly inputs: number;
  /** Such arrays in the layer: experts, or equal products. */
  readonly copies: number;
  /** Only tokens that the router sends to a copy pass it. */
  readonly routed: boolean;
  /**
   * Among how many accelerators tensor parallelism can divide it. KV projections: the KV heads. 1: each
   * accelerator holds it whole.
   */
  readonly splits: number;
}

interface Division {
  readonly copies?: number;
  readonly routed?: boolean;
  readonly splits?: number;
}

/** A matrix product of `inputs` to `outputs` channels. Divided among accelerators along its outputs by default. */
export const linear = (
  name: string,
  inputs: number,
  outputs: number,
  { copies = 1, routed = false, splits = outputs }: Division = {},
): Weight => ({ name, kind: "linear", outputs, inputs, copies, routed, splits });

/** A causal depth-wise convolution of `taps` tokens over `channels`. */
export const convolution = (name: string, channels: number, taps: number, splits = channels): Weight => ({
  name,
  kind: "convolution",
  outputs: channels,
  inputs: taps,
  copies: 1,
  routed: false,
  splits,
});

/** Parameters that multiply no matrix. Whole on every accelerator by default: they are few. */
export const vector = (
  name: string,
  length: number,
  { copies = 1, routed = false, splits = 1 }: Division = {},
): Weight => ({ name, kind: "vector", outputs: length, inputs: 1, copies, routed, splits });

/** Parameters of all copies. */
export const parametersOf = (weight: Weight): number => weight.copies * weight.outputs * weight.inputs;

/** Drops arrays without elements, which optional parts of a shape leave. */
export const present = (weights: readonly Weight[]): readonly Weight[] =>
  weights.filter((weight) => parametersOf(weight) > 0);

export const totalParameters = (weights: readonly Weight[]): number =>
  weights.reduce((sum, weight) => sum + parametersOf(weight), 0);

/** FLOP of one token through a weight that is not routed: 2 a parameter of a product. */
export const flopPerToken = (weight: Weight): number =>
  weight.kind === "vector" ? 0 : 2 * parametersOf(weight);
