import {
  type AgentCost,
  type AgentLoop,
  type AgentTotals,
  cacheWriteRate,
  type WhatIf,
} from "../../../../cost/index.js";
import { formatDollars, formatInteger, formatSeconds } from "../../../../shared/units.js";
import { dollarsBasis } from "../../../cost/dollars-basis.js";
import type { Table, TableFormat } from "../../../table.js";
import { formatDuration } from "../../duration.js";
import type { AgentSource } from "./agent-flags.js";

/** What a loop costs, as asked and under other circumstances, and how it grows. */
export interface AgentFigures {
  readonly cost: AgentCost;
  readonly others: readonly WhatIf[];
  readonly exponent: number;
}

/** Writes the dollars of the table with as many decimals as the cheapest turn needs for three digits. */
function dollarsText({ turns }: AgentCost): (dollars: number) => string {
  const least = Math.min(...turns.map(({ dollars }) => dollars!).filter((dollars) => dollars > 0));
  const digits = Number.isFinite(least) ? Math.min(Math.max(2, 2 - Math.floor(Math.log10(least))), 12) : 2;
  return (dollars) => `$${formatInteger(dollars, digits)}`;
}

/** Dollars, or seconds where no price is known. */
const measure = (totals: AgentTotals): { readonly value: number; readonly text: string } =>
  totals.dollars === null
    ? { value: totals.seconds!, text: formatSeconds(totals.seconds!) }
    : { value: totals.dollars, text: formatDollars(totals.dollars) };

export const soFarOf = ({ turns }: AgentCost): readonly number[] =>
  turns.map(({ dollarsSoFar, secondsSoFar }) => dollarsSoFar ?? secondsSoFar!);

export function basisOf(source: AgentSource): string {
  return source.price
    ? `${source.price.id} list price of ${source.price.listedOn}`
    : dollarsBasis(source.options);
}

/** The loop, who is paid and how the cache works, in a few lines. */
export function describeLoop(loop: AgentLoop, source: AgentSource): string {
  const { turns, systemTokens, userTokens, readTokens, outputTokens, reasoningTokens, compaction } = loop;
  const parts = [
    `${formatInteger(systemTokens)} tokens of system and tools`,
    `${formatInteger(userTokens)} of the user${loop.chat ? " each turn" : ""}`,
    ...(readTokens > 0 ? [`${formatInteger(readTokens)} read`] : []),
    `${formatInteger(outputTokens)} of output`,
    ...(reasoningTokens > 0
      ? [
          `${formatInteger(reasoningTokens)} of reasoning a turn (${loop.keepsReasoning ? "kept" : "dropped"} later)`,
        ]
      : []),
  ];
  return [
    ...(source.price ? [] : source.assumptionLines),
    `Dollars: ${basisOf(source)}.`,
    `${formatInteger(turns)} ${loop.chat ? "turns of a chat" : "turns"}, ${formatDuration(loop.gapSeconds)} apart: ${parts.join(", ")}.`,
    ...(compaction
      ? [
          `Above ${formatInteger(compaction.atTokens)} tokens a call of its own summarises them to ${formatInteger(compaction.toTokens)}.`,
        ]
      : []),
    `Prompt cache: ${describeCache(source)}.`,
  ].join("\n");
}

function describeCache({ price, payer }: AgentSource): string {
  if (!payer.cache) return "none, there is no rate for cached input";
  const { rules, ttlSeconds } = payer.cache;
  const kept =
    ttlSeconds === undefined
      ? "kept as long as the loop takes (no time is promised)"
      : `kept ${formatDuration(ttlSeconds)} after its last use`;
  if (!price)
    return `the engine's own, ${ttlSeconds === undefined ? "kept as long as the loop takes" : kept}`;
  const write = cacheWriteRate(price.rates, ttlSeconds);
  return [
    rules.marked ? "marked by the client" : "automatic",
    kept,
    ...(rules.minimumTokens === undefined ? [] : [`from ${formatInteger(rules.minimumTokens)} tokens`]),
    `reads $${price.rates.cachedInput} a million tokens`,
    `writes $${write}`,
    `input $${price.rates.input}`,
    ...(price.longContext || price.tiers ? ["more for long inputs"] : []),
  ].join(", ");
}

/** The turns of the text table: 1, 2, 5, 10, 20, 50, … and the last. */
function shownTurns(last: number): ReadonlySet<number> {
  const shown = new Set([last]);
  for (let decade = 1; decade <= last; decade *= 10)
    for (const step of [1, 2, 5]) if (step * decade <= last) shown.add(step * decade);
  return shown;
}

export function agentTable(cost: AgentCost, others: readonly WhatIf[], format: TableFormat): Table {
  const plain = format === "csv";
  const priced = cost.totals.dollars !== null;
  const timed = cost.totals.seconds !== null;
  const money = priced ? dollarsText(cost) : formatSeconds;
  const show = (value: number, text: (value: number) => string): string =>
    plain ? String(value) : text(value);
  const writes = cost.totals.writtenTokens > 0;
  const shown = shownTurns(cost.turns.length);
  const rows = plain ? cost.turns : cost.turns.filter(({ turn }) => shown.has(turn));
  const soFar = others.map(({ cost: other }) => soFarOf(other));
  return {
    titles: [
      "turn",
      "context",
      "input",
      "cached",
      ...(writes ? ["written"] : []),
      "output",
      ...(plain ? ["compacted"] : []),
      ...(timed ? ["time"] : []),
      ...(priced ? ["dollars"] : []),
      "so far",
      ...others.map(({ name }) => name),
    ],
    left: [],
    rows: rows.map((row) => [
      `${show(row.turn, formatInteger)}${row.compacted && !plain ? "*" : ""}`,
      show(row.contextTokens, formatInteger),
      show(row.inputTokens, formatInteger),
      show(row.cachedTokens, formatInteger),
      ...(writes ? [show(row.writtenTokens, formatInteger)] : []),
      show(row.outputTokens, formatInteger),
      ...(plain ? [String(row.compacted)] : []),
      ...(timed ? [show(row.seconds!, formatSeconds)] : []),
      ...(priced ? [show(row.dollars!, money)] : []),
      show((priced ? row.dollarsSoFar : row.secondsSoFar)!, money),
      ...soFar.map((values) => show(values[row.turn - 1]!, money)),
    ]),
  };
}

/** What the whole loop costs, how that grows, and what the other circumstances change. */
export function concludeLoop(loop: AgentLoop, { cost, others, exponent }: AgentFigures): string {
  const here = measure(cost.totals);
  const { inputTokens, cachedTokens } = cost.totals;
  const compactions = cost.turns.filter(({ compacted }) => compacted).length;
  return [
    `${formatInteger(loop.turns)} turns: ${here.text} for ${formatInteger(inputTokens)} tokens of input, ${((100 * cachedTokens) / inputTokens).toFixed(0)} % of them from the cache${compactions === 0 ? "" : `; * ${formatInteger(compactions)} compactions`}.`,
    `Twice the turns: ${(2 ** exponent).toFixed(2)} times as much (exponent ${exponent.toFixed(2)}; 1 is linear, 2 quadratic).`,
    ...others.map(({ name, cost: other }) => {
      const there = measure(other.totals);
      const ratio = there.value / here.value;
      return `${name[0]!.toUpperCase()}${name.slice(1)}: ${there.text}, ${
        ratio >= 1 ? `${ratio.toFixed(2)} times as much` : `${(100 * (1 - ratio)).toFixed(0)} % less`
      }.`;
    }),
  ].join("\n");
}
