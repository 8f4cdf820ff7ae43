import { type Layer, layerGroups, type MixerContext, type ModelSpec, routedShare } from "./model/spec.js";
import { flopPerToken } from "./model/weights.js";
import type { Span } from "./pairs.js";

/** FLOP (not FLOP/s) of a span of tokens through a whole model; one multiply-add is 2. */
export interface FlopBreakdown {
  readonly projections: number;
  readonly scores: number;
  readonly values: number;
  /** Updates and reads of recurrent state. */
  readonly state: number;
  readonly feedForward: number;
  readonly router: number;
  readonly head: number;
  /** Element-wise, so not part of the sums below. */
  readonly softmax: number;
  /** scores + values: Q·Kᵀ, A·V and the scores of a sparse indexer. */
  readonly attention: number;
  /** All other matrix products. */
  readonly linear: number;
  readonly total: number;
}

/**
 * Scale, exponential, running maximum, sum and division of one score. Element-wise, so not in totals, as in
 * published counts.
 */
export const SOFTMAX_FLOP_PER_PAIR = 5;

/** The router's module in every mixture. */
const ROUTER = "mlp.gate";

/** FLOP of one token through a layer's products, apart from attention. Cached: a row asks a dozen times. */
const linearOf = new WeakMap<
  Layer,
  { readonly projections: number; readonly fed: number; readonly router: number }
>();

function linearFlop(layer: Layer) {
  const known = linearOf.get(layer);
  if (known) return known;
  const { mixer, feedForward } = layer;
  let projections = 0;
  for (const weight of mixer.weights) projections += flopPerToken(weight);
  let fed = 0;
  let router = 0;
  for (const weight of feedForward.weights) {
    const flop = flopPerToken(weight) * (weight.routed ? routedShare(feedForward) : 1);
    if (weight.name === ROUTER) router += flop;
    else fed += flop;
  }
  const linear = { projections, fed, router };
  linearOf.set(layer, linear);
  return linear;
}

/** FLOP of one token through a model's products and recurrent state, apart from attention and the head. */
const linearOfModel = new WeakMap<
  ModelSpec,
  { readonly projections: number; readonly fed: number; readonly router: number; readonly state: number }
>();

function linearFlopOfModel(spec: ModelSpec) {
  const known = linearOfModel.get(spec);
  if (known) return known;
  const sum = { projections: 0, fed: 0, router: 0, state: 0 };
  for (const { layer, count } of layerGroups(spec)) {
    const { projections, fed, router } = linearFlop(layer);
    sum.projections += count * projections;
    sum.fed += count * fed;
    sum.router += count * router;
    sum.state += count * stateFlop(layer);
  }
  linearOfModel.set(spec, sum);
  return sum;
}

const stateFlop = ({ mixer: { state } }: Layer): number =>
  state === undefined ? 0 : state.factors.reduce((product, factor) => product * factor, 1);

/** FLOP of scoring the pairs of a span. */
function scoringFlop({ mixer }: Layer, span: Span, context: MixerContext) {
  let scores = 0;
  let values = 0;
  let softmax = 0;
  for (const { pairs, heads, scoreDim, valueDim } of mixer.scoring(span, context)) {
    scores += 2 * scoreDim * heads * pairs;
    values += 2 * valueDim * heads * pairs;
    // An indexer selects by its scores and takes no softmax.
    if (valueDim > 0) softmax += SOFTMAX_FLOP_PER_PAIR * heads * pairs;
  }
  return { scores, values, softmax };
}

/** FLOP of one layer over a span. */
export function layerFlop(layer: Layer, span: Span, context: MixerContext) {
  const { projections, fed, router } = linearFlop(layer);
  return {
    ...scoringFlop(layer, span, context),
    projections: projections * span.tokens,
    state: stateFlop(layer) * span.tokens,
    feedForward: fed * span.tokens,
    router: router * span.tokens,
  };
}

/**
 * FLOP of one sequence's span. Counts matrix products; element-wise work (softmax, norms, activations,
 * rotations) is not in the totals.
 * @param logitTokens tokens for which the output projection is computed: in prefill serving engines compute
 * the last token only, in decode every token.
 */
export function flopOf(spec: ModelSpec, span: Span, context: MixerContext, logitTokens = 1): FlopBreakdown {
  let scores = 0;
  let values = 0;
  let softmax = 0;
  for (const { layer, count } of layerGroups(spec)) {
    const part = scoringFlop(layer, span, context);
    scores += count * part.scores;
    values += count * part.values;
    softmax += count * part.softmax;
  }
  const perToken = linearFlopOfModel(spec);
  const projections = perToken.projections * span.tokens;
  const state = perToken.state * span.tokens;
  const feedForward = perToken.fed * span.tokens;
  const router = perToken.router * span.tokens;
  const head = 2 * spec.head.parameters * Math.min(logitTokens, span.tokens);
  const attention = scores + values;
  const linear = projections + state + feedForward + router + head;
  return {
    projections,
    scores,
    values,
    state,
    feedForward,
    router,
    head,
    softmax,
    attention,
    linear,
    total: attention + linear,
  };
}

/**
 * d ln(total) / d ln(n) of a prefill of n tokens: 1 when cost is linear, 2 when it is all attention. Doubling
 * n multiplies the cost by about 2 to this power. A central difference over the exact counts, which accept
 * real n.
 */
export function localExponent(spec: ModelSpec, n: number, context: MixerContext): number {
  const step = 1e-4;
  const { projections, fed, router, state } = linearFlopOfModel(spec);
  const perToken = projections + fed + router + state;
  const at = (tokens: number): number => {
    let attention = 0;
    for (const { layer, count } of layerGroups(spec)) {
      const { scores, values } = scoringFlop(layer, { past: 0, tokens }, context);
      attention += count * (scores + values);
    }
    return attention + perToken * tokens + 2 * spec.head.parameters;
  };
  return (
    (Math.log(at(n * (1 + step))) - Math.log(at(n * (1 - step)))) / (Math.log1p(step) - Math.log1p(-step))
  );
}

/**
 * FLOP of twice the context as a multiple of its own. Above 2 to the local exponent, which itself grows on the way.
 * @param besides FLOP that do not depend on the context: those of images.
 */
export function doublingFactor(spec: ModelSpec, n: number, context: MixerContext, besides = 0): number {
  const [once, twice] = [n, 2 * n].map((tokens) => flopOf(spec, { past: 0, tokens }, context).total);
  return (twice! + besides) / (once! + besides);
}

/**
 * The n above which attention costs more than the linear part. Undefined when it is not below `limit` tokens.
 */
export function crossoverContext(
  spec: ModelSpec,
  context: MixerContext,
  limit = 2 ** 30,
): number | undefined {
  const attends = (n: number): boolean => {
    const { attention, linear } = flopOf(spec, { past: 0, tokens: n }, context);
    return attention > linear;
  };
  if (!attends(limit)) return undefined;
  let low = 0;
  let high = limit;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (attends(middle)) high = middle;
    else low = middle;
  }
  return high;
}
