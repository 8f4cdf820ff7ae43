import {
  type AgentCost,
  type AgentLoop,
  type AgentTotals,
  acceleratorsIn,
  agentCost,
  cacheWriteRate,
  growthExponent,
  priceContexts,
  type WhatIf,
  whatIfs,
} from "../../../../cost/index.js";
import { formatDollars, formatInteger, formatSeconds } from "../../../../shared/units.js";
import type { Plot } from "../../../plot/index.js";
import type { CostAgentReport } from "../../../schema/index.js";
import { renderTable, type Table, type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec } from "../../command.js";
import { formatDuration } from "../../duration.js";
import { drawPlot, plotFlag, plotTarget } from "../../plot-flag.js";
import { type AgentSource, agentFlags, readLoop, readSource } from "./agent-flags.js";
import { warnBeyondDeclared } from "./context-checks.js";
import { dollarsBasis } from "./dollars-basis.js";

export const command: CommandSpec = {
  summary: "what a loop of an agent or a chat costs, turn by turn, and what caching and reading less save",
  details:
    "Each turn sends the whole conversation so far: without a cache the input grows with the square of the turns. Tokens are counted exactly; the prompt cache follows the provider's published rules (what it keeps, how long, what writes cost), and tiers by length apply request by request. On your own hardware only new tokens are prefilled, and times are modelled. Hits of a provider's cache are assumed wherever its rules allow them.",
  flags: [...agentFlags, plotFlag, ...tableFlags],
  examples: [
    "fovea cost agent --price claude-sonnet-5-5 --turns 50",
    "fovea cost agent --price gpt-5.5 --read 8k --reasoning 1k --compact-at 200k",
    "fovea cost agent --chat --price claude-opus-5-5 --gap 10m --cache-ttl 1h",
    "fovea cost agent --model qwen3-30b-a3b --hardware h100 --gpu-price 2.5 --plot -",
  ],
  run: async (_values, flags, terminal) => {
    const format = tableFormat(flags);
    const target = plotTarget(flags);
    const loop = readLoop(flags);
    const source = await readSource(flags, terminal);
    const cost = agentCost(loop, source.payer);
    const others = whatIfs(loop, source.payer);
    const exponent = growthExponent(loop, source.payer);
    if (!source.price) warnOfLimits(source, cost, terminal.err, terminal);
    if (format === "json")
      terminal.out(`${JSON.stringify(reportOf(loop, source, cost, others, exponent), null, 2)}\n`);
    else {
      if (format === "text") terminal.out(`${describe(loop, source)}\n\n`);
      terminal.out(renderTable(tableOf(cost, others, format), format));
      if (format === "text") terminal.out(`\n${conclusions(loop, cost, others, exponent)}\n`);
    }
    if (target !== undefined)
      await drawPlot(plotOf(loop, source, cost, others), target, terminal, {
        stdoutIsData: format !== "text",
      });
  },
};

/** One line each on stderr when the longest turn is beyond what the model declares, or does not fit in memory. */
function warnOfLimits(
  { spec, options }: Exclude<AgentSource, { price: object }>,
  cost: AgentCost,
  err: (text: string) => void,
  terminal: Parameters<typeof warnBeyondDeclared>[2],
): void {
  const longest = Math.max(...cost.turns.map(({ contextTokens }) => contextTokens));
  warnBeyondDeclared(spec, [longest], terminal);
  if (!priceContexts(spec, [longest], { ...options, cachedTokens: 0 })[0]!.fits)
    err(
      `fovea: the longest turn, ${formatInteger(longest)} tokens, does not fit in the memory of these accelerators; raise --gpus, lower --dtype or give --compact-at.\n`,
    );
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

const soFarOf = ({ turns }: AgentCost): readonly number[] =>
  turns.map(({ dollarsSoFar, secondsSoFar }) => dollarsSoFar ?? secondsSoFar!);

function basisOf(source: AgentSource): string {
  return source.price
    ? `${source.price.id} list price of ${source.price.listedOn}`
    : dollarsBasis(source.options);
}

/** The loop, who is paid and how the cache works, in a few lines. */
function describe(loop: AgentLoop, source: AgentSource): string {
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
    ...(source.price ? [] : [`${source.assumptions}.`]),
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

function tableOf(cost: AgentCost, others: readonly WhatIf[], format: TableFormat): Table {
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
function conclusions(loop: AgentLoop, cost: AgentCost, others: readonly WhatIf[], exponent: number): string {
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

function plotOf(loop: AgentLoop, source: AgentSource, cost: AgentCost, others: readonly WhatIf[]): Plot {
  const series = (name: string, of: AgentCost, dashed = true) => ({
    name,
    dashed,
    points: soFarOf(of).map((y, index) => ({ x: index + 1, y })),
  });
  const priced = cost.totals.dollars !== null;
  return {
    title: `${loop.chat ? "Chat" : "Agent"} of ${formatInteger(loop.turns)} turns, ${source.price ? source.price.id : source.spec.name}`,
    xLabel: "turns",
    yLabel: priced ? "dollars so far" : "seconds so far",
    formatY: priced ? formatDollars : formatSeconds,
    series: [series("as asked", cost, false), ...others.map(({ name, cost: other }) => series(name, other))],
  };
}

/** The documented JSON of `fovea cost agent`. */
function reportOf(
  loop: AgentLoop,
  source: AgentSource,
  cost: AgentCost,
  others: readonly WhatIf[],
  exponent: number,
): CostAgentReport {
  const { cache } = source.payer;
  return {
    ...(source.price
      ? { model: source.price.id }
      : {
          model: source.spec.name,
          hardware: source.options.accelerator.id,
          accelerators: acceleratorsIn(source.options),
          assumptions: source.assumptions,
        }),
    dollarsBasis: basisOf(source),
    loop,
    cache: cache
      ? {
          ttlSeconds: cache.ttlSeconds ?? null,
          ...(source.price?.cache ? { rules: source.price.cache } : {}),
          ...(source.price ? { writeRate: cacheWriteRate(source.price.rates, cache.ttlSeconds) } : {}),
        }
      : null,
    turns: [...cost.turns],
    totals: cost.totals,
    growthExponent: exponent,
    whatIfs: others.map(({ name, cost: other }) => ({
      name,
      totals: other.totals,
      soFar: [...soFarOf(other)],
    })),
  };
}
