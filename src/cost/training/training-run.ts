import type { WeightFormats } from "../format/weight-formats.js";
import type { Adapter } from "./adapter.js";
import type { Framework } from "./framework.js";
import type { Optimizer } from "./optimizers.js";
import type { Precision } from "./precision.js";

/** Stages of ZeRO (arXiv:1910.02054 §5): 1 divides the optimiser's states, 2 the gradients too, 3 the weights too. */
export type ZeroStage = 0 | 1 | 2 | 3;

/** A training run. Every accelerator computes its own sequences: data parallelism. */
export interface TrainingRun {
  readonly framework: Framework;
  /** Of full training. Adapters are float32 throughout, as in PEFT, over 16-bit activations. */
  readonly precision: Precision;
  readonly optimizer: Optimizer;
  /** Train only this adapter. */
  readonly adapter?: Adapter;
  /** Formats of the frozen weights under an adapter. */
  readonly formats: WeightFormats;
  readonly accelerators: number;
  readonly zero: ZeroStage;
  /** Tokens of a sequence. */
  readonly tokens: number;
  /** Sequences in one pass on each accelerator. */
  readonly batch: number;
  /** Passes whose gradients are summed before the optimiser's step. */
  readonly accumulate: number;
  /** Keep only each layer's input and compute the layer again in the backward pass. */
  readonly recompute: boolean;
  readonly scores: "stored" | "recomputed";
  readonly dropout: boolean;
}
