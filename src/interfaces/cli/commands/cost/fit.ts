import {
  acceleratorsOf,
  attends,
  type CostRow,
  type LatencyLimits,
  largestContext,
  type MemoryPerAccelerator,
  type ModelSpec,
  meetsLimits,
  priceContexts,
  timeError,
} from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import {
  formatBytes,
  formatDollars,
  formatInteger,
  formatSeconds,
  parseCount,
  parsePositive,
} from "../../../../shared/units.js";
import { checkCached, checkGenerates, warnBeyondDeclared } from "../../../cost/context-checks.js";
import { costFlags, parseContexts, readCostRequest } from "../../../cost/cost-flags.js";
import { giveAPrice } from "../../../cost/dollars-basis.js";
import { fitRemedies } from "../../../cost/fit-remedies.js";
import { jsonReport } from "../../../cost/json-report.js";
import {
  deploymentFor,
  largestConcurrencies,
  lengthsOf,
  limitLine,
  mixerContextOf,
  servingJson,
} from "../../../cost/limits-view.js";
import { crossoverOf } from "../../../cost/price.js";
import { limitFlags, limitsOf } from "../../../cost/serving-flags.js";
import { renderTable, tableFlags, tableFormat } from "../../../table.js";
import { type CommandSpec, flagText } from "../../command.js";
import { costInputs } from "./cost-inputs.js";
import { fitTable, LARGEST_SEARCHED } from "./fit-table.js";
import { heldWarnings } from "./held-warnings.js";

