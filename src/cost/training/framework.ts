/** What a training framework keeps of the forward pass for the backward pass. */
export interface Framework {
  readonly name: string;
  readonly description: string;
  /**
   * Bytes that a norm keeps of each channel beyond its output: `computed` in any case, `trained` more when its
   * own weights are trained. LayerNorm is one kernel of PyTorch, which keeps its input.
   */
  norm(kind: "rms" | "layer", residualBytes: number): { readonly computed: number; readonly trained: number };
  /** A gated block keeps the activated gate too, beside gate, up and their product. */
  readonly keepsActivatedGate: boolean;
  /** Each product keeps its own cast of its input; without, products of one input share it. */
  readonly castsEachInput: boolean;
  /** Bytes of each logit, kept until its backward, and more in the moment of the loss. */
  readonly logit: { readonly kept: number; readonly momentary: number };
}

/** NEW FRAMEWORK: one row. */
export const frameworks = [
  {
    name: "transformers",
    description: "transformers 5 in eager PyTorch",
    // RMSNorm computes in float32: the float32 input, and the normalised value that multiplies the weight.
    norm: (kind, residualBytes) =>
      kind === "layer" ? { computed: residualBytes, trained: 0 } : { computed: 4, trained: residualBytes },
    keepsActivatedGate: true,
    castsEachInput: true,
    // float32 log-softmax; its gradient and that of the logits before it are freed.
    logit: { kept: 4, momentary: 8 },
  },
  {
    name: "megatron",
    description: "fused norms, activations and loss, as arXiv:2205.05198 §4 counts",
    norm: (_kind, residualBytes) => ({ computed: residualBytes, trained: 0 }),
    keepsActivatedGate: false,
    castsEachInput: false,
    logit: { kept: 4, momentary: 0 },
  },
] as const satisfies readonly Framework[];

export type FrameworkName = (typeof frameworks)[number]["name"];

export const findFramework = (name: FrameworkName): Framework => frameworks.find((one) => one.name === name)!;
