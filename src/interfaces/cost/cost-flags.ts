import {
  type ApiPrice,
  checkPlan,
  defaultEngineFor,
  defaultHardware,
  defaultModel,
  defaultReserve,
  deploymentOf,
  findEngine,
  findHardware,
  findModel,
  findPrice,
  type ModelSpec,
  notRun,
  type PlanRequest,
  type PriceEntry,
  type PriceOptions,
  parseCacheFormat,
  parseFormats,
  planFor,
  readModel,
  remedyOf,
  resolutionNote,
  sharesOf,
  specOf,
  uniformFormats,
  unusualPlan,
  withMbu,
  withMfu,
} from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { parseCount, parseCountOrZero, parsePositive, shareIn } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "../cli/command.js";
import { type Assumptions, assumptionsOf } from "./assumptions.js";
import { asBatch, batchApiFlag } from "./batch-api-flag.js";
import type { CostInputs, Listener } from "./inputs.js";
import { offloadFlags, offloadOf } from "./offload-flags.js";

export const priceFileFlag: Flag = {
  flags: "--price-file <path>",
  description: "your own list prices, before the built-in ones",
};

/** Flags that choose the model, the hardware and the prices. */
export const costFlags: readonly Flag[] = [
  {
    flags: "--model <name>",
    description: "a known model or the path of a config.json",
    defaultValue: defaultModel,
  },
  { flags: "--hardware <name>", description: "accelerator", defaultValue: defaultHardware },
  {
    flags: "--gpus <n>",
    description: "accelerators (default: --tp × --pp, or as many as the weights need: 1, 2, 4, …)",
  },
  { flags: "--tp <n>", description: "accelerators that divide each product (default: what --pp leaves)" },
  { flags: "--pp <n>", description: "pipeline stages that divide the layers (default: what --tp leaves)" },
  { flags: "--ep <n>", description: "of the --tp accelerators, how many divide whole experts" },
  {
    flags: "--dp-attention",
    description:
      "attention weights whole on each accelerator, its cache divided by requests; in vllm and trtllm dense layers and the head are whole too",
  },
  {
    flags: "--dtype <name>",
    description:
      "format of the weights: the checkpoint's own (auto: its quantization_config, else bf16), a number format for all (bf16, fp8, int4, …) or a quantisation (awq, nvfp4, q4_k_m, …)",
    defaultValue: "auto",
  },
  {
    flags: "--kv-dtype <name>",
    description:
      "format of the KV cache: bf16, fp8, int8, int4, q8_0, q4_0, … (default: 16 bits; fp8 with --dtype fp8 or fp4, and where the checkpoint says so)",
  },
  {
    flags: "--reserve <share>",
    description: "share of the memory that is kept free, 0 to 1",
    defaultValue: String(defaultReserve),
  },
  {
    flags: "--chunk <tokens>",
    description: "prompt tokens that one pass computes at most (default: the engine's, 8,192 for vllm)",
  },
  ...offloadFlags,
  { flags: "--batch <n>", description: "sequences processed together", defaultValue: "1" },
  {
    flags: "--engine <name>",
    description: "inference engine (default: vllm; llama.cpp where no server runs)",
  },
  { flags: "--output <tokens>", description: "tokens to generate after the context" },
  { flags: "--cached <tokens>", description: "tokens of the context that a prefix cache already holds" },
  {
    flags: "--cache-write <tokens>",
    description: "new tokens written to the API's prompt cache, at its rate for writes",
  },
  {
    flags: "--mfu <share>",
    description: "model FLOP utilisation, 0 to 1 (default: calibrated, see docs/cost-validation.md)",
  },
  { flags: "--mbu <share>", description: "memory bandwidth utilisation, 0 to 1" },
  { flags: "--causal", description: "a token sees only earlier tokens (default)" },
  { flags: "--full", description: "every token sees every token, as the article counts" },
  {
    flags: "--latent <mode>",
    description: "MLA over a cache",
    defaultValue: "absorbed",
    choices: ["absorbed", "naive"],
  },
  {
    flags: "--parallel <mode>",
    description: "how accelerators share the work",
    defaultValue: "tensor",
    choices: ["tensor", "context"],
  },
  { flags: "--price <api-model>", description: "dollars by an API's list price" },
  batchApiFlag,
  priceFileFlag,
  {
    flags: "--gpu-price <dollars>",
    description: "dollars an accelerator and hour, when you run it yourself",
  },
];

