import { usageError } from "../../shared/errors.js";
import { type ApiPrice, cacheWriteRate, type PromptCache } from "../money.js";
import type { AgentRequest } from "./loop.js";

/** A cache without limits, for prices whose provider publishes no rules. */
const unlimited: PromptCache = { source: "" };

/** The times, in seconds, for which the prompt cache of a price can be asked to keep a prefix, shortest first. */
export function offeredTtls({ rates, cache }: ApiPrice): number[] {
  const usual = cache?.ttlSeconds;
  return [
    ...(usual === undefined ? [] : [usual]),
    ...(cache?.longerTtlSeconds ?? []),
    ...(rates.longerCacheWrites ?? []).map((one) => one.ttlSeconds),
  ].sort((a, b) => a - b);
}

/** A prompt cache with the time to live that is asked of it; undefined: as long as the loop takes. */
export interface ChosenCache {
  readonly rules: PromptCache;
  readonly ttlSeconds: number | undefined;
}

/**
 * The prompt cache of a price. Undefined when the provider has none.
 * @param ttlSeconds what `--cache-ttl` asks for; by default the provider's usual time.
 * @throws FoveaError `no-cache-ttl` when the provider does not offer that time.
 */
export function cacheOf(price: ApiPrice, ttlSeconds?: number): ChosenCache | undefined {
  if (price.rates.cachedInput === undefined) return undefined;
  const rules = price.cache ?? unlimited;
  const offered = offeredTtls(price);
  if (ttlSeconds !== undefined && !offered.includes(ttlSeconds))
    throw usageError(
      "no-cache-ttl",
      `the prompt cache of ${price.id} cannot be kept ${ttlSeconds} s`,
      offered.length === 0
        ? "Leave out --cache-ttl: no times are known for it."
        : `Write --cache-ttl ${offered.map((seconds) => `${seconds}s`).join(" or ")}.`,
    );
  return { rules, ttlSeconds: ttlSeconds ?? rules.ttlSeconds };
}

/** Leading tokens of a request that the cache holds from the request before. */
export function cachedTokens(request: AgentRequest, { rules, ttlSeconds }: ChosenCache): number {
  if (ttlSeconds !== undefined && request.idleSeconds > ttlSeconds) return 0;
  const shared = rules.keepsOutput ? request.sharedSequence : request.sharedInput;
  const step = rules.stepTokens ?? 1;
  const hit = Math.floor(shared / step) * step;
  return hit < (rules.minimumTokens ?? 0) ? 0 : hit;
}

/** Tokens of a request that are written to the cache at a rate of their own. */
export function writtenTokens(
  price: ApiPrice,
  request: AgentRequest,
  cached: number,
  { rules, ttlSeconds }: ChosenCache,
): number {
  const free = cacheWriteRate(price.rates, ttlSeconds) === price.rates.input;
  return free || request.inputTokens < (rules.minimumTokens ?? 0) ? 0 : request.inputTokens - cached;
}