export const command: CommandSpec = {
  summary: "the largest context, and the most users, within memory, times or dollars; and the crossover",
  flags: [
    ...costFlags,
    { flags: "--concurrency <n>", description: "requests served at all times (default: --batch)" },
    ...limitFlags,
    { flags: "--dollars <sum>", description: "most dollars a request" },
    { flags: "--context <list>", description: "find the most users at these context lengths as well" },
    ...tableFlags,
  ],
  examples: [
    "fovea cost fit --gpus 4 --ttft 2",
    "fovea cost fit --model llama-3.1-8b --gpus 1 --kv-dtype fp8",
    "fovea cost fit --model llama-3.1-8b --context 8k --output 500 --ttft 2 --tpot 0.03",
  ],
  run: async (_values, flags, ownTerminal) => {
    const { terminal, tell } = heldWarnings(ownTerminal);
    const format = tableFormat(flags);
    const request = readCostRequest(flags, await costInputs(flags, terminal));
    const { spec, assumptions } = request;
    const concurrencyText = flagText(flags, "concurrency");
    const concurrency =
      concurrencyText === undefined
        ? request.options.batch
        : parseCount(concurrencyText, "--concurrency", "8");
    const options = { ...request.options, concurrency };
    const limits = limitsOf(flags);
    const dollars = limitOf(flagText(flags, "dollars"), "--dollars");
    const contextText = flagText(flags, "context");
    const contexts = contextText === undefined ? [] : parseContexts(contextText);
    checkCached(contexts, options);
    checkGenerates(spec, flags);
    warnBeyondDeclared(spec, contexts, terminal, options.outputTokens);
    const within = (accepts: (row: CostRow) => boolean): number =>
      largestContext((n) => accepts(priceContexts(spec, [n], options)[0]!), LARGEST_SEARCHED);
    if (dollars !== undefined && priceContexts(spec, [1], options)[0]!.dollars === null)
      throw usageError(
        "no-price",
        `no hourly price is known for ${options.accelerator.name}`,
        `${giveAPrice[0]!.toUpperCase()}${giveAPrice.slice(1)}.`,
      );
    const { ttftSeconds, tpotSeconds } = limits;
    if (tpotSeconds !== undefined && !spec.causal)
      throw usageError("no-decode", `${spec.name} generates no tokens`, "Leave --tpot out.");
    tell();
    const memory = within((row) => row.fits);
    // With the host's help there is no limit here: shown is what a context that the user means would need there.
    const shown =
      options.offloadTo === undefined ? Math.max(1, memory) : (contexts[0] ?? spec.maxContext ?? 32_768);
    const { memoryPerAccelerator: used, offload } = priceContexts(spec, [shown], options)[0]!;
    // Times are those of requests that all run at once, whatever memory holds: so they grow with the context.
    const withinTimes = (own: LatencyLimits): number =>
      largestContext(
        (n) =>
          meetsLimits(
            spec,
            lengthsOf(n, request),
            concurrency,
            own,
            deploymentFor(n, request, concurrency),
            mixerContextOf(request),
          ),
        LARGEST_SEARCHED,
      );
    const serving = spec.causal ? largestConcurrencies(request, contexts, concurrency, limits) : [];
    const result = {
      model: spec.name,
      hardware: options.accelerator.id,
      accelerators: acceleratorsOf(options.plan),
      assumptions,
      concurrency,
      declared: spec.maxContext ?? null,
      memory,
      memoryPerAccelerator: used,
      ...(ttftSeconds === undefined ? {} : { ttft: withinTimes({ ttftSeconds }) }),
      ...(tpotSeconds === undefined ? {} : { tpot: withinTimes({ tpotSeconds }) }),
      ...(dollars === undefined ? {} : { dollars: within((row) => row.dollars! <= dollars) }),
      crossover: crossoverOf(request) ?? null,
      ...(serving.length === 0 ? {} : { serving: serving.map(servingJson) }),
    };
    if (format === "json") {
      terminal.out(jsonReport(result));
      return;
    }
    if (format !== "text") {
      terminal.out(renderTable(fitTable(result, serving, concurrency, format), format));
      return;
    }
    const tokens = (n: number | null): string =>
      n === null
        ? "none"
        : n >= LARGEST_SEARCHED
          ? "no limit below 2³⁰ tokens"
          : `${formatInteger(n)} tokens`;
    const capacity = options.accelerator.memoryBytes;
    const each = concurrency === 1 ? "" : `, ${formatInteger(concurrency)} requests at once`;
    const there =
      offload === null
        ? "nothing"
        : `${formatBytes(offload.weights)} of weights and ${formatBytes(offload.kvCache)} of KV cache`;
    const reach = options.offloadTo
      ? `as far as the host's goes; at ${tokens(shown)} it holds ${there}`
      : memory === 0
        ? noContext(used, concurrency)
        : tokens(memory);
    const lines = [
      ...request.assumptionLines,
      "",
      `Fits in ${formatBytes(capacity)} of memory${acceleratorsOf(options.plan) > 1 ? " each" : ""}${each}:  ${reach}`,
      `  held by the fullest:  ${heldBy(used)}`,
      ...(ttftSeconds === undefined
        ? []
        : [`First token within ${formatSeconds(ttftSeconds)}${each}:  ${tokens(result.ttft!)}`]),
      ...(tpotSeconds === undefined
        ? []
        : [`Output tokens within ${formatSeconds(tpotSeconds)}${each}:  ${tokens(result.tpot!)}`]),
      ...(dollars === undefined
        ? []
        : [`Request within ${formatDollars(dollars)}:  ${tokens(result.dollars!)}`]),
      `${declaredBy(spec)}:  ${tokens(result.declared)}`,
      `Attention costs more than the rest from:  ${tokens(result.crossover)}`,
    ];
    terminal.out(
      `${lines.join("\n")}\n${serving.map((one) => limitLine(one, limits, timeError(options).factor)).join("")}`,
    );
  },
};

/** Who says how long a context may be: the model's authors in the catalogue, which may differ from its config. */
const declaredBy = (spec: ModelSpec): string =>
  attends(spec) ? "Declared by the model" : "Trained at, which its state does not limit";

const noContext = (held: MemoryPerAccelerator, users: number): string => {
  const { weights, reserve, capacity } = held;
  const fewer = users > 1 ? { fewer: "lower --concurrency" } : {};
  return weights + reserve > capacity
    ? `none; ${fitRemedies([held])}`
    : `none, not even one token each beside the weights; ${fitRemedies([held], { ...fewer, shorter: "lower --output" })}`;
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
