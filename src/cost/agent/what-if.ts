import { type AgentCost, agentCost } from "./agent-cost.js";
import type { AgentLoop } from "./loop.js";
import type { AgentPayer } from "./payer.js";

/** The same loop under other circumstances. */
export interface WhatIf {
  readonly name: "no cache" | "longer cache" | "half the reading" | "no compaction";
  readonly cost: AgentCost;
}

/**
 * The same loop without the prompt cache, with a cache that outlasts the pauses, with half of what tools return, and
 * without compaction: those that would change something.
 */
export function whatIfs(loop: AgentLoop, payer: AgentPayer): WhatIf[] {
  const { compaction, ...uncompacted } = loop;
  const ttl = payer.cache?.ttlSeconds;
  const longer = ttl !== undefined && ttl < loop.gapSeconds ? payer.keptFor?.(loop.gapSeconds) : undefined;
  return [
    ...(payer.cache
      ? [{ name: "no cache" as const, cost: agentCost(loop, { ...payer, cache: undefined }) }]
      : []),
    ...(longer ? [{ name: "longer cache" as const, cost: agentCost(loop, longer) }] : []),
    ...(loop.readTokens > 0
      ? [
          {
            name: "half the reading" as const,
            cost: agentCost({ ...loop, readTokens: Math.round(loop.readTokens / 2) }, payer),
          },
        ]
      : []),
    ...(compaction ? [{ name: "no compaction" as const, cost: agentCost(uncompacted, payer) }] : []),
  ];
}

/**
 * The exponent by which the cost of the loop grows with its turns, at their number: log₂ of what twice the turns
 * cost, over what these do. 1 is linear, 2 quadratic. Of dollars, or of seconds where no dollars are known.
 */
export function growthExponent(loop: AgentLoop, payer: AgentPayer): number {
  const { turns, totals } = agentCost({ ...loop, turns: 2 * loop.turns }, payer);
  // The first half of a loop is the loop of half the turns.
  const once = turns[loop.turns - 1]!;
  return Math.log2((totals.dollars ?? totals.seconds!) / (once.dollarsSoFar ?? once.secondsSoFar!));
}
