import { largestContext } from "../fit.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { Deployment } from "../time/deployment.js";
import { prefillTime } from "../time/prefill.js";
import { largestConcurrency, type RequestLengths } from "./largest-concurrency.js";
import { servingRates } from "./load.js";

/** What a user accepts. Absent: no limit. */
export interface LatencyLimits {
  /** From a request's arrival to its first token. */
  readonly ttftSeconds?: number;
  /** Between two tokens of one request. */
  readonly tpotSeconds?: number;
}

/** The most requests at once, by each limit. `Infinity`: more than `MOST_REQUESTS`. */
export interface ConcurrencyLimits {
  readonly memory: number;
  /** With the wait of those that memory does not hold at once. Absent without such a limit. */
  readonly ttft?: number;
  /** By time alone, whatever memory holds. Absent without such a limit. */
  readonly tpot?: number;
  /** The least of them; 0: not even one request. */
  readonly all: number;
}

/** More requests than any server is asked to run at once. */
const MOST_REQUESTS = 2 ** 20;

/**
 * Whether so many requests wait no longer than the limits, of which memory holds `largestConcurrency` at once. An
 * encoder's only time is that of its pass.
 */
export function meetsLimits(
  spec: ModelSpec,
  lengths: RequestLengths & { readonly largestConcurrency?: number },
  concurrency: number,
  limits: LatencyLimits,
  deployment: Deployment,
  context: MixerContext,
): boolean {
  const { ttftSeconds = Number.POSITIVE_INFINITY, tpotSeconds = Number.POSITIVE_INFINITY } = limits;
  if (!spec.causal) return prefillSecondsOf(spec, lengths, deployment, context) <= ttftSeconds;
  const rates = servingRates(spec, { ...lengths, concurrency }, deployment, context);
  return rates.timeToFirstTokenSeconds <= ttftSeconds && rates.timePerOutputTokenSeconds <= tpotSeconds;
}

const prefillSecondsOf = (
  spec: ModelSpec,
  { inputTokens, cachedTokens }: RequestLengths,
  deployment: Deployment,
  context: MixerContext,
): number => prefillTime(spec, inputTokens - cachedTokens, deployment, context, cachedTokens).seconds;

/**
 * The most requests of these lengths that memory holds, and at which a user still waits no longer than the limits.
 * Both times grow with the requests at once, so each limit is found by bisection.
 */
export function concurrencyWithin(
  spec: ModelSpec,
  lengths: RequestLengths,
  { ttftSeconds, tpotSeconds }: LatencyLimits,
  deployment: Deployment & { readonly reserve?: number },
  context: MixerContext,
): ConcurrencyLimits {
  const memory = largestConcurrency(spec, lengths, deployment, context);
  const most = (limits: LatencyLimits, held: { readonly largestConcurrency?: number } = {}): number => {
    const found = largestContext(
      (concurrency) => meetsLimits(spec, { ...lengths, ...held }, concurrency, limits, deployment, context),
      MOST_REQUESTS,
    );
    return found === MOST_REQUESTS ? Number.POSITIVE_INFINITY : found;
  };
  const ttft = ttftSeconds === undefined ? undefined : most({ ttftSeconds }, { largestConcurrency: memory });
  const tpot = tpotSeconds === undefined ? undefined : most({ tpotSeconds });
  return {
    memory,
    ...(ttft === undefined ? {} : { ttft }),
    ...(tpot === undefined ? {} : { tpot }),
    all: Math.min(memory, ttft ?? Number.POSITIVE_INFINITY, tpot ?? Number.POSITIVE_INFINITY),
  };
}
