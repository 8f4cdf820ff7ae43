import type { Derivation } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { costTable } from "../../../cost/cost-table.js";
import { dollarsBasis } from "../../../cost/dollars-basis.js";
import { speculationColumns, speculationText } from "../../../cost/draft-flags.js";
import { explain } from "../../../cost/explain.js";
import { frontierPlot, frontierTable, tellNoLoad } from "../../../cost/frontier-view.js";
import { jsonReport } from "../../../cost/json-report.js";
import { limitLines } from "../../../cost/limits-view.js";
import { tellOffload } from "../../../cost/offload-flags.js";
import { costPlot, type PlotKind, plotOfFlag } from "../../../cost/plots.js";
import { asJson, headText, price, priceFlags } from "../../../cost/price.js";
import { tellMemory } from "../../../cost/serving-flags.js";
import { type TableFormat, tableFlags, tableFormat } from "../../../table.js";
import { type CommandSpec, type FlagValues, flagText, type Terminal } from "../../command.js";
import { drawPlot, plotFlag, plotTarget } from "../../plot-flag.js";
import { costInputs } from "./cost-inputs.js";
import { heldWarnings } from "./held-warnings.js";

export const command: CommandSpec = {
  summary: "price contexts: FLOP, memory, seconds and dollars of n tokens",
  details:
    "FLOP are exact counts of the model's matrix products. Seconds are modelled by a roofline whose assumptions are printed. Dollars are rented accelerators (--gpu-price, or the hourly price that is known), or an API's list price with --price; without a price there are none.",
  flags: [
    ...priceFlags,
    plotFlag,
    plotOfFlag,
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
    const inputs = await costInputs(flags, terminal);
    const kind = plotKindOf(flags, target);
    const plotsLoad = target !== undefined && kind === undefined && flags.concurrency !== undefined;
    const priced = price(flags, inputs, { plotsLoad });
    const { request, view, limits, rows, derivations, serving, frontiers, speculations } = priced;
    const { options } = request;
    tell();
    const plot = async () => {
      if (target === undefined) return;
      const drawn =
        kind === undefined && frontiers.length > 0
          ? frontierPlot(request, frontiers)
          : costPlot(kind ?? "flop", [priced]);
      await drawPlot(drawn, target, terminal, { stdoutIsData: format !== "text" });
    };
    if (format === "json") {
      terminal.out(jsonReport(asJson(priced)));
      await plot();
      return;
    }
    if (format === "text") terminal.out(`${headText(request)}\n`);
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

/** What `--plot-of` asks for. @throws FoveaError `plot-of-without-plot`. */
function plotKindOf(flags: FlagValues, target: string | undefined): PlotKind | undefined {
  const kind = flagText(flags, "plotOf");
  if (kind === undefined || target !== undefined) return kind as PlotKind | undefined;
  throw usageError(
    "plot-of-without-plot",
    "--plot-of needs --plot",
    "Write --plot cost.svg, or --plot - for the terminal.",
  );
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
