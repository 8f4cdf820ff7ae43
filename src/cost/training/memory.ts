import { storedModel } from "../format/stored-weights.js";
import { layerGroups, type ModelSpec, parameterCounts } from "../model/spec.js";
import { parametersOf } from "../model/weights.js";
import {
  type ActivationRules,
  headActivationBytes,
  layerActivationBytes,
  layerInputBytes,
} from "./activations.js";
import { type CountedArray, trainedArrays } from "./arrays.js";
import { findPrecision, type Precision } from "./precision.js";
import type { TrainingRun } from "./training-run.js";

/** Bytes on one accelerator of a training run. */
export interface TrainingMemory {
  /** The weights that passes read, and adapters. */
  readonly weights: number;
  /** Under ZeRO stage 3: the layer that computes and the next, whole. */
  readonly gathered: number;
  readonly gradients: number;
  /** States, and the master copy of mixed precision. */
  readonly optimizer: number;
  /** Kept by layers and the final norm for the backward pass; casts of weights under autocast. */
  readonly activations: number;
  /** Logits of every token at the moment of the loss. */
  readonly logits: number;
  /**
   * The most that is held at once. Gradients appear while activations go, so it lies below the sum; with
   * gradients accumulated over passes they are there from the second pass on.
   */
  readonly peak: number;
}

/** Adapters: float32 weights, gradients and states (PEFT's `autocast_adapter_dtype`). */
const adapterPrecision: Precision = {
  name: "adapter",
  description: "float32 adapters",
  weight: 4,
  gradient: 4,
  master: 0,
  state: 4,
  residual: 2,
  cast: 0,
};

export const rulesOf = ({
  framework,
  precision,
  adapter,
  scores,
  dropout,
}: TrainingRun): ActivationRules => ({
  framework,
  precision: adapter ? findPrecision("mixed") : precision,
  ...(adapter ? { adapter } : {}),
  scores,
  dropout,
});

const sum = (arrays: readonly CountedArray[], of: (array: CountedArray) => number): number =>
  arrays.reduce((total, array) => total + of(array), 0);

/** Parameters that a run trains. */
export const trainedParameters = (spec: ModelSpec, { adapter }: TrainingRun): number =>
  sum(trainedArrays(spec, adapter), ({ weight, count }) => count * parametersOf(weight));

/**
 * Bytes that a training step holds on one accelerator. Fragments of the allocator, buffers of communication
 * and the framework itself are not counted. Sources: states and their division arXiv:1910.02054 §3 and §5,
 * activations arXiv:2205.05198 §4.
 */
export function trainingMemory(spec: ModelSpec, run: TrainingRun): TrainingMemory {
  const { adapter, zero, batch } = run;
  const precision = adapter ? adapterPrecision : run.precision;
  const divided = (stage: number, bytes: number): number =>
    zero >= stage ? bytes / run.accelerators : bytes;
  const arrays = trainedArrays(spec, adapter);
  const trained = trainedParameters(spec, run);
  const weightBytes = adapter
    ? storedModel(spec, run.formats).totalBytes + precision.weight * trained
    : precision.weight * trained;
  const weights = divided(3, weightBytes);
  const gradients = divided(2, precision.gradient * trained);
  const states = sum(
    arrays,
    ({ weight, count }) => count * run.optimizer.stateBytes(weight, precision.state),
  );
  const optimizer = divided(1, states + precision.master * trained);
  const gathered = zero === 3 && run.accelerators > 1 ? 2 * largestLayer(spec, run) : 0;

  const rules = rulesOf(run);
  const head = headActivationBytes(spec, batch * run.tokens, rules);
  let kept = 0;
  let largest = 0;
  for (const { layer, count } of layerGroups(spec)) {
    const bytes = batch * layerActivationBytes(spec, layer, run.tokens, rules);
    largest = Math.max(largest, bytes);
    kept += count * (run.recompute ? batch * layerInputBytes(spec, run.tokens, rules) : bytes);
  }
  const casts = adapter ? 0 : precision.cast * castParameters(spec, run.recompute);
  const vocabulary = spec.head.parameters / spec.hiddenSize;
  const logitsKept = batch * run.tokens * vocabulary * run.framework.logit.kept;
  const activations = kept + casts + head.kept - logitsKept;
  const logits = logitsKept + head.momentary;

  const held = weights + gathered + optimizer;
  const embeddingGradients = adapter ? 0 : divided(2, precision.gradient * spec.embeddingParameters);
  // The loss, when everything is kept; the first layer's backward, when all other gradients are there.
  const first = run.recompute ? largest : 0;
  const peak =
    held +
    (run.accumulate > 1
      ? gradients + Math.max(activations + logits, first)
      : Math.max(activations + logits, gradients, gradients - embeddingGradients + first));
  return { weights, gathered, gradients, optimizer, activations, logits, peak };
}

/** Bytes of the largest layer's weights. */
function largestLayer(spec: ModelSpec, { adapter, formats, precision }: TrainingRun): number {
  if (adapter)
    return Math.max(
      0,
      ...storedModel(spec, formats).groups.map(({ mixer, feedForward, normBytes }) =>
        [...mixer, ...feedForward].reduce((total, { bytes }) => total + bytes, normBytes),
      ),
    );
  return Math.max(
    0,
    ...layerGroups(spec).map(
      ({ layer }) =>
        precision.weight *
        [...layer.mixer.weights, ...layer.feedForward.weights].reduce(
          (total, weight) => total + parametersOf(weight),
          layer.normParameters,
        ),
    ),
  );
}

/** Parameters whose cast is kept from the forward to the backward pass: all products, or the head's alone. */
function castParameters(spec: ModelSpec, recompute: boolean): number {
  if (recompute) return spec.head.parameters;
  const { total } = parameterCounts(spec);
  const vectors = layerGroups(spec).reduce(
    (all, { layer, count }) =>
      all +
      count *
        [...layer.mixer.weights, ...layer.feedForward.weights]
          .filter(({ kind }) => kind === "vector")
          .reduce((some, weight) => some + parametersOf(weight), layer.normParameters),
    0,
  );
  return total - vectors - spec.otherParameters - (spec.head.tied ? 0 : spec.embeddingParameters);
}
