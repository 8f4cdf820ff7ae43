import { acceleratorsOf, type CostRow, crossoverContext, largestContext, type MemoryPerAccelerator, priceContexts } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import {
  formatBytes,
  formatDollars,
  formatInteger,
  formatSeconds,
  parsePositive,
} from "../../../../shared/units.js";
import { type CommandSpec, flagText } from "../../command.js";
import { costFlags, readCostRequest } from "./cost-flags.js";
import { giveAPrice } from "./dollars-basis.js";

/** Largest context that is searched, tokens. */
const LIMIT = 2 ** 30;

export const command: CommandSpec = {
  summary: "the largest context within memory, time to first token or dollars; and the crossover",
  flags: [
    ...costFlags,
    { flags: "--ttft <seconds>", description: "longest time to first token" },
    { flags: "--dollars <sum>", description: "most dollars a request" },
    { flags: "--json", description: "print the result as JSON" },
  ],
  examples: [
    "fovea cost fit --gpus 4 --ttft 2",
    "fovea cost fit --model llama-3.1-8b --gpus 1 --kv-dtype fp8",
  ],
  run: async (_values, flags, terminal) => {
    const { spec, options, assumptions } = await readCostRequest(flags, terminal);
    const ttft = limitOf(flagText(flags, "ttft"), "--ttft");
    const dollars = limitOf(flagText(flags, "dollars"), "--dollars");
    const within = (accepts: (row: CostRow) => boolean): number =>
      largestContext((n) => accepts(priceContexts(spec, [n], options)[0]!), LIMIT);
    if (dollars !== undefined && priceContexts(spec, [1], options)[0]!.dollars === null)
      throw usageError(
        "no-price",
        `no hourly price is known for ${options.accelerator.name}`,
        `${giveAPrice[0]!.toUpperCase()}${giveAPrice.slice(1)}.`,
      );
    const memory = within((row) => row.fits);
    const used = priceContexts(spec, [Math.max(1, memory)], options)[0]!.memoryPerAccelerator;
    const result = {
      model: spec.name,
      hardware: options.accelerator.id,
      accelerators: acceleratorsOf(options.plan),
      assumptions,
      declared: spec.maxContext ?? null,
      memory,
      memoryPerAccelerator: used,
      ...(ttft === undefined ? {} : { ttft: within((row) => row.prefillSeconds <= ttft) }),
      ...(dollars === undefined ? {} : { dollars: within((row) => row.dollars! <= dollars) }),
      crossover:
        crossoverContext(spec, { causal: options.causal && spec.causal, latent: options.latent }) ?? null,
    };
    if (flags.json) {
      terminal.out(`${JSON.stringify(result, null, 2)}\n`);
      return;
    }
    const tokens = (n: number | null): string =>
      n === null ? "none" : n >= LIMIT ? "no limit below 2³⁰ tokens" : `${formatInteger(n)} tokens`;
    const capacity = options.accelerator.memoryBytes;
    const lines = [
      `${assumptions}.`,
      "",
      `Fits in ${formatBytes(capacity)} of memory${acceleratorsOf(options.plan) > 1 ? " each" : ""}:  ${memory === 0 ? "no context: the weights alone do not fit" : tokens(memory)}`,
      `  held by the fullest:  ${heldBy(used)}`,
      ...(ttft === undefined ? [] : [`First token within ${formatSeconds(ttft)}:  ${tokens(result.ttft!)}`]),
      ...(dollars === undefined
        ? []
        : [`Request within ${formatDollars(dollars)}:  ${tokens(result.dollars!)}`]),
      `Declared by the model:  ${tokens(result.declared)}`,
      `Attention costs more than the rest from:  ${tokens(result.crossover)}`,
    ];
    terminal.out(`${lines.join("\n")}\n`);
  },
};

/** `weights 17.6 GB, KV cache 58.3 GB, activations 0.4 GB, reserve 8.5 GB`. */
const heldBy = ({ weights, kvCache, activations, reserve }: MemoryPerAccelerator): string =>
  [
    `weights ${formatBytes(weights)}`,
    `KV cache ${formatBytes(kvCache)}`,
    `activations ${formatBytes(activations)}`,
    `reserve ${formatBytes(reserve)}`,
  ].join(", ");

const limitOf = (text: string | undefined, flag: string): number | undefined =>
  text === undefined ? undefined : parsePositive(text, flag, "2.5");
