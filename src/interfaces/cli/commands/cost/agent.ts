import {
  type AgentCost,
  type AgentLoop,
  acceleratorsIn,
  agentCost,
  cacheWriteRate,
  growthExponent,
  priceContexts,
  requestsOf,
  type WhatIf,
  whatIfs,
} from "../../../../cost/index.js";
import { formatDollars, formatInteger, formatSeconds } from "../../../../shared/units.js";
import { warnBeyondApi, warnBeyondDeclared } from "../../../cost/context-checks.js";
import { fitRemedies } from "../../../cost/fit-remedies.js";
import { jsonReport } from "../../../cost/json-report.js";
import type { Plot } from "../../../plot/index.js";
import type { CostAgentReport } from "../../../schema/index.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
import type { CommandSpec, Terminal } from "../../command.js";
import { drawPlot, plotFlag, plotTarget } from "../../plot-flag.js";
import { type AgentSource, agentFlags, readLoop, readSource } from "./agent-flags.js";
import { type AgentFigures, agentTable, basisOf, concludeLoop, describeLoop, soFarOf } from "./agent-text.js";
import { costInputs } from "./cost-inputs.js";
import { heldWarnings } from "./held-warnings.js";

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
  run: async (_values, flags, ownTerminal) => {
    const { terminal, tell } = heldWarnings(ownTerminal);
    const format = tableFormat(flags);
    const target = plotTarget(flags);
    const loop = readLoop(flags);
    const source = readSource(flags, await costInputs(flags, terminal));
    const cost = agentCost(loop, source.payer);
    const others = whatIfs(loop, source.payer);
    const exponent = growthExponent(loop, source.payer);
    const fits = source.price ? null : checkLimits(source, cost, terminal, loop);
    if (source.price)
      warnBeyondApi(
        source.price,
        requestsOf(loop).map((request) => request.inputTokens + request.outputTokens),
        terminal,
      );
    tell();
    if (format === "json") terminal.out(jsonReport(reportOf(loop, source, fits, { cost, others, exponent })));
    else {
      if (format === "text") terminal.out(`${describeLoop(loop, source)}\n\n`);
      terminal.out(renderTable(agentTable(cost, others, format), format));
      if (format === "text") terminal.out(`\n${concludeLoop(loop, { cost, others, exponent })}\n`);
    }
    if (target !== undefined)
      await drawPlot(plotOf(loop, source, cost, others), target, terminal, {
        stdoutIsData: format !== "text",
      });
  },
};

/** Whether the longest request fits in memory. One line each on stderr when not, or when it is beyond what is declared. */
function checkLimits(
  { spec, options }: Exclude<AgentSource, { price: object }>,
  cost: AgentCost,
  terminal: Terminal,
  { outputTokens, reasoningTokens }: AgentLoop,
): boolean {
  // The rest of a turn's input is that of the compaction before it.
  const longest = Math.max(
    ...cost.turns.map(({ inputTokens, contextTokens }) =>
      Math.max(contextTokens, inputTokens - contextTokens),
    ),
  );
  warnBeyondDeclared(spec, [longest], terminal, outputTokens + reasoningTokens);
  const { fits, memoryPerAccelerator } = priceContexts(spec, [longest], { ...options, cachedTokens: 0 })[0]!;
  if (!fits)
    terminal.err(
      `fovea: the longest request, ${formatInteger(longest)} tokens, does not fit in the memory of these accelerators; ${fitRemedies([memoryPerAccelerator], { shorter: "give --compact-at" })}.\n`,
    );
  return fits;
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
  fits: boolean | null,
  { cost, others, exponent }: AgentFigures,
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
    fits,
    growthExponent: exponent,
    whatIfs: others.map(({ name, cost: other }) => ({
      name,
      totals: other.totals,
      soFar: [...soFarOf(other)],
    })),
  };
}
