import type { Accelerator } from "./accelerator.js";

/** US dollars per million tokens. */
export interface TokenRates {
  readonly input: number;
  /** Rate of input tokens read from the provider's prompt cache; absent when they cost the input rate. */
  readonly cachedInput?: number;
  /** Rate of input tokens written to that cache for its usual time to live; absent when it is the input rate. */
  readonly cacheWrite?: number;
  /** Rates of writes that are kept longer, shortest first. */
  readonly longerCacheWrites?: readonly CacheWriteRate[];
  /** Reasoning tokens cost the same. */
  readonly output: number;
}

export interface CacheWriteRate {
  readonly ttlSeconds: number;
  readonly rate: number;
}

/** Rates of the whole request when its input is longer than `aboveTokens`. */
export interface ContextTier {
  readonly aboveTokens: number;
  readonly rates: TokenRates;
}

/** How a provider's prompt cache works: which prefixes it keeps, and how long. */
export interface PromptCache {
  /** True where the client has to mark what is to be cached; else the provider caches by itself. */
  readonly marked?: boolean;
  /** Shortest prefix that is cached; absent when it is not known. */
  readonly minimumTokens?: number;
  /** Hits are multiples of so many tokens. */
  readonly stepTokens?: number;
  /** Seconds after its last use that a prefix is kept; absent when the provider does not promise a time. */
  readonly ttlSeconds?: number;
  /** Longer times that can be asked for and cost nothing more. */
  readonly longerTtlSeconds?: readonly number[];
  /** True where the tokens that the model generates are cached too, not only its input. */
  readonly keepsOutput?: boolean;
  readonly source: string;
}

/** List price of one API model. */
export interface ApiPrice {
  readonly id: string;
  readonly rates: TokenRates;
  /** A single threshold; for more there is `tiers`. */
  readonly longContext?: ContextTier;
  /** Thresholds, lowest first. */
  readonly tiers?: readonly ContextTier[];
  /** Share of these rates that the provider's asynchronous batch interface charges, 0 to 1; absent without one. */
  readonly batchShare?: number;
  /** Absent: every prefix is cached, without a limit of time. */
  readonly cache?: PromptCache;
  /** Most tokens of input and output of one request; absent where the row's source does not state it. */
  readonly contextTokens?: number;
  /** ISO date on which it was listed. */
  readonly listedOn: string;
  readonly source: string;
}

export interface TokenUse {
  readonly inputTokens: number;
  /** Input tokens that the provider's prompt cache already holds. */
  readonly cachedInputTokens?: number;
  /** Input tokens, beside the cached ones, that are written to that cache. */
  readonly cacheWriteTokens?: number;
  /** How long written tokens are to be kept; by default the provider's usual time. */
  readonly cacheTtlSeconds?: number;
  readonly outputTokens?: number;
}

/** The rates of a request with so many input tokens, cached ones included. */
export function ratesFor({ rates, longContext, tiers = [] }: ApiPrice, inputTokens: number): TokenRates {
  const all = longContext ? [longContext, ...tiers] : tiers;
  let found = rates;
  let above = 0;
  for (const tier of all)
    if (inputTokens > tier.aboveTokens && tier.aboveTokens >= above) {
      found = tier.rates;
      above = tier.aboveTokens;
    }
  return found;
}

/** The price of a provider's batch interface. Undefined when it has none. */
export function batchPriceOf<Price extends ApiPrice>(price: Price): Price | undefined {
  const { batchShare: share, rates, longContext, tiers } = price;
  if (share === undefined) return undefined;
  return {
    ...price,
    id: `${price.id} (batch)`,
    rates: scaledRates(rates, share),
    ...(longContext ? { longContext: scaledTier(longContext, share) } : {}),
    ...(tiers ? { tiers: tiers.map((tier) => scaledTier(tier, share)) } : {}),
  };
}

const scaledTier = ({ aboveTokens, rates }: ContextTier, share: number): ContextTier => ({
  aboveTokens,
  rates: scaledRates(rates, share),
});

function scaledRates(rates: TokenRates, share: number): TokenRates {
  const { input, cachedInput, cacheWrite, longerCacheWrites, output } = rates;
  return {
    input: share * input,
    ...(cachedInput === undefined ? {} : { cachedInput: share * cachedInput }),
    ...(cacheWrite === undefined ? {} : { cacheWrite: share * cacheWrite }),
    ...(longerCacheWrites
      ? {
          longerCacheWrites: longerCacheWrites.map(({ ttlSeconds, rate }) => ({
            ttlSeconds,
            rate: share * rate,
          })),
        }
      : {}),
    output: share * output,
  };
}

/** Rate of a token that is written to the prompt cache. */
export function cacheWriteRate(rates: TokenRates, ttlSeconds = 0): number {
  const usual = rates.cacheWrite ?? rates.input;
  return rates.longerCacheWrites?.find((one) => one.ttlSeconds === ttlSeconds)?.rate ?? usual;
}

/** Dollars of one request at list price. */
export function apiDollars(
  price: ApiPrice,
  { inputTokens, cachedInputTokens = 0, cacheWriteTokens = 0, cacheTtlSeconds, outputTokens = 0 }: TokenUse,
): number {
  const rates = ratesFor(price, inputTokens);
  const cached = Math.min(cachedInputTokens, inputTokens);
  const written = Math.min(cacheWriteTokens, inputTokens - cached);
  return (
    ((inputTokens - cached - written) * rates.input +
      cached * (rates.cachedInput ?? rates.input) +
      written * cacheWriteRate(rates, cacheTtlSeconds) +
      outputTokens * rates.output) /
    1e6
  );
}

/** Dollars of rented accelerators for a time. Undefined when no hourly price is known. */
export function rentedDollars(
  accelerator: Accelerator,
  accelerators: number,
  seconds: number,
  dollarsPerHour = accelerator.dollarsPerHour?.value,
): number | undefined {
  return dollarsPerHour === undefined ? undefined : (dollarsPerHour * accelerators * seconds) / 3600;
}
