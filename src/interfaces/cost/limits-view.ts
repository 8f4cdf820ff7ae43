import {
  type ConcurrencyLimits,
  concurrencyWithin,
  type LatencyLimits,
  type PriceOptions,
  type RequestLengths,
  withOffload,
} from "../../cost/index.js";
import { formatInteger, formatSeconds } from "../../shared/units.js";
import type { CostRequest } from "./cost-flags.js";
import { isWide } from "./modelled.js";

/** The most requests of one context length. */
export interface ContextLimits extends ConcurrencyLimits {
  readonly context: number;
}

/** Lengths of a request of one context, as `priceContexts` reads them. */
export const lengthsOf = (context: number, { spec, options }: CostRequest): RequestLengths => ({
  inputTokens: context,
  cachedTokens: Math.min(options.cachedTokens, context - 1),
  outputTokens: spec.causal ? options.outputTokens : 0,
});

export const mixerContextOf = ({ spec, options }: CostRequest) => ({
  causal: options.causal && spec.causal,
  latent: options.latent,
});

/** The deployment as it is set up for so many requests of one context: what does not fit may be with the host. */
export function deploymentFor(context: number, request: CostRequest, concurrency: number): PriceOptions {
  const { inputTokens, cachedTokens, outputTokens } = lengthsOf(context, request);
  const held = {
    sequences: concurrency,
    tokens: inputTokens + Math.max(0, outputTokens - 1),
    newTokens: inputTokens - cachedTokens,
  };
  return withOffload(request.spec, held, request.options, mixerContextOf(request));
}

/** The most requests of each context within the limits, on a machine that is set up for `concurrency`. */
export const largestConcurrencies = (
  request: CostRequest,
  contexts: readonly number[],
  concurrency: number,
  limits: LatencyLimits,
): ContextLimits[] =>
  contexts.map((context) => ({
    context,
    ...concurrencyWithin(
      request.spec,
      lengthsOf(context, request),
      limits,
      deploymentFor(context, request, concurrency),
      mixerContextOf(request),
    ),
  }));

/** JSON has no Infinity: null is no limit. */
const counted = (most: number): number | null => (Number.isFinite(most) ? most : null);

export const servingJson = ({ context, memory, ttft, tpot, all }: ContextLimits) => ({
  context,
  largestConcurrency: {
    memory: counted(memory),
    ...(ttft === undefined ? {} : { ttft: counted(ttft) }),
    ...(tpot === undefined ? {} : { tpot: counted(tpot) }),
    all: counted(all),
  },
});

const users = (most: number): string => (Number.isFinite(most) ? formatInteger(most) : "any number");

/** A line for each context, below the table. Empty without limits: what memory holds is in the table. */
export const limitLines = (all: readonly ContextLimits[], limits: LatencyLimits, factor: number): string =>
  limits.ttftSeconds === undefined && limits.tpotSeconds === undefined
    ? ""
    : all.map((one) => limitLine(one, limits, factor)).join("");

/** `Most users at 8,000 tokens: 12 (memory holds 55, TTFT is within 2.00 s up to 40, TPOT within 20.0 ms up to 12).` */
export function limitLine(
  { context, memory, ttft, tpot, all }: ContextLimits,
  { ttftSeconds = 0, tpotSeconds = 0 }: LatencyLimits,
  factor: number,
): string {
  const parts = [
    `memory holds ${users(memory)}`,
    ...(ttft === undefined ? [] : [`TTFT is within ${formatSeconds(ttftSeconds)} up to ${users(ttft)}`]),
    ...(tpot === undefined ? [] : [`TPOT is within ${formatSeconds(tpotSeconds)} up to ${users(tpot)}`]),
  ];
  return `Most users at ${formatInteger(context)} tokens: ${users(all)} (${parts.join(", ")}${isWide(factor) && parts.length > 1 ? `; times may be off by a factor of ${factor}` : ""}).\n`;
}
