import * as z from "zod";
import { derivationParts, derivationUnits } from "../../cost/derive/step.js";
import { worthSchema } from "./worth.js";

const flop = z.number().nonnegative();
const seconds = z.number().nonnegative();
const bytes = z.number().nonnegative();
const tokens = z.int().nonnegative();
const ratio = z.number();
const share = z.number().min(0).max(1);

/** Seconds of a prefill or of a decode step, by what they go to. */
export const phaseSchema = z.strictObject({
  seconds,
  computeSeconds: seconds.describe("Matrix multiplication, at the shares of peak that kernels reach"),
  memorySeconds: seconds.describe("Reading weights and KV cache"),
  overheadSeconds: seconds.describe("Element-wise passes and launches"),
  communicationSeconds: seconds,
  bound: z
    .enum(["compute", "memory", "communication", "launches"])
    .describe("What takes the largest part of it"),
});

const memoryPerAccelerator = z
  .strictObject({
    weights: bytes,
    kvCache: bytes.describe("Keys and values, or latents, and recurrent state"),
    activations: bytes.describe("Of one pass of at most --chunk tokens"),
    reserve: bytes.describe("Kept free: --reserve of the capacity"),
    total: bytes,
    capacity: bytes,
  })
  .describe("Bytes on the fullest accelerator");

/** One context length, priced. */
export const costRowSchema = z.strictObject({
  context: tokens.describe("Tokens"),
  attentionFlop: flop.describe("Q·Kᵀ and A·V of the prefill"),
  linearFlop: flop.describe("Everything else that multiplies matrices"),
  totalFlop: flop,
  attentionShare: ratio.describe("Attention of the total, 0 to 1"),
  flop: z.record(z.string(), flop).describe("FLOP by part; no total includes softmax"),
  prefillSeconds: seconds.describe("Modelled time to first token"),
  prefill: phaseSchema,
  decodeFlop: flop,
  decodeSeconds: seconds,
  attentionMatrixBytes: bytes.describe(
    "n² scores of one head and layer in 16 bits, if stored whole; 0 for a model without attention",
  ),
  allAttentionMatricesBytes: bytes.describe("The same of all heads, layers and sequences together"),
  flashWorkingSetBytes: bytes.describe(
    "What FlashAttention keeps in place of allAttentionMatricesBytes: Q, K, V, output and a log-sum-exp of the same heads and layers",
  ),
  kvCacheBytes: bytes,
  stateBytes: bytes.describe("Recurrent state; does not depend on n"),
  activationBytes: bytes.describe("Of one pass of at most --chunk tokens, on all accelerators together"),
  weightBytes: bytes.describe("As they are stored, with scales"),
  memoryPerAccelerator,
  fits: z.boolean().describe("`memoryPerAccelerator.total` is at most its `capacity`"),
  relativeAttention: ratio.describe("Against the first row"),
  relativeTotal: ratio.describe("Against the first row"),
  localExponent: ratio.describe("d ln(total) / d ln(n): doubling n costs 2 to this power"),
  dollars: z.number().nonnegative().nullable().describe("null where no price is known"),
  energyJoules: z
    .number()
    .nonnegative()
    .nullable()
    .describe("At full thermal design power; null where unknown"),
});

const parameters = z.strictObject({
  total: z.number().positive(),
  active: z.number().positive().describe("Parameters used for one token"),
});

const term = z.strictObject({
  factors: z.array(z.number()).describe("A subtracted term has a negative first factor"),
  divisors: z.array(z.number()).optional(),
});

const derivationStep = z.strictObject({
  part: z
    .enum(derivationParts)
    .describe(
      "What the step belongs to. FLOP of `attention` and `linear` are of one sequence, those of `total` of the batch",
    ),
  group: z.string().describe("Heading"),
  title: z.string(),
  symbols: z.string().describe("The formula"),
  numbers: z.string().describe("The formula with this model's numbers"),
  result: z.string().describe("`value`, rounded, with its unit"),
  value: z.number(),
  unit: z.enum(derivationUnits),
  factors: z.array(z.number()).optional().describe("`value` is their product, divided by that of `divisors`"),
  divisors: z.array(z.number()).optional(),
  terms: z
    .array(term)
    .optional()
    .describe("Of a sum, in place of `factors`: `value` is the sum of these products"),
});

