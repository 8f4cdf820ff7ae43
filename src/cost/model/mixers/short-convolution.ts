import type { Mixer } from "../spec.js";
import { convolution, linear, present, vector } from "../weights.js";

export interface ShortConvolutionShape {
  readonly hiddenSize: number;
  /** Tokens that one output sees, its own included. */
  readonly taps: number;
  readonly bias: boolean;
}

/**
 * Gated short convolution (LFM2): a projection to two gates and an input, a causal depth-wise convolution over
 * a few tokens, a projection back. Keeps the inputs of the `taps` − 1 tokens before, as vLLM (`short_conv_state_shape`) and llama.cpp do, and scores no
 * pairs. Source: `Lfm2ShortConv`
 * in modeling_lfm2.py of huggingface/transformers 5.18.
 */
export function shortConvolution({ hiddenSize, taps, bias }: ShortConvolutionShape): Mixer {
  return {
    kind: "short convolution",
    description: `gated convolution over ${taps} tokens, ${hiddenSize} channels`,
    weights: present([
      linear("conv.in_proj", hiddenSize, 3 * hiddenSize),
      convolution("conv.conv", hiddenSize, taps),
      linear("conv.out_proj", hiddenSize, hiddenSize),
      vector("conv.bias", bias ? 5 * hiddenSize : 0),
    ]),
    scoring: () => [],
    cacheElements: () => 0,
    cacheSplits: 1,
    stateElements: { recurrent: 0, convolution: (taps - 1) * hiddenSize },
    stateSplits: hiddenSize,
    activationElements: (tokens) => tokens * 4 * hiddenSize,
  };
}