export interface CostRequest extends Assumptions {
  readonly spec: ModelSpec;
  readonly options: PriceOptions;
}

/**
 * Reads the flags of `fovea cost`.
 * @throws FoveaError for unknown names, bad numbers and unreadable configs.
 */
export function readCostRequest(flags: FlagValues, inputs: CostInputs): CostRequest {
  const spec = loadModel(flagText(flags, "model")!, inputs);
  const accelerator = findHardware(flagText(flags, "hardware")!);
  const engineName = flagText(flags, "engine");
  const stated = engineName === undefined ? undefined : findEngine(engineName);
  const readsGguf = (stated ?? defaultEngineFor(accelerator, uniformFormats("bf16"))).id === "llama.cpp";
  const { weights: formats, cache } = parseFormats(flagText(flags, "dtype")!, spec, readsGguf);
  const engine = stated ?? defaultEngineFor(accelerator, formats);
  const kvText = flagText(flags, "kvDtype");
  const request: PlanRequest = {
    ...counted(flags, "gpus", "accelerators"),
    ...counted(flags, "tp", "tensor"),
    ...counted(flags, "pp", "pipeline"),
    ...counted(flags, "ep", "expert"),
    dataAttention: flags.dpAttention === true,
    wholeDense: engine.wholeDense,
    parallel: flags.parallel === "context" ? "context" : "tensor",
  };
  const offloadTo = offloadOf(flags, spec, accelerator);
  const statesNone =
    request.accelerators === undefined && request.tensor === undefined && request.pipeline === undefined;
  const plan = planFor(
    spec,
    accelerator,
    formats,
    offloadTo && statesNone ? { ...request, accelerators: 1 } : request,
  );
  checkPlan(spec, plan);
  if (flags.causal === true && flags.full === true)
    throw usageError("causal-and-full", "--causal and --full exclude each other", "Give one of them.");
  const mfu = share(flags, "mfu");
  const mbu = share(flags, "mbu");
  let shares = sharesOf(accelerator);
  if (mfu !== undefined) shares = withMfu(shares, mfu);
  if (mbu !== undefined) shares = withMbu(shares, mbu);
  const chunk = flagText(flags, "chunk");
  const gpuPrice = flagText(flags, "gpuPrice");
  const apiPrice = listPrice(flags, inputs);
  if (apiPrice !== undefined && gpuPrice !== undefined)
    throw usageError("two-prices", "--price and --gpu-price exclude each other", "Give one of them.");
  const cacheWriteTokens = optionalCount(flags, "cacheWrite", "--cache-write");
  if (cacheWriteTokens > 0 && apiPrice === undefined)
    throw usageError(
      "cache-write-without-price",
      "--cache-write is what an API charges for its cache, and no list price is given",
      "Give --price as well, or leave it out.",
    );
  const options: PriceOptions = {
    ...deploymentOf({
      accelerator,
      plan,
      formats,
      kv: kvText === undefined ? cache : parseCacheFormat(kvText),
      batch: parseCount(flagText(flags, "batch")!, "--batch", "8"),
      shares,
      engine: chunk === undefined ? engine : { ...engine, chunkTokens: parseCount(chunk, "--chunk") },
    }),
    reserve: reserveOf(flags),
    ...(offloadTo === undefined ? {} : { offloadTo }),
    causal: flags.full !== true,
    latent: flags.latent === "naive" ? "naive" : "absorbed",
    cachedTokens: optionalCount(flags, "cached", "--cached"),
    cacheWriteTokens,
    outputTokens: optionalCount(flags, "output", "--output"),
    ...(apiPrice === undefined ? {} : { apiPrice }),
    ...(gpuPrice === undefined ? {} : { dollarsPerHour: parsePositive(gpuPrice, "--gpu-price", "2.5") }),
  };
  warnOfDeployment(spec, options, flags, inputs);
  return { spec, options, ...assumptionsOf(spec, options) };
}