const derivation = z.strictObject({
  model: z.string(),
  context: tokens.describe("n"),
  cachedTokens: tokens.describe("Of them already in a prefix cache, c; the prefill computes the rest, t"),
  batch: z.int().positive(),
  layers: z.array(z.string()).describe("One line per kind of layer"),
  steps: z.array(derivationStep),
});

/** `fovea cost --json` */
export const costReportSchema = z.strictObject({
  model: z.string(),
  hardware: z.string(),
  accelerators: z.int().positive(),
  assumptions: z.string().describe("Assumptions behind the seconds"),
  dollarsBasis: z
    .string()
    .describe(
      "What the dollars are: an API's list price, the rent of accelerators, or none and how to give a price",
    ),
  parameters,
  rows: z.array(costRowSchema),
  derivations: z.array(derivation).optional().describe("With --explain, one per row"),
});

const printed = z.number().describe("As the article prints it");
const computed = z.number().describe("As the article's listing computes it");

/** `fovea cost article --json` */
export const costArticleReportSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      context: tokens,
      printedTflop: printed,
      printedSeconds: printed,
      printedRelative: printed,
      codeTflop: computed,
      codeSeconds: computed,
      codeRelative: computed,
      printedError: ratio.describe("printed / computed - 1, of the FLOP"),
      matrixBytes: bytes.describe("FP16 scores of one head and layer"),
      printedMatrix: z.string().optional().describe("As the article prints that size"),
      real: z
        .strictObject({ ...costRowSchema.shape, model: z.string(), hardware: z.string() })
        .describe("A real model at the same context, modelled"),
    }),
  ),
  errata: z.array(z.string()).describe("Errors and omissions of the article, as sentences"),
});
export type CostArticleReport = z.infer<typeof costArticleReportSchema>;

/** `fovea cost fit --json` */
export const costFitReportSchema = z.strictObject({
  model: z.string(),
  hardware: z.string(),
  accelerators: z.int().positive(),
  assumptions: z.string(),
  declared: tokens.nullable().describe("Longest context that the config declares"),
  memory: tokens.describe("Longest context that fits in memory; 0: the weights alone do not fit"),
  memoryPerAccelerator: memoryPerAccelerator.describe("At that context, or at one token when none fits"),
  ttft: tokens.optional().describe("Longest context within --ttft"),
  dollars: tokens.optional().describe("Longest context within --dollars"),
  crossover: tokens.nullable().describe("Context from which attention costs more than the rest"),
});

const source = z.string().describe("Source of the row");
const aliases = z.array(z.string()).describe("Other names");

/** `fovea cost models --json` */
export const costModelsReportSchema = z.strictObject({
  models: z.array(
    z.strictObject({
      id: z.string().describe("Hugging Face id"),
      aliases,
      publishedParameters: z.number().positive(),
      publishedActiveParameters: z.number().positive().optional(),
      activeLeavesOut: z
        .enum(["embedding", "embeddings"])
        .optional()
        .describe("What the published active count leaves out"),
      contextTokens: tokens,
      source,
      config: z.record(z.string(), z.unknown()).describe("Fields of config.json that change a count"),
      family: z.string().describe("model_type"),
      layers: tokens,
      parameters: z.number().positive().describe("Counted from the layers"),
      activeParameters: z.number().positive(),
    }),
  ),
});

/** `fovea cost hardware --json` */
export const costHardwareReportSchema = z.strictObject({
  hardware: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      architecture: z
        .string()
        .optional()
        .describe("GPU generation for which its shares of peak were measured"),
      aliases,
      vendor: z.string(),
      denseTflops: z.record(z.string(), z.number().positive()).describe("Dense peak by format, 10¹² FLOP/s"),
      memoryBytes: bytes.describe("As the device reports it"),
      memoryBytesPerSecond: z.number().positive(),
      interconnectBytesPerSecond: z.number().positive().optional().describe("Within a node, one direction"),
      nodeSize: z.number().int().positive().optional().describe("Accelerators that share those links"),
      networkBytesPerSecond: z
        .number()
        .positive()
        .optional()
        .describe("Between nodes, per accelerator, one direction"),
      tdpWatts: z.number().positive().optional(),
      dollarsPerHour: z
        .strictObject({ value: z.number().positive(), source: z.string(), date: z.string() })
        .optional(),
      source,
    }),
  ),
});

