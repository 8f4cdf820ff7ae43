import { type AgentLoop, requestsOf } from "./loop.js";
import type { AgentPayer } from "./payer.js";

/** Tokens and money of a turn with the compaction before it, or of a whole loop. */
export interface AgentTotals {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  /** Input that was written to the cache at a rate of its own. */
  readonly writtenTokens: number;
  readonly outputTokens: number;
  readonly dollars: number | null;
  readonly seconds: number | null;
}

export interface AgentTurnCost extends AgentTotals {
  readonly turn: number;
  /** Input of the turn's own request. */
  readonly contextTokens: number;
  readonly compacted: boolean;
  /** From the first turn to this one. */
  readonly dollarsSoFar: number | null;
  readonly secondsSoFar: number | null;
}

export interface AgentCost {
  readonly turns: readonly AgentTurnCost[];
  readonly totals: AgentTotals;
}

/** What a loop costs turn by turn. */
export function agentCost(loop: AgentLoop, { cache, pay }: AgentPayer): AgentCost {
  const turns: AgentTurnCost[] = [];
  let totals: AgentTotals = nothing;
  let turn: AgentTotals = nothing;
  let compacted = false;
  for (const request of requestsOf(loop)) {
    const payment = { ...request, ...pay(request, cache) };
    totals = sum(totals, payment);
    turn = sum(turn, payment);
    if (request.purpose === "compaction") {
      compacted = true;
      continue;
    }
    turns.push({
      turn: request.turn,
      contextTokens: request.inputTokens,
      ...turn,
      compacted,
      dollarsSoFar: totals.dollars,
      secondsSoFar: totals.seconds,
    });
    turn = nothing;
    compacted = false;
  }
  return { turns, totals };
}

const nothing: AgentTotals = {
  inputTokens: 0,
  cachedTokens: 0,
  writtenTokens: 0,
  outputTokens: 0,
  dollars: 0,
  seconds: 0,
};

const sum = (a: AgentTotals, b: AgentTotals): AgentTotals => ({
  inputTokens: a.inputTokens + b.inputTokens,
  cachedTokens: a.cachedTokens + b.cachedTokens,
  writtenTokens: a.writtenTokens + b.writtenTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  dollars: a.dollars === null || b.dollars === null ? null : a.dollars + b.dollars,
  seconds: a.seconds === null || b.seconds === null ? null : a.seconds + b.seconds,
});
