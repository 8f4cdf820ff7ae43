import type { Accelerator } from "./accelerator.js";

/** US dollars per million tokens. */
export interface TokenRates {
  readonly input: number;
  /** Rate of input tokens read from the provider's prompt cache; absent when they cost the input rate. */
  readonly cachedInput?: number;
  readonly output: number;
}

/** List price of one API model. */
export interface ApiPrice {
  readonly id: string;
  readonly rates: TokenRates;
  /** Rates that apply to the whole request when its input is longer than `aboveTokens`. */
  readonly longContext?: { readonly aboveTokens: number; readonly rates: TokenRates };
  /** ISO date on which it was listed. */
  readonly listedOn: string;
  readonly source: string;
}

export interface TokenUse {
  readonly inputTokens: number;
  /** Input tokens that the provider's prompt cache already holds. */
  readonly cachedInputTokens?: number;
  readonly outputTokens?: number;
}

/** Dollars of one request at list price. */
export function apiDollars(
  price: ApiPrice,
  { inputTokens, cachedInputTokens = 0, outputTokens = 0 }: TokenUse,
): number {
  const { longContext } = price;
  const rates = longContext && inputTokens > longContext.aboveTokens ? longContext.rates : price.rates;
  const cached = Math.min(cachedInputTokens, inputTokens);
  return (
    ((inputTokens - cached) * rates.input +
      cached * (rates.cachedInput ?? rates.input) +
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
