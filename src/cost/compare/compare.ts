import { fits, type MemoryPerAccelerator, memoryPerAccelerator } from "../memory/per-accelerator.js";
import type { LatentMode, MixerContext, ModelSpec } from "../model/spec.js";
import { type ApiPrice, apiDollars, rentedDollars } from "../money.js";
import { largestConcurrency } from "../serving/largest-concurrency.js";
import { servingRates } from "../serving/load.js";
import { acceleratorsIn, type Deployment } from "../time/deployment.js";
import { timeError } from "../time/error-factor.js";
import type { PhaseTime } from "../time/phase.js";
import { prefillTime } from "../time/prefill.js";

/** What every candidate is asked to do: so many requests at all times, each of the same lengths. */
export interface Workload {
  readonly contextTokens: number;
  /** Of these already in a prefix cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly concurrency: number;
}

/** A model on hardware, in a format. */
export interface OwnCandidate extends Deployment {
  readonly spec: ModelSpec;
  readonly latent: LatentMode;
  /** Rent of one accelerator; by default the catalogue's. */
  readonly dollarsPerHour?: number;
}

/** What a candidate needs and gives. Times are modelled. */
export interface OwnComparison {
  readonly accelerators: number;
  /** Bytes on the fullest accelerator, with a reserve. */
  readonly memory: MemoryPerAccelerator;
  readonly fits: boolean;
  readonly timeToFirstTokenSeconds: number;
  /** Prefill of one request on an idle server. */
  readonly prefill: PhaseTime;
  /** Between two tokens of one request; null where nothing is generated. */
  readonly timePerOutputTokenSeconds: number | null;
  /** One decode step of all requests; null where nothing is generated. */
  readonly decode: PhaseTime | null;
  /** Generated tokens of all requests; prompt and generated tokens of one accelerator, as `fovea cost` counts. */
  readonly tokensPerSecond: number | null;
  readonly tokensPerSecondPerAccelerator: number | null;
  /** As that of a row of `fovea cost`. */
  readonly timeErrorFactor: number;
  readonly prefillErrorFactor: number;
  /** Rent of the accelerators for the time of a request, shared by those that run at once; null without a price. */
  readonly dollars: number | null;
}

/** One candidate under the workload. */
export function compareOwn(candidate: OwnCandidate, workload: Workload): OwnComparison {
  const { spec, latent, accelerator, dollarsPerHour } = candidate;
  const { contextTokens, concurrency } = workload;
  const context: MixerContext = { causal: spec.causal, latent };
  // The last token is always computed: its output is the first token.
  const cachedTokens = Math.min(workload.cachedTokens, contextTokens - 1);
  const outputTokens = spec.causal ? workload.outputTokens : 0;
  const memory = memoryPerAccelerator(
    spec,
    {
      sequences: concurrency,
      tokens: contextTokens + Math.max(0, outputTokens - 1),
      newTokens: contextTokens - cachedTokens,
    },
    candidate,
    context,
  );
  const accelerators = acceleratorsIn(candidate);
  const prefill = prefillTime(
    spec,
    contextTokens - cachedTokens,
    { ...candidate, batch: 1 },
    context,
    cachedTokens,
  );
  const rates = servingRates(
    spec,
    {
      inputTokens: contextTokens,
      cachedTokens,
      outputTokens,
      concurrency,
      prefillSeconds: prefill.seconds,
      largestConcurrency: largestConcurrency(
        spec,
        { inputTokens: contextTokens, cachedTokens, outputTokens },
        candidate,
        context,
      ),
    },
    candidate,
    context,
  );
  const generates = outputTokens > 0;
  // Machine seconds of a request: prefills are one after another, and a decode step serves all requests.
  const seconds = generates ? outputTokens / rates.outputTokensPerSecond : rates.prefillSeconds;
  const error = timeError(candidate);
  return {
    accelerators,
    memory,
    fits: fits(memory),
    timeToFirstTokenSeconds: rates.timeToFirstTokenSeconds,
    prefill,
    timePerOutputTokenSeconds: generates ? rates.timePerOutputTokenSeconds : null,
    decode: generates ? rates.decodeStep : null,
    tokensPerSecond: generates ? rates.outputTokensPerSecond : null,
    tokensPerSecondPerAccelerator: generates ? rates.tokensPerSecondPerAccelerator : null,
    timeErrorFactor: error.factor,
    prefillErrorFactor: error.prefillFactor,
    dollars: rentedDollars(accelerator, accelerators, seconds, dollarsPerHour) ?? null,
  };
}

/** Dollars of one request of the workload at list price. */
export const compareApi = (
  price: ApiPrice,
  { contextTokens, cachedTokens, outputTokens }: Workload,
): number =>
  apiDollars(price, {
    inputTokens: contextTokens,
    cachedInputTokens: Math.min(cachedTokens, contextTokens),
    outputTokens,
  });

/** Share of a phase's time that its bound takes, 0 to 1. */
export function boundShare(phase: PhaseTime): number {
  const seconds = {
    compute: phase.computeSeconds,
    memory: phase.memorySeconds,
    communication: phase.communicationSeconds,
    launches: phase.overheadSeconds,
  }[phase.bound];
  return Math.min(1, seconds / phase.seconds);
}
