import type { MixerContext, ModelSpec } from "../model/spec.js";
import { decodeStep } from "../time/decode.js";
import { acceleratorsIn, type Deployment } from "../time/deployment.js";
import type { PhaseTime } from "../time/pass.js";
import { prefillTime } from "../time/prefill.js";

/** A steady load: `concurrency` requests at all times, each of the same lengths. */
export interface Load {
  readonly inputTokens: number;
  /** Of these already in a prefix cache. */
  readonly cachedTokens: number;
  /** Tokens that a request generates; 0: a decode step is priced, and prefills do not interrupt it. */
  readonly outputTokens: number;
  readonly concurrency: number;
}

/** Rates of a server under a load. Modelled. */
export interface ServingRates {
  /** From a request's arrival to its first token. */
  readonly timeToFirstTokenSeconds: number;
  /** Mean time between the tokens of one request (TPOT). */
  readonly timePerOutputTokenSeconds: number;
  /** Generated tokens of all requests. */
  readonly outputTokensPerSecond: number;
  /** Prompt and generated tokens of all requests, for one accelerator. */
  readonly tokensPerSecondPerAccelerator: number;
  /** One decode step of all requests, without interruption. */
  readonly decodeStep: PhaseTime;
  /** Prefill of one request on an idle server, without the request's fixed time. */
  readonly prefillSeconds: number;
}

/**
 * The rates of a load. Prefills and decode steps take turns on the same accelerators, so while one request
 * generates its tokens, the prefills of the others interrupt it: TPOT = step + (c − 1)·prefill / output. A new
 * request waits for the prefill under way.
 */
export function servingRates(
  spec: ModelSpec,
  { inputTokens, cachedTokens, outputTokens, concurrency }: Load,
  deployment: Deployment,
  context: MixerContext,
): ServingRates {
  const { engine, plan } = deployment;
  // Attention by requests: each accelerator prefills a request of its own at the same time.
  const together = plan.dataAttention ? Math.min(plan.tensor, concurrency) : 1;
  const prefill = prefillTime(
    spec,
    inputTokens - cachedTokens,
    { ...deployment, batch: together },
    context,
    cachedTokens,
  ).seconds;
  const step = decodeStep(
    spec,
    inputTokens + outputTokens / 2,
    { ...deployment, batch: concurrency },
    context,
  );
  const uninterrupted = step.seconds + engine.stepSeconds;
  const others = outputTokens > 0 ? (((concurrency - 1) / together) * prefill) / outputTokens : 0;
  const tpot = uninterrupted + others;
  // The share of time that goes to prefills is the chance that one is under way; half of it is left on average.
  const waiting = (others / tpot) * (prefill / 2) + (concurrency > 1 ? uninterrupted / 2 : 0);
  const ttft = engine.requestSeconds + prefill + waiting;
  const accelerators = acceleratorsIn(deployment);
  const seconds = ttft + Math.max(0, outputTokens - 1) * tpot;
  const outputRate = outputTokens > 1 ? (concurrency * outputTokens) / seconds : concurrency / tpot;
  const allTokens =
    outputTokens > 1 ? (outputRate * (inputTokens + outputTokens)) / outputTokens : outputRate;
  return {
    timeToFirstTokenSeconds: ttft,
    timePerOutputTokenSeconds: tpot,
    outputTokensPerSecond: outputRate,
    tokensPerSecondPerAccelerator: allTokens / accelerators,
    decodeStep: step,
    prefillSeconds: prefill,
  };
}
