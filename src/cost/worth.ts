import { findPrice } from "./catalogue/find.js";
import { defaultPrice } from "./defaults.js";
import { type ApiPrice, apiDollars } from "./money.js";

/** Tokens of one turn of an agent in the middle of a task. */
export interface AgentTurn {
  /** Instructions, tools and the conversation so far, read from the provider's prompt cache. */
  readonly cachedTokens: number;
  /** What the tool returned: results of a search, or a file. */
  readonly newTokens: number;
  /** The next call, with the thought before it. */
  readonly outputTokens: number;
}

/**
 * A typical turn. These are round figures, not measurements: 100 tokens of input for each of output, as makers
 * of agents report (https://www.getmaxim.ai/articles/context-engineering-for-ai-agents-production-optimization-strategies),
 * nine tenths of them cached. `--worth` replaces what follows from them.
 */
export const agentTurn: AgentTurn = { cachedTokens: 36_000, newTokens: 4_000, outputTokens: 400 };

/** Turns that a miss takes: the agent searches and reads, mostly twice until it has the right file. */
export const turnsOfAMiss = 4;

/** A worth as a user states it: a sum, or turns of an agent at list price. */
export type StatedWorth = { readonly dollars: number } | { readonly turns: number };

/** What a solved task saves against a missed one. */
export interface Worth {
  readonly dollars: number;
  /** How the sum was modelled; absent when the user stated dollars. */
  readonly turns?: AgentTurn & {
    readonly count: number;
    /** Dollars of one turn. */
    readonly dollars: number;
    readonly priceModel: string;
    readonly listedOn: string;
  };
}

/** The worth in dollars of a stated one, by default of `turnsOfAMiss`. Turns are modelled: `agentTurn` at a list price. */
export function worthOf(
  stated: StatedWorth = { turns: turnsOfAMiss },
  price: ApiPrice = findPrice(defaultPrice),
): Worth {
  if ("dollars" in stated) return { dollars: stated.dollars };
  const { cachedTokens, newTokens, outputTokens } = agentTurn;
  const inputTokens = cachedTokens + newTokens;
  const dollars = apiDollars(price, { inputTokens, cachedInputTokens: cachedTokens, outputTokens });
  return {
    dollars: stated.turns * dollars,
    turns: {
      count: stated.turns,
      dollars,
      ...agentTurn,
      priceModel: price.id,
      listedOn: price.listedOn,
    },
  };
}