/** One line on stderr for each part of a deployment that can be priced but that engines refuse. */
function warnOfDeployment(
  spec: ModelSpec,
  options: PriceOptions,
  flags: FlagValues,
  { err }: Listener,
): void {
  const { plan, engine, apiPrice, cacheWriteTokens = 0 } = options;
  const refused = notRun(options);
  const lines = [
    refused === undefined ? undefined : `${engine.name} ${refused}; ${remedyOf(options)}`,
    unusualPlan(spec, plan),
    flags.dpAttention === true && plan.tensor === 1
      ? "--dp-attention changes nothing: no accelerators share a product (--tp)"
      : undefined,
    apiPrice !== undefined && cacheWriteTokens > 0 && !hasWriteRate(apiPrice)
      ? `${apiPrice.id} has no rate of its own for cache writes: --cache-write costs the rate of input`
      : undefined,
  ];
  for (const line of lines) if (line !== undefined) err(`fovea: ${line}.\n`);
}

const hasWriteRate = ({ rates, longContext, tiers = [] }: ApiPrice): boolean =>
  [rates, longContext?.rates, ...tiers.map((tier) => tier.rates)].some(
    (one) => one?.cacheWrite !== undefined,
  );

/**
 * The list price of `--price`, or the only row of `--price-file`. Undefined without both: the price of another
 * model is no answer.
 * @throws FoveaError `unknown-price`, `which-price`.
 */
export function listPrice(
  flags: FlagValues,
  { ownPrices: own }: Pick<CostInputs, "ownPrices">,
): PriceEntry | undefined {
  const name = flagText(flags, "price");
  if (name !== undefined) return asBatch(findPrice(name, own), flags);
  if (own.length > 1)
    throw usageError(
      "which-price",
      `--price-file has ${own.length} rows and no --price names one`,
      `Write --price ${own[0]!.id}.`,
    );
  if (own[0] !== undefined) return asBatch(own[0], flags);
  if (flags.batchApi === true)
    throw usageError("batch-without-price", "--batch-api needs a list price", "Give --price as well.");
  return undefined;
}

/**
 * Loads a model from the path of a config.json or by a name of the catalogue.
 * A line says when the name is resolved to another: a quantised copy to its base.
 * @throws FoveaError when the file cannot be read or is not a known config, or no model has that name.
 */
export function loadModel(name: string, { configOf, err }: Omit<CostInputs, "ownPrices">): ModelSpec {
  const config = configOf(name);
  if (config !== undefined) return readModel(config, name);
  const entry = findModel(name);
  const note = resolutionNote(entry);
  if (note !== undefined) err(`fovea: ${note}.\n`);
  const spec = specOf(entry);
  const format = entry.resolved?.format?.name;
  return format === undefined ? spec : { ...spec, checkpoint: { ...spec.checkpoint, named: format } };
}

/** `1k,4k,32k`: context lengths in tokens, each once. */
export const parseContexts = (text: string): number[] => [
  ...new Set(text.split(",").map((one) => parseCount(one, "--context"))),
];

const optionalCount = (flags: FlagValues, name: string, flag: string): number => {
  const text = flagText(flags, name);
  return text === undefined ? 0 : parseCountOrZero(text, flag);
};

/** A count that a flag states, under its name in a `PlanRequest`. */
function counted(flags: FlagValues, name: string, as: keyof PlanRequest): PlanRequest {
  const text = flagText(flags, name);
  return text === undefined ? {} : { [as]: parseCount(text, `--${name}`, "8") };
}

export function reserveOf(flags: FlagValues): number {
  const text = flagText(flags, "reserve")!;
  const value = shareIn(text);
  if (value >= 0 && value < 1) return value;
  throw usageError(
    "bad-reserve",
    `--reserve must be at least 0 and below 1, got "${text}"`,
    "Write --reserve 0.1 or --reserve 10%.",
  );
}

export function share(flags: FlagValues, name: string): number | undefined {
  const text = flagText(flags, name);
  if (text === undefined) return undefined;
  const value = shareIn(text);
  if (!(value > 0 && value <= 1))
    throw usageError(
      "bad-share",
      `--${name} must lie between 0 and 1, got "${text}"`,
      `Write --${name} 0.5.`,
    );
  return value;
}
