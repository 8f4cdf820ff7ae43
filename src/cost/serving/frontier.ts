import type { MixerContext, ModelSpec } from "../model/spec.js";
import { rentedDollars } from "../money.js";
import { acceleratorsIn, type Deployment } from "../time/deployment.js";
import { prefillTime } from "../time/prefill.js";
import { largestConcurrency, type RequestLengths } from "./largest-concurrency.js";
import { servingRates } from "./load.js";
import { tokenDollars } from "./token-dollars.js";

/** A machine under one load: the more requests at once, the slower for each and the more in all. */
export interface FrontierPoint {
  readonly concurrency: number;
  /** Requests that are finished, and so may arrive, a second; null without generated tokens. */
  readonly requestsPerSecond: number | null;
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
  readonly tokensPerSecondPerUser: number;
  /** Generated tokens of all requests. */
  readonly tokensPerSecond: number;
  /** Prompt and generated tokens of one accelerator. */
  readonly tokensPerSecondPerAccelerator: number;
  /** Rent; null without an hourly price or without generated tokens. */
  readonly dollarsPerMillionInputTokens: number | null;
  readonly dollarsPerMillionOutputTokens: number | null;
}

/** Where a request keeps nothing, memory sets no end. */
const MOST_REQUESTS = 4096;

/** 1, 2, 4, … and the most that memory holds. */
export function frontierConcurrencies(largest: number): number[] {
  const most = Math.min(largest, MOST_REQUESTS);
  const doubled: number[] = [];
  for (let concurrency = 1; concurrency < most; concurrency *= 2) doubled.push(concurrency);
  return most < 1 ? [] : [...doubled, most];
}

/** What one machine can give, from one request at a time to as many as memory holds. Empty when none fits. */
export function frontier(
  spec: ModelSpec,
  lengths: RequestLengths,
  deployment: Deployment & { readonly reserve?: number; readonly dollarsPerHour?: number },
  context: MixerContext,
): FrontierPoint[] {
  const { inputTokens, cachedTokens, outputTokens } = lengths;
  const largest = largestConcurrency(spec, lengths, deployment, context);
  const prefillSeconds = prefillTime(
    spec,
    inputTokens - cachedTokens,
    { ...deployment, batch: 1 },
    context,
    cachedTokens,
  ).seconds;
  const rent = rentedDollars(
    deployment.accelerator,
    acceleratorsIn(deployment),
    1,
    deployment.dollarsPerHour,
  );
  return frontierConcurrencies(largest).map((concurrency) => {
    const rates = servingRates(
      spec,
      { ...lengths, concurrency, largestConcurrency: largest, prefillSeconds },
      deployment,
      context,
    );
    const dollars = tokenDollars(rates, lengths, rent);
    return {
      concurrency,
      requestsPerSecond: outputTokens > 1 ? rates.outputTokensPerSecond / outputTokens : null,
      timeToFirstTokenSeconds: rates.timeToFirstTokenSeconds,
      timePerOutputTokenSeconds: rates.timePerOutputTokenSeconds,
      tokensPerSecondPerUser: 1 / rates.timePerOutputTokenSeconds,
      tokensPerSecond: rates.outputTokensPerSecond,
      tokensPerSecondPerAccelerator: rates.tokensPerSecondPerAccelerator,
      dollarsPerMillionInputTokens: dollars?.input ?? null,
      dollarsPerMillionOutputTokens: dollars?.output ?? null,
    };
  });
}
