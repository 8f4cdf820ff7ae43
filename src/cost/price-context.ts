import { energyJoules } from "./energy.js";
import { type FlopBreakdown, flopOf, localExponent } from "./flops.js";
import { storedModel } from "./format/stored-weights.js";
import {
  allAttentionMatricesBytes,
  attends,
  attentionMatrixBytes,
  flashWorkingSetBytes,
} from "./memory/attention-matrix.js";
import { leastOffload } from "./memory/least-offload.js";
import { type OffloadUnit, offload, offloadedCacheBytes } from "./memory/offload.js";
import {
  fits,
  type MemoryLoad,
  type MemoryPerAccelerator,
  memoryPerAccelerator,
} from "./memory/per-accelerator.js";
import { activationBytes, cacheBytesOf, stateBytesOf } from "./memory/per-sequence.js";
import type { LatentMode, MixerContext, ModelSpec } from "./model/spec.js";
import { type ApiPrice, apiDollars, rentedDollars } from "./money.js";
import { largestConcurrency } from "./serving/largest-concurrency.js";
import { servingRates } from "./serving/load.js";
import { tokenDollars } from "./serving/token-dollars.js";
import { decodeCost } from "./time/decode.js";
import { acceleratorsIn, type Deployment } from "./time/deployment.js";
import { timeError } from "./time/error-factor.js";
import type { Host } from "./time/host.js";
import type { PhaseTime } from "./time/phase.js";
import { prefillTime } from "./time/prefill.js";

export interface PriceOptions extends Deployment {
  /** Requests served at once. Default: the batch. */
  readonly concurrency?: number;
  /** Share of the memory that is kept free. Default: `defaultReserve`. */
  readonly reserve?: number;
  /** What leaves the accelerators, as little of it as lets the rest fit, and where it goes. */
  readonly offloadTo?: { readonly unit: OffloadUnit; readonly host: Host };
  /** False counts every pair, as the article does. Encoders are always bidirectional. */
  readonly causal: boolean;
  readonly latent: LatentMode;
  /** Tokens of the context that are already in a prefix cache. */
  readonly cachedTokens: number;
  /** New tokens that are written to the API's prompt cache, at its rate for writes. */
  readonly cacheWriteTokens?: number;
  /** Tokens to generate. */
  readonly outputTokens: number;
  /** When given, dollars are an API's list price instead of rented accelerators. */
  readonly apiPrice?: ApiPrice;
  readonly dollarsPerHour?: number;
}

/**
 * The cost of one context length. FLOP and bytes are of the whole batch; `attentionMatrixBytes` of one head
 * and layer.
 */
export interface CostRow {
  readonly context: number;
  /** Prefill FLOP. */
  readonly attentionFlop: number;
  readonly linearFlop: number;
  readonly totalFlop: number;
  readonly attentionShare: number;
  /** `images`: of the vision tower, where a request has images. */
  readonly flop: FlopBreakdown & { readonly images?: number };
  readonly prefillSeconds: number;
  readonly prefill: PhaseTime;
  /** Requests served at once: the serving figures below are at this load. */
  readonly concurrency: number;
  /** Null for encoders, which generate nothing. */
  readonly timeToFirstTokenSeconds: number | null;
  readonly timePerOutputTokenSeconds: number | null;
  /** Tokens that one user sees generated a second: 1 / TPOT. */
  readonly tokensPerSecondPerUser: number | null;
  /** Tokens that the machine generates a second for all users. */
  readonly tokensPerSecond: number | null;
  /** Prompt and generated tokens a second of one accelerator, as public serving benchmarks count. */
  readonly tokensPerSecondPerAccelerator: number | null;
  /** The most requests that memory holds at once; null: no limit. */
  readonly largestConcurrency: number | null;
  /** One decode step of the requests at once. */
  readonly decodeStep: PhaseTime | null;
  /** Modelled times lie between time / factor and time × factor, about four times in five. */
  readonly timeErrorFactor: number;
  /** The same of prefill and the time to first token. */
  readonly prefillErrorFactor: number;
  /** Rent of a million tokens at this load; null without an hourly price or without generated tokens. */
  readonly dollarsPerMillionInputTokens: number | null;
  readonly dollarsPerMillionOutputTokens: number | null;
  readonly decodeFlop: number;
  readonly decodeSeconds: number;
  readonly attentionMatrixBytes: number;
  readonly allAttentionMatricesBytes: number;
  readonly flashWorkingSetBytes: number;
  readonly kvCacheBytes: number;
  readonly stateBytes: number;
  readonly activationBytes: number;
  readonly weightBytes: number;
  /** Bytes on the fullest accelerator, of the requests that run: at most `largestConcurrency`. */
  readonly memoryPerAccelerator: MemoryPerAccelerator;
  /** Whether all requests at once fit, with the reserve. */
  readonly fits: boolean;
  /** What is with the host instead; null when nothing is. */
  readonly offload: OffloadedBytes | null;
  /** Ratios to the first row. */
  readonly relativeAttention: number;
  readonly relativeTotal: number;
  readonly localExponent: number;
  /** Dollars of the whole request, of its part of the machine where others run at once; null when neither a list price nor an hourly price is known. */
  readonly dollars: number | null;
  /** Joules of prefill and decode at full thermal design power; null when that is not known. */
  readonly energyJoules: number | null;
}

