import type { MixerContext, ModelSpec } from "../model/spec.js";
import { decodeStep } from "../time/decode.js";
import { acceleratorsIn, type Deployment, withBatch } from "../time/deployment.js";
import { hostStepSeconds } from "../time/engine.js";
import type { PhaseTime } from "../time/phase.js";
import { prefillTime } from "../time/prefill.js";
import type { RequestLengths } from "./largest-concurrency.js";

/** A steady load: `concurrency` requests at all times, each of the same lengths. */
export interface Load extends RequestLengths {
  readonly concurrency: number;
  /** The most requests that memory holds at once; the others wait. Default: no limit. */
  readonly largestConcurrency?: number;
  /** Prefill of one request where it is already known. */
  readonly prefillSeconds?: number | undefined;
}

/** Rates of a server under a load. Modelled. */
export interface ServingRates {
  /** From a request's arrival to its first token (TTFT). */
  readonly timeToFirstTokenSeconds: number;
  /** Mean time between the tokens of one request (TPOT). */
  readonly timePerOutputTokenSeconds: number;
  /** Generated tokens of all requests. */
  readonly outputTokensPerSecond: number;
  /** Prompt and generated tokens of all requests. */
  readonly totalTokensPerSecond: number;
  /** `totalTokensPerSecond` of one accelerator, as public serving benchmarks count. */
  readonly tokensPerSecondPerAccelerator: number;
  /** Share of the busy time that goes to prefills. */
  readonly prefillShare: number;
  /** Prefill of one request (of one for each accelerator, with attention by requests) on an idle server. */
  readonly prefillSeconds: number;
  /** One decode step of all running requests, without interruption. */
  readonly decodeStep: PhaseTime;
}

/**
 * The rates of a load. Prefills and decode steps take turns on the same accelerators, so while one request is there,
 * each of the others is prefilled once: W seconds, which it waits before its own prefill or during its answer. Before
 * it, as in a queue with fixed service times: ρ / (2(1 − ρ)) of a prefill, where ρ is the share of its stay that goes
 * to the others' prefills (Pollaczek 1930, Khinchin 1932). The rest lies between its tokens: TPOT = step + rest /
 * (output − 1).
 */
export function servingRates(
  spec: ModelSpec,
  load: Load,
  deployment: Deployment,
  context: MixerContext,
): ServingRates {
  const { inputTokens, cachedTokens, outputTokens, largestConcurrency = Number.POSITIVE_INFINITY } = load;
  const { engine } = deployment;
  const running = Math.max(1, Math.min(load.concurrency, largestConcurrency));
  const newTokens = inputTokens - cachedTokens;
  const together = promptsTogether(load, running, deployment);
  const prefill =
    together === 1 && load.prefillSeconds !== undefined
      ? load.prefillSeconds
      : prefillTime(spec, newTokens, withBatch(deployment, together), context, cachedTokens).seconds;
  const decoding = withBatch(deployment, running);
  const step = decodeStep(spec, inputTokens + outputTokens / 2, decoding, context);
  const own = step.seconds + hostStepSeconds(engine, running);
  /** Passes of prompts that interrupt one decode step. */
  const passes = Math.ceil(newTokens / engine.chunkTokens);
  const interruptions = outputTokens > 1 ? ((running / together - 1) * passes) / outputTokens : 0;
  const shared =
    engine.mixesPrefills && interruptions > 0
      ? Math.min(1, interruptions) *
        Math.min(prefill / passes, weightsSeconds(decodeStep(spec, 0, decoding, context)))
      : 0;
  const steps = Math.max(0, outputTokens - 1);
  /** Seconds of the others' prefills while a request is there. */
  const others =
    outputTokens === 1
      ? Math.max(0, running / together - 1) * prefill
      : outputTokens * ((interruptions * prefill) / passes - shared);
  // Of requests of one token all others are before a new one.
  const before = steps === 0 ? others : Math.min(others, ((others / (prefill + steps * own)) * prefill) / 2);
  const queue = before + (running > 1 && outputTokens !== 1 ? own / 2 : 0);
  const tpot = own + (steps === 0 ? 0 : (others - before) / steps);
  const started = engine.requestSeconds + prefill + queue;
  const generated = steps * tpot;
  // Requests beyond the memory wait until a running one ends.
  const rounds = Math.max(0, load.concurrency - running) / running;
  const ttft = started + rounds * (started + generated);
  const outputRate = outputTokens > 0 ? (running * outputTokens) / (started + generated) : running / tpot;
  const inputRate = outputTokens > 0 ? (outputRate * inputTokens) / outputTokens : 0;
  const prefillBusy = (inputRate / inputTokens) * (prefill / together);
  return {
    timeToFirstTokenSeconds: ttft,
    timePerOutputTokenSeconds: tpot,
    outputTokensPerSecond: outputRate,
    totalTokensPerSecond: outputRate + inputRate,
    tokensPerSecondPerAccelerator: (outputRate + inputRate) / acceleratorsIn(deployment),
    prefillShare: Math.min(1, prefillBusy),
    prefillSeconds: prefill,
    decodeStep: step,
  };
}

/**
 * Prompts that are prefilled in one pass. Attention by requests: each accelerator has one of its own. Those that
 * arrive during one step (c / output in a steady load) go together as far as a chunk holds them.
 */
function promptsTogether(
  { inputTokens, cachedTokens, outputTokens }: Load,
  running: number,
  { plan, engine }: Deployment,
): number {
  const ranks = plan.dataAttention ? Math.min(plan.tensor, running) : 1;
  const most = ranks * Math.max(1, engine.chunkTokens / (inputTokens - cachedTokens));
  return Math.min(running, most, Math.max(ranks, outputTokens > 0 ? running / outputTokens : 1));
}

/** What a decode step takes to read weights: a prompt that joins its pass does not read them again. */
const weightsSeconds = ({ memorySeconds, computeSeconds }: PhaseTime): number =>
  Math.max(0, memorySeconds - computeSeconds);
