import {
  acceleratorsOf,
  type CostRow,
  type Derivation,
  derive,
  parameterCounts,
  priceContexts,
} from "../../../../cost/index.js";
import { formatFlop, formatInteger } from "../../../../shared/units.js";
import type { Plot } from "../../../plot/index.js";
import { type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import { type CommandSpec, type FlagValues, flagText, type Terminal } from "../../command.js";
import { drawPlot, plotFlag, plotTarget } from "../../plot-flag.js";
import { checkCached, warnBeyondApi, warnBeyondDeclared } from "./context-checks.js";
import { type CostRequest, costFlags, parseContexts, readCostRequest } from "./cost-flags.js";
import { costTable } from "./cost-table.js";
import { defaultContexts, describeDefaultContexts } from "./default-contexts.js";
import { dollarsBasis } from "./dollars-basis.js";
import {
  draftFlags,
  draftOf,
  type RowSpeculation,
  speculationColumns,
  speculationsOf,
  speculationText,
} from "./draft-flags.js";
import { explain } from "./explain.js";
import {
  type ContextFrontier,
  frontierPlot,
  frontiersOf,
  frontierTable,
  tellNoLoad,
} from "./frontier-view.js";
import { heldWarnings } from "./held-warnings.js";
import { imageFlags, imagesOf, type RequestImages, withImages } from "./image-flags.js";
import { jsonReport } from "./json-report.js";
import { type ContextLimits, largestConcurrencies, limitLines, servingJson } from "./limits-view.js";
import { tellOffload } from "./offload-flags.js";
import { concurrenciesOf, limitsOf, servingFlags, tellMemory, viewOf } from "./serving-flags.js";

export const command: CommandSpec = {
  summary: "price contexts: FLOP, memory, seconds and dollars of n tokens",
  details:
    "FLOP are exact counts of the model's matrix products. Seconds are modelled by a roofline whose assumptions are printed. Dollars are rented accelerators (--gpu-price, or the hourly price that is known), or an API's list price with --price; without a price there are none.",
  flags: [
    { flags: "--context <list>", description: `context lengths (default: ${describeDefaultContexts})` },
    ...costFlags,
    ...servingFlags,
    ...draftFlags,
    ...imageFlags,
    plotFlag,
    { flags: "--explain", description: "print the derivation with this model's numbers in it" },
    ...tableFlags,
  ],
  subcommands: [
    {
      name: "agent",
      summary:
        "what a loop of an agent or a chat costs, turn by turn, and what caching and reading less save",
      load: () => import("./agent.js"),
    },
    {
      name: "article",
      summary: "the article's two tables: as printed, as computed, and as a real model behaves",
      load: () => import("./article.js"),
    },
    {
      name: "compare",
      summary:
        "models, hardware, formats and list prices side by side for one workload, and what bounds each",
      load: () => import("./compare.js"),
    },
    {
      name: "fit",
      summary: "the largest context, and the most users, within memory, times or dollars; and the crossover",
      load: () => import("./fit.js"),
    },
    {
      name: "models",
      summary: "the models that are known by name, with their size and source",
      load: () => import("./models.js"),
    },
    {
      name: "hardware",
      summary: "the accelerators that are known, with their dense peaks, memory and source",
      load: () => import("./hardware.js"),
    },
    {
      name: "prices",
      summary: "list prices of hosted models, with cached-input and long-context rates",
      load: () => import("./prices.js"),
    },
    {
      name: "tradeoff",
      summary: "cost by context length beside published quality by context length",
      load: () => import("./tradeoff.js"),
    },
    {
      name: "train",
      summary: "memory, FLOP and time of training: every weight, or LoRA and QLoRA adapters",
      load: () => import("./train.js"),
    },
  ],
  examples: [
    "fovea cost --model llama-3.1-8b --context 8k,128k --output 500",
    "fovea cost --model gpt-oss-120b --context 8k --output 1k --concurrency 1,8,64",
    "fovea cost --model ./config.json --hardware h100 --gpus 8 --explain --context 128k",
    "fovea cost --price gpt-5.4 --context 8k,200k,1M",
  ],
  run: async (_values, flags, ownTerminal) => {
    const { terminal, tell } = heldWarnings(ownTerminal);
    const format = tableFormat(flags);
    const target = plotTarget(flags);
    const images = imagesOf(flags, terminal.cwd);
    const request = withImages(await readCostRequest(flags, terminal), images);
    const { spec, options } = request;
    const contexts = contextsOf(flags, request, images);
    checkCached(contexts, options);
    if (options.apiPrice)
      warnBeyondApi(
        options.apiPrice,
        contexts.map((tokens) => tokens + options.outputTokens),
        terminal,
      );
    warnBeyondDeclared(spec, contexts, terminal, options.outputTokens);
    const view = viewOf(flags, spec);
    const concurrencies = concurrenciesOf(flags, options);
    const most = Math.max(...concurrencies);
    const byConcurrency = concurrencies.map((concurrency) =>
      priceContexts(spec, contexts, { ...options, concurrency }),
    );
    const rows = contexts.flatMap((_, index) => byConcurrency.map((prices) => prices[index]!));
    const derivations = flags.explain === true ? rows.map((row) => derive(spec, row, options)) : [];
    const limits = limitsOf(flags);
    const serving = view === "serving" ? largestConcurrencies(request, contexts, most, limits) : [];
    const draft = draftOf(flags, request, terminal);
    const speculations = draft === undefined ? [] : speculationsOf(request, draft, rows);
    const plotsLoad = target !== undefined && flags.concurrency !== undefined;
    const frontiers =
      spec.causal && (flags.frontier === true || plotsLoad) ? frontiersOf(request, contexts, most) : [];
    tell();
    const plot = async () => {
      if (target === undefined) return;
      const drawn = frontiers.length > 0 ? frontierPlot(request, frontiers) : plotOf(request, rows);
      await drawPlot(drawn, target, terminal, { stdoutIsData: format !== "text" });
    };
    if (format === "json") {
      terminal.out(
        jsonReport(asJson(request, { rows, derivations, serving, frontiers, speculations, images })),
      );
      await plot();
      return;
    }
    if (format === "text") {
      const { total, active } = parameterCounts(spec);
      terminal.out(
        `${request.assumptionLines.join("\n")}\n${formatInteger(total)} parameters${active < total ? `, ${formatInteger(active)} used by a token` : ""}. Dollars: ${dollarsBasis(options)}.\n\n`,
      );
    }
    if (flags.frontier === true) {
      terminal.out(frontierTable(frontiers, format));
      tellNoLoad(request, frontiers, rows, terminal);
    } else {
      terminal.out(
        costTable(rows, view, format, options, terminal.columns, speculationColumns(rows, speculations)),
      );
      tellMemory(rows, format, terminal);
    }
    if (speculations.length > 0) {
      if (format !== "csv") terminal.out(`\n${speculationText(rows, speculations, format)}`);
      else if (flags.frontier === true)
        terminal.err(
          "fovea: the CSV of a frontier leaves out the figures with drafted tokens; --json has them.\n",
        );
    }
    const within = limitLines(serving, limits, rows[0]!.timeErrorFactor);
    if (within !== "") (format === "text" ? terminal.out : terminal.err)(`\n${within}`);
    if (format !== "text" && rows.some(({ dollars }) => dollars === null))
      terminal.err(`fovea: dollars: ${dollarsBasis(options)}.\n`);
    if (format !== "csv") tellOffload(rows, terminal);
    printDerivations(derivations, format, terminal);
    await plot();
  },
};

/** The context lengths to price, with the tokens of images in each. */
function contextsOf(flags: FlagValues, { spec, options }: CostRequest, images?: RequestImages): number[] {
  const text = flagText(flags, "context");
  const tokens = images?.tokens ?? 0;
  const asked =
    text === undefined ? defaultContexts(spec, tokens + options.outputTokens) : parseContexts(text);
  return asked.map((n) => n + tokens);
}

/** Below the table; fenced in Markdown, and on stderr where stdout is data. */
function printDerivations(
  derivations: readonly Derivation[],
  format: TableFormat,
  { out, err }: Pick<Terminal, "out" | "err">,
): void {
  for (const derivation of derivations) {
    const text = explain(derivation);
    if (format === "csv") err(`\n${text}`);
    else out(format === "markdown" ? `\n\`\`\`\n${text}\`\`\`\n` : `\n${text}`);
  }
}

function plotOf({ spec, options }: CostRequest, rows: readonly CostRow[]): Plot {
  const series = (name: string, of: (row: CostRow) => number) => ({
    name,
    points: rows.map((row) => ({ x: row.context, y: of(row) })),
  });
  return {
    title: `Prefill of ${spec.name}${options.batch > 1 ? `, batch ${options.batch}` : ""}`,
    xLabel: "context, tokens",
    yLabel: "FLOP",
    formatY: (flop) => formatFlop(flop, 0),
    series: [
      series("attention", (row) => row.attentionFlop),
      series("linear part", (row) => row.linearFlop),
      series("total", (row) => row.totalFlop),
    ],
  };
}

/** Everything that `fovea cost` may work out. */
export interface PricedRows {
  readonly rows: readonly CostRow[];
  readonly derivations?: readonly Derivation[];
  readonly serving?: readonly ContextLimits[];
  readonly frontiers?: readonly ContextFrontier[];
  readonly speculations?: readonly RowSpeculation[];
  readonly images?: RequestImages | undefined;
}

/** The documented JSON of `fovea cost`. */
export function asJson(
  { spec, options, assumptions }: CostRequest,
  { rows, derivations = [], serving = [], frontiers = [], speculations = [], images }: PricedRows,
) {
  return {
    model: spec.name,
    hardware: options.accelerator.id,
    accelerators: acceleratorsOf(options.plan),
    assumptions,
    dollarsBasis: dollarsBasis(options),
    parameters: parameterCounts(spec),
    ...(images === undefined ? {} : { images }),
    rows,
    ...(derivations.length > 0 ? { derivations } : {}),
    ...(serving.length > 0 ? { serving: serving.map(servingJson) } : {}),
    ...(frontiers.length > 0 ? { frontier: frontiers } : {}),
    ...(speculations.length > 0 ? { speculation: speculations } : {}),
  };
}