/** Bytes with the host. */
export interface OffloadedBytes {
  readonly to: Host["where"];
  readonly unit: OffloadUnit;
  /** Layers, or layers whose experts, of how many. */
  readonly layers: number;
  readonly of: number;
  readonly weights: number;
  readonly kvCache: number;
}

/** Prices each context length. Rows are in the order of `contexts`; ratios are to the first. */
export function priceContexts(spec: ModelSpec, contexts: readonly number[], asked: PriceOptions): CostRow[] {
  const context: MixerContext = { causal: asked.causal && spec.causal, latent: asked.latent };
  const first =
    contexts[0] === undefined ? undefined : flopOf(spec, { past: 0, tokens: contexts[0] }, context);
  requireSound(contexts, asked);
  const accelerators = acceleratorsIn(asked);
  const { totalBytes } = storedModel(spec, asked.formats);
  return contexts.map((n) => {
    const cached = Math.min(asked.cachedTokens, n - 1);
    const output = spec.causal ? asked.outputTokens : 0;
    const longest = n + Math.max(0, output - 1);
    const concurrency = asked.concurrency ?? asked.batch;
    const held = { sequences: Math.max(concurrency, asked.batch), tokens: longest, newTokens: n - cached };
    const options = withOffload(spec, held, asked, context);
    const flop = scaled(flopOf(spec, { past: cached, tokens: n - cached }, context), options.batch);
    const images = options.batch * (options.imageFlop ?? 0);
    const total = flop.total + images;
    const prefill = prefillTime(spec, n - cached, options, context, cached);
    const decode = decodeCost(spec, n, output, options, context);
    const lengths = { inputTokens: n, cachedTokens: cached, outputTokens: output };
    const most = largestConcurrency(spec, lengths, options, context);
    // Requests beyond the memory wait: those that run are what it holds.
    const running = most >= 1 ? Math.min(held.sequences, most) : held.sequences;
    const memory = memoryPerAccelerator(spec, { ...held, sequences: running }, options, context);
    const rates = spec.causal
      ? servingRates(
          spec,
          {
            ...lengths,
            concurrency,
            largestConcurrency: most,
            prefillSeconds: options.batch === 1 ? prefill.seconds : undefined,
          },
          options,
          context,
        )
      : undefined;
    const error = timeError(options);
    // Beyond a batch of its own a request shares the machine: its part of the time is what the load leaves it.
    const shared = rates !== undefined && output > 0 && concurrency > options.batch;
    const seconds = shared
      ? (options.batch * output) / rates.outputTokensPerSecond
      : prefill.seconds + decode.seconds;
    const rent = rentedDollars(options.accelerator, accelerators, 1, options.dollarsPerHour);
    const perMillion = rates && tokenDollars(rates, lengths, options.apiPrice ? undefined : rent);
    const inOnePass = Math.min(options.engine.chunkTokens, options.batch * (n - cached));
    const whole = cached === 0 ? flop : scaled(flopOf(spec, { past: 0, tokens: n }, context), options.batch);
    const dollars = options.apiPrice
      ? options.batch *
        apiDollars(options.apiPrice, {
          inputTokens: n,
          cachedInputTokens: cached,
          cacheWriteTokens: options.cacheWriteTokens ?? 0,
          outputTokens: output,
        })
      : rentedDollars(options.accelerator, accelerators, seconds, options.dollarsPerHour);
    return {
      context: n,
      attentionFlop: flop.attention,
      linearFlop: flop.linear + images,
      totalFlop: total,
      attentionShare: flop.attention / total,
      flop: images === 0 ? flop : { ...flop, images, linear: flop.linear + images, total },
      prefillSeconds: prefill.seconds,
      prefill,
      concurrency,
      timeToFirstTokenSeconds: rates?.timeToFirstTokenSeconds ?? null,
      timePerOutputTokenSeconds: rates?.timePerOutputTokenSeconds ?? null,
      tokensPerSecondPerUser: rates ? 1 / rates.timePerOutputTokenSeconds : null,
      tokensPerSecond: rates?.outputTokensPerSecond ?? null,
      tokensPerSecondPerAccelerator: rates?.tokensPerSecondPerAccelerator ?? null,
      largestConcurrency: Number.isFinite(most) ? most : null,
      decodeStep: rates?.decodeStep ?? null,
      timeErrorFactor: error.factor,
      prefillErrorFactor: error.prefillFactor,
      dollarsPerMillionInputTokens: perMillion?.input ?? null,
      dollarsPerMillionOutputTokens: perMillion?.output ?? null,
      decodeFlop: options.batch * decode.flop,
      decodeSeconds: decode.seconds,
      attentionMatrixBytes: attends(spec) ? attentionMatrixBytes(n, "bf16") : 0,
      allAttentionMatricesBytes: options.batch * allAttentionMatricesBytes(spec, n, "bf16"),
      flashWorkingSetBytes: options.batch * flashWorkingSetBytes(spec, n, "bf16"),
      kvCacheBytes: options.batch * cacheBytesOf(spec, longest, options.kv, context),
      stateBytes: options.batch * stateBytesOf(spec, options.engine.stateBytes),
      activationBytes: activationBytes(spec, inOnePass, "bf16"),
      weightBytes: totalBytes,
      memoryPerAccelerator: memory,
      fits: running === held.sequences && fits(memory),
      offload: offloadedBytes(spec, held, options, context),
      relativeAttention: ratio(whole.attention, options.batch * first!.attention),
      relativeTotal: ratio(whole.total + images, options.batch * first!.total + images),
      localExponent: localExponent(spec, n, context) * (whole.total / (whole.total + images)),
      dollars: dollars ?? null,
      energyJoules: energyJoules(options.accelerator, accelerators, seconds) ?? null,
    };
  });
}

