import { type Accelerator, densePeak } from "../accelerator.js";
import { flopOf } from "../flops.js";
import { type ModelSpec, parameterCounts } from "../model/spec.js";
import { flopPerToken } from "../model/weights.js";
import type { Adapter } from "./adapter.js";
import { adaptedArrays } from "./arrays.js";
import type { TrainingRun } from "./training-run.js";

/** FLOP (not FLOP/s) of one optimiser step, all accelerators together. */
export interface TrainingFlop {
  readonly forward: number;
  /**
   * Twice the forward pass: gradients of inputs and of weights. Frozen weights need only the former; attention
   * has no weights, so it needs both.
   */
  readonly backward: number;
  /** Layers computed again. Not part of `model`, as in the definition of MFU (arXiv:2204.02311 appendix B). */
  readonly recomputed: number;
  /** forward + backward. */
  readonly model: number;
  /** The usual estimate 6·N·D: N parameters that a token uses, D tokens (arXiv:2001.08361 §2.1). */
  readonly sixNd: number;
}

/** Sequences of one optimiser step. */
const sequences = ({ accelerators, batch, accumulate }: TrainingRun): number =>
  accelerators * batch * accumulate;

/** Tokens of one optimiser step. */
export const tokensPerStep = (run: TrainingRun): number => sequences(run) * run.tokens;

/** Every token's logits are computed. Element-wise work and the optimiser's are not counted. */
export function trainingFlop(spec: ModelSpec, run: TrainingRun): TrainingFlop {
  const all = sequences(run);
  const once = flopOf(
    spec,
    { past: 0, tokens: run.tokens },
    { causal: spec.causal, latent: "naive" },
    run.tokens,
  );
  const adapter = run.adapter ? run.tokens * adapterFlop(spec, run.adapter) : 0;
  const forward = all * (once.total + adapter);
  const backward = run.adapter ? all * (once.linear + 2 * once.attention + 2 * adapter) : 2 * forward;
  const recomputed = run.recompute ? forward - all * once.head : 0;
  return {
    forward,
    backward,
    recomputed,
    model: forward + backward,
    sixNd: 6 * parameterCounts(spec).active * tokensPerStep(run),
  };
}

/** Forward FLOP of a token through the adapter. */
function adapterFlop(spec: ModelSpec, adapter: Adapter): number {
  let flop = 0;
  for (const { count, arrays, share } of adaptedArrays(spec, adapter))
    for (const array of arrays) flop += count * share * flopPerToken(array);
  return flop;
}

/**
 * Share of the dense bf16 peak at which the computed FLOP run. Llama 3 405B reached 0.38 to 0.43 on 8,192 and
 * more H100 (arXiv:2407.21783 table 4); own steps on one H200 0.26 to 0.48: layers of 8B
 * the most, mixtures, adapters and short sequences the least (docs/cost-validation.md).
 */
export const defaultTrainingMfu = 0.4;

/** Where single machines and clusters lie: from short sequences at batch 1 to the best published. */
export const usualTrainingMfu = { least: 0.25, most: 0.5 } as const;

/** Seconds of one optimiser step: computed FLOP over what the accelerators reach. Communication is part of `mfu`. */
export const stepSeconds = (
  { model, recomputed }: TrainingFlop,
  accelerator: Accelerator,
  accelerators: number,
  mfu: number,
): number => (model + recomputed) / (accelerators * densePeak(accelerator, "bf16").flopPerSecond * mfu);

/** A time at `mfu` as it would be at the most and at the least usual MFU, seconds. */
export const stepRange = (seconds: number, mfu: number): readonly [number, number] => [
  (seconds * mfu) / usualTrainingMfu.most,
  (seconds * mfu) / usualTrainingMfu.least,
];
