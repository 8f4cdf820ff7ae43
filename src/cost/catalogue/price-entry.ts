import type { ApiPrice, TokenRates } from "../money.js";

/** The list price of one hosted model. */
export interface PriceEntry extends ApiPrice {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly provider: string;
}

/** @deprecated The same as `TokenRates`. */
export type PriceRates = TokenRates;
