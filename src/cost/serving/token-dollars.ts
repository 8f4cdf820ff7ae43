import type { RequestLengths } from "./largest-concurrency.js";
import type { ServingRates } from "./load.js";

/** US dollars per million tokens of a rented machine under a load. */
export interface TokenDollars {
  readonly input: number;
  readonly output: number;
}

/**
 * What a million tokens cost at a load: rent is charged to prompt tokens by the share of time that goes to
 * prefills, and to generated tokens by the rest. Undefined without generated tokens, or when nothing is rented.
 */
export function tokenDollars(
  rates: ServingRates,
  { inputTokens, outputTokens }: RequestLengths,
  dollarsPerSecond: number | undefined,
): TokenDollars | undefined {
  if (dollarsPerSecond === undefined || outputTokens < 2) return undefined;
  const inputRate = (rates.outputTokensPerSecond * inputTokens) / outputTokens;
  return {
    input: (1e6 * dollarsPerSecond * rates.prefillShare) / inputRate,
    output: (1e6 * dollarsPerSecond * (1 - rates.prefillShare)) / rates.outputTokensPerSecond,
  };
}