/** With `offloadTo`, the deployment whose least part is with the host, so that the load fits. */
export function withOffload(
  spec: ModelSpec,
  held: MemoryLoad,
  options: PriceOptions,
  context: MixerContext,
): PriceOptions {
  if (options.offloadTo === undefined) return options;
  const { unit, host } = options.offloadTo;
  const { layers } = leastOffload(spec, held, options, context, unit);
  return layers === 0 ? options : { ...options, offload: { unit, layers }, host };
}

function offloadedBytes(
  spec: ModelSpec,
  held: MemoryLoad,
  options: PriceOptions,
  context: MixerContext,
): OffloadedBytes | null {
  const { offload: out, host, formats } = options;
  if (out === undefined || host === undefined) return null;
  const part = offload(spec, formats, out);
  return {
    to: host.where,
    unit: part.unit,
    layers: part.layers,
    of: part.of,
    weights: part.weightBytes,
    kvCache: offloadedCacheBytes(part, held, options, context),
  };
}

/** @throws RangeError for lengths and counts that no caller can mean: not positive, or not numbers. */
function requireSound(contexts: readonly number[], { batch, concurrency = 1, ...asked }: PriceOptions): void {
  const positive = { "a context": contexts, batch: [batch], concurrency: [concurrency] };
  for (const [name, values] of Object.entries(positive))
    for (const value of values)
      if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name} is ${value}, not above 0`);
  for (const name of ["cachedTokens", "outputTokens"] as const)
    if (!(asked[name] >= 0)) throw new RangeError(`${name} is ${asked[name]}, not at least 0`);
}

/** 1 when the base is 0, as for a model without attention. */
const ratio = (value: number, base: number): number => (base === 0 ? 1 : value / base);

function scaled(flop: FlopBreakdown, factor: number): FlopBreakdown {
  if (factor === 1) return flop;
  const result: { -readonly [part in keyof FlopBreakdown]: number } = { ...flop };
  for (const part of Object.keys(flop) as (keyof FlopBreakdown)[]) result[part] *= factor;
  return result;
}
