import { costOfContext, priceOfTokens } from "../../cost/index.js";

/**
 * What a context of so many input tokens costs: dollars at an API's list price, and prefill time on a local
 * GPU.
 */
export interface ContextPrice {
  readonly tokens: number;
  readonly dollars: number;
  /** The API model whose list price is used, and the day of that price. */
  readonly model: string;
  readonly listedOn: string;
  /** Modelled, not measured. */
  readonly prefillSeconds: number;
  readonly prefillModel: string;
}

export function priceOf(tokens: number): ContextPrice {
  if (tokens === 0) return { ...priceOf(1), tokens: 0, dollars: 0, prefillSeconds: 0 };
  const money = priceOfTokens({ inputTokens: tokens });
  const time = costOfContext(tokens);
  return {
    tokens,
    dollars: money.dollars,
    model: money.model,
    listedOn: money.listedOn,
    prefillSeconds: time.prefillSeconds,
    prefillModel: `${time.model} on ${time.hardware}`,
  };
}
