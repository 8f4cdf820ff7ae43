import { costOfContext, priceOfTokens } from "../cost/index.js";

/** The cost of a context of a number of input tokens. */
export interface BudgetPrice {
  /** At an API's list price, input only. */
  readonly dollars: number;
  /** Modelled, not measured. */
  readonly prefillSeconds: number;
}

/**
 * Prices token budgets: dollars by an API model's list price, seconds on the default model and hardware.
 * @throws FoveaError `unknown-price`.
 */
export function budgetPricer(priceName?: string) {
  const listed = priceOfTokens({ inputTokens: 1 }, priceName);
  const modelled = costOfContext(1);
  const dollarsOf = (tokens: number): number =>
    tokens <= 0 ? 0 : priceOfTokens({ inputTokens: tokens }, priceName).dollars;
  return {
    priceModel: listed.model,
    listedOn: listed.listedOn,
    prefillModel: `${modelled.model} on ${modelled.hardware}`,
    dollarsOf,
    priceOf: (tokens: number): BudgetPrice => ({
      dollars: dollarsOf(tokens),
      prefillSeconds: tokens <= 0 ? 0 : costOfContext(tokens).prefillSeconds,
    }),
  };
}
