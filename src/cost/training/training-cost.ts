import type { Accelerator } from "../accelerator.js";
import { largestContext } from "../fit.js";
import { type ModelSpec, parameterCounts } from "../model/spec.js";
import { parametersOf } from "../model/weights.js";
import { rentedDollars } from "../money.js";
import { adaptedArrays } from "./arrays.js";
import { type TrainingMemory, trainedParameters, trainingMemory } from "./memory.js";
import { stepSeconds, type TrainingFlop, tokensPerStep, trainingFlop } from "./step.js";
import type { TrainingRun } from "./training-run.js";

/** Where a run takes place, and how long it is. */
export interface TrainingPlace {
  readonly accelerator: Accelerator;
  /** Share of the memory that is kept free, 0 to 1: the driver, fragments, buffers of communication. */
  readonly reserve: number;
  /** Share of the dense bf16 peak at which the computed FLOP run. */
  readonly mfu: number;
  /** Tokens of the whole run. */
  readonly runTokens?: number;
  readonly dollarsPerHour?: number;
}

/** What a training run needs and takes. */
export interface TrainingCost {
  readonly parameters: { readonly total: number; readonly active: number; readonly trained: number };
  /** One entry for each adapted module; empty in full training. */
  readonly adapters: readonly { readonly module: string; readonly parameters: number }[];
  readonly memoryPerAccelerator: TrainingMemory & {
    readonly reserve: number;
    /** peak + reserve. */
    readonly total: number;
    readonly capacity: number;
  };
  readonly fits: boolean;
  /** Most sequences in one pass on each accelerator; 0 when one does not fit. */
  readonly largestBatch: number;
  readonly flop: TrainingFlop;
  readonly tokensPerStep: number;
  readonly secondsPerStep: number;
  readonly tokensPerSecond: number;
  /** Of the whole run, when its tokens are known. */
  readonly run?: {
    readonly tokens: number;
    readonly steps: number;
    readonly flop: number;
    readonly seconds: number;
    /** null when no hourly price is known. */
    readonly dollars: number | null;
  };
}

/** More sequences in one pass than anybody asks for. */
const MOST_SEQUENCES = 2 ** 20;

/** Memory, FLOP and time of a training run. Memory and FLOP are counted, the time follows from `mfu`. */
export function trainingCost(spec: ModelSpec, run: TrainingRun, place: TrainingPlace): TrainingCost {
  const { accelerator, mfu, runTokens } = place;
  const capacity = accelerator.memoryBytes;
  const reserve = place.reserve * capacity;
  const memory = trainingMemory(spec, run);
  const total = memory.peak + reserve;
  const flop = trainingFlop(spec, run);
  const secondsPerStep = stepSeconds(flop, accelerator, run.accelerators, mfu);
  const tokens = tokensPerStep(run);
  const modules = new Map<string, number>();
  if (run.adapter)
    for (const { on, arrays, count } of adaptedArrays(spec, run.adapter)) {
      const parameters = arrays.reduce((sum, array) => sum + count * parametersOf(array), 0);
      modules.set(on.name, (modules.get(on.name) ?? 0) + parameters);
    }
  const seconds = runTokens === undefined ? 0 : (runTokens / tokens) * secondsPerStep;
  return {
    parameters: { ...parameterCounts(spec), trained: trainedParameters(spec, run) },
    adapters: [...modules].map(([module, parameters]) => ({ module, parameters })),
    memoryPerAccelerator: { ...memory, reserve, total, capacity },
    fits: total <= capacity,
    largestBatch: largestContext(
      (batch) => trainingMemory(spec, { ...run, batch }).peak + reserve <= capacity,
      MOST_SEQUENCES,
    ),
    flop,
    tokensPerStep: tokens,
    secondsPerStep,
    tokensPerSecond: tokens / secondsPerStep,
    ...(runTokens === undefined
      ? {}
      : {
          run: {
            tokens: runTokens,
            steps: Math.ceil(runTokens / tokens),
            flop: (runTokens / tokens) * flop.model,
            seconds,
            dollars: rentedDollars(accelerator, run.accelerators, seconds, place.dollarsPerHour) ?? null,
          },
        }),
  };
}