const rate = z.number().nonnegative();

const rates = z.strictObject({
  input: rate,
  cachedInput: rate.optional(),
  cacheWrite: rate.optional().describe("Input written to the prompt cache for its usual time to live"),
  longerCacheWrites: z
    .array(z.strictObject({ ttlSeconds: seconds, rate }))
    .optional()
    .describe("Writes that are kept longer"),
  output: rate,
});

const contextTier = z.strictObject({ aboveTokens: z.int().positive(), rates });

/** How a provider's prompt cache works. */
export const promptCacheSchema = z.strictObject({
  marked: z.boolean().optional().describe("The client has to mark what is cached"),
  minimumTokens: tokens.optional().describe("Shortest prefix that is cached"),
  stepTokens: z.int().positive().optional().describe("Hits are multiples of so many tokens"),
  ttlSeconds: seconds.optional().describe("Time after its last use that a prefix is kept"),
  longerTtlSeconds: z.array(seconds).readonly().optional().describe("Longer times that cost nothing more"),
  keepsOutput: z.boolean().optional().describe("What the model generates is cached too"),
  source: z.string(),
});

/** `fovea cost prices --json` */
export const costPricesReportSchema = z.strictObject({
  prices: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      aliases,
      provider: z.string(),
      rates: rates.describe("US dollars per million tokens"),
      longContext: contextTier.optional().describe("Rates of the whole request when its input is longer"),
      tiers: z
        .array(contextTier)
        .optional()
        .describe("The same where there are several thresholds, lowest first"),
      batchShare: share.optional().describe("Share of the rates that the batch interface charges"),
      cache: promptCacheSchema.optional().describe("How the provider's prompt cache works"),
      source,
      listedOn: z.iso.date(),
    }),
  ),
});

/** `fovea cost tradeoff --json` */
export const costTradeoffReportSchema = z.strictObject({
  worth: worthSchema,
  tradeoffs: z.array(
    z.strictObject({
      benchmark: z.string(),
      model: z.string().describe("Name in the benchmark"),
      metric: z.string(),
      unit: z.enum(["FLOP", "dollars", "tokens"]).describe("What `cost` counts"),
      rows: z.array(
        z.strictObject({
          tokens,
          score: z.number().nonnegative(),
          cost: z.number().nonnegative(),
          costRatio: ratio.nullable().describe("Ratio to the cost at the length before; null for the first"),
          qualityRatio: ratio.nullable(),
          found: share.describe("Share of tasks whose answer a context of this length holds (--found)"),
          solved: share.describe("Share of tasks solved: found × score"),
          dollars: z
            .number()
            .nonnegative()
            .nullable()
            .describe("List price, or rented accelerators (modelled); null when neither is known"),
          net: z.number().nullable().describe("Net worth of a task: worth × solved − dollars"),
          mustAdd: z
            .number()
            .nullable()
            .describe(
              "What the doubling to this length must add to `found`, to make up for its price and for what it takes from the score; null for the first, and when no addition would do",
            ),
        }),
      ),
      costPerDoubling: ratio.describe("Geometric mean"),
      qualityPerDoubling: ratio,
      knee: z
        .strictObject({
          tokens,
          why: z
            .enum(["loses-score", "gains-too-little", "last-length"])
            .describe(
              "Why not the next length: it solves fewer tasks, gains less than it costs, or there is none",
            ),
        })
        .describe("The length with the highest net worth; with most tasks solved when dollars are not known"),
      effectiveTokens: tokens.describe("Longest length up to which 85 % of the best score is kept"),
      source,
    }),
  ),
  ranges: z
    .array(
      z.strictObject({
        benchmark: z.string(),
        model: z.string(),
        metric: z.string(),
        points: z.array(z.strictObject({ where: z.string(), score: z.number().nonnegative() })),
        source,
      }),
    )
    .describe("Scores by range of lengths or by position: no single length to price"),
  chartsOnly: z
    .array(z.strictObject({ study: z.string(), finding: z.string(), source }))
    .describe("Studies that publish charts without figures"),
});
