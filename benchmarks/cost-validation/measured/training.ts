import type { MeasuredShapeName } from "./shapes.js";

/** One training step of transformers with PyTorch's AdamW (fused); its states have the format of the weights. */
export interface MeasuredTraining {
  readonly shape: MeasuredShapeName;
  readonly sequences: number;
  readonly tokens: number;
  /** `fp32`: weights, gradients and states of 4 bytes, products in bf16 by autocast. */
  readonly weights: "bf16" | "fp32";
  /** Activations of a layer are computed again in the backward pass. */
  readonly recompute: boolean;
  /** Rank of LoRA on q_proj and v_proj (peft); without: every weight is trained. */
  readonly loraRank?: number;
  readonly trained: number;
  /** Bytes held between steps: weights and states. */
  readonly restBytes: number;
  /** After the forward pass, before the backward: with what the backward needs. */
  readonly forwardBytes: number;
  /** After the backward: with the gradients. */
  readonly backwardBytes: number;
  readonly peakBytes: number;
  readonly milliseconds: number;
}

export const measuredTraining: readonly MeasuredTraining[] = [
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "bf16",
    recompute: false,
    trained: 1235814400,
    restBytes: 7484234240,
    forwardBytes: 26066689536,
    backwardBytes: 9957960192,
    peakBytes: 34472009216,
    milliseconds: 162.4,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "bf16",
    recompute: true,
    trained: 1235814400,
    restBytes: 7484234240,
    forwardBytes: 12358655488,
    backwardBytes: 9956911616,
    peakBytes: 20763975168,
    milliseconds: 199.2,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "bf16",
    recompute: false,
    loraRank: 16,
    trained: 1703936,
    restBytes: 2561381888,
    forwardBytes: 18878880256,
    backwardBytes: 2568197632,
    peakBytes: 27284199936,
    milliseconds: 140.4,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "bf16",
    recompute: true,
    loraRank: 16,
    trained: 1703936,
    restBytes: 2561381888,
    forwardBytes: 7368694272,
    backwardBytes: 2568197632,
    peakBytes: 15774013952,
    milliseconds: 184.1,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "fp32",
    recompute: false,
    trained: 1235814400,
    restBytes: 14898072064,
    forwardBytes: 38670454272,
    backwardBytes: 19841329664,
    peakBytes: 47075773952,
    milliseconds: 182.4,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 1,
    tokens: 2048,
    weights: "bf16",
    recompute: false,
    trained: 1235814400,
    restBytes: 7484185088,
    forwardBytes: 12130205696,
    backwardBytes: 9955813888,
    peakBytes: 14232583680,
    milliseconds: 62.32,
  },
  {
    shape: "llama-3.2-1b",
    sequences: 4,
    tokens: 2048,
    weights: "fp32",
    recompute: true,
    trained: 1235814400,
    restBytes: 14898072064,
    forwardBytes: 20868779520,
    backwardBytes: 19841329664,
    peakBytes: 29274099200,
    milliseconds: 221.2,
  },
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    sequences: 1,
    tokens: 2048,
    weights: "bf16",
    recompute: false,
    trained: 2795573248,
    restBytes: 16841653248,
    forwardBytes: 21251080704,
    backwardBytes: 22432799744,
    peakBytes: 23352410112,
    milliseconds: 74.06,
  },
  {
    shape: "llama-3.1-8b, 8 of 32 layers",
    sequences: 1,
    tokens: 2048,
    weights: "bf16",
    recompute: true,
    trained: 2795573248,
    restBytes: 16841653248,
    forwardBytes: 18094744064,
    backwardBytes: 22432799744,
    peakBytes: 22449577984,
    milliseconds: 86.02,
  },
];
