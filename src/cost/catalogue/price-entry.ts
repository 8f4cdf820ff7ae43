import type { ApiPrice, TokenRates } from "../money.js";

/** US dollars per million tokens. */
export interface PriceRates extends TokenRates {
  /** Rate of tokens written to the provider's prompt cache; absent when it is the input rate. */
  readonly cacheWrite?: number;
}

/** The list price of one hosted model. */
export interface PriceEntry extends ApiPrice {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly provider: string;
  readonly rates: PriceRates;
  readonly longContext?: { readonly aboveTokens: number; readonly rates: PriceRates };
}
