import { densePeak, nodeSize } from "../accelerator.js";
import { type StoredGroup, type StoredWeight, storedModel } from "../format/stored-weights.js";
import { fullestShare } from "../memory/stages.js";
import { expectedExperts, type MixerContext, type ModelSpec } from "../model/spec.js";
import { flopPerToken, parametersOf } from "../model/weights.js";
import type { Span } from "../pairs.js";
import { allReduceSeconds, sendSeconds } from "./communication.js";
import type { Deployment } from "./deployment.js";
import {
  ATTENTION_SECONDS,
  feedForwardLaunches,
  type Launches,
  mixerLaunches,
  PRODUCT_SECONDS,
  ROUTED_KERNELS,
  SMALL_SECONDS,
} from "./launches.js";
import { offloadedPassTime } from "./offloaded-pass.js";
import type { Bound, PhaseTime } from "./phase.js";
import { attentionPeak, saturating, widthOf, widthOfBits } from "./shares.js";

/** Bytes of an activation: 16 bits, narrowed when a product reads it. */
const ACTIVATION_BYTES = 2;

/** Norms, residuals, rotations and quantisation move about this many times the hidden size per token and layer. */
const ELEMENTWISE_PASSES = 10;

/** Recurrent state is kept in float32, and is read and written. */
const STATE_BYTES = 2 * 4;

/** A pass of at most this many tokens a sequence is a decode step: one token, or a few drafted ones to verify. */
const DECODE_TOKENS = 16;

/** One product of weights: seconds of compute for one token, and seconds of memory however many tokens. */
interface Product {
  readonly computePerToken: number;
  readonly memory: number;
}

/** What of a kind of layer does not depend on the pass, worked out once. */
interface PreparedGroup {
  readonly group: StoredGroup;
  readonly mixer: readonly Product[];
  readonly feedForward: readonly Product[];
  /** Of all experts: memory of one expert, compute of one token. */
  readonly experts?: Product & { readonly experts: number };
  /** Bytes of element-wise work a token. */
  readonly elementwisePerToken: number;
  readonly reductions: number;
}

interface PreparedPass {
  readonly deployment: Deployment;
  readonly groups: readonly PreparedGroup[];
  readonly head: Product;
  readonly launchSeconds: number;
  readonly kernels: number;
  readonly normBytes: number;
}

/** The last deployment of each model: a row times a dozen passes of one. */
const prepared = new WeakMap<ModelSpec, PreparedPass>();

/** Whether two deployments differ in their batch alone. */
const same = (a: Deployment, b: Deployment): boolean =>
  a.accelerator === b.accelerator &&
  a.plan === b.plan &&
  a.formats === b.formats &&
  a.kv === b.kv &&
  a.engine === b.engine &&
  a.shares === b.shares;

const isDecode = ({ tokens }: Span): boolean => tokens <= DECODE_TOKENS;

function prepare(spec: ModelSpec, deployment: Deployment): PreparedPass {
  const before = prepared.get(spec);
  if (before && same(before.deployment, deployment)) return before;
  const { accelerator, plan, formats, engine, shares } = deployment;
  const model = storedModel(spec, formats);
  const attentionAmong = plan.dataAttention ? 1 : plan.tensor;
  let launchSeconds = 0;
  let kernels = 0;
  let normBytes = 0;
  const groups = model.groups.map((group): PreparedGroup => {
    const { layer, count } = group;
    const { routing, activationElementsPerToken } = layer.feedForward;
    const mixed: Launches = { ...mixerLaunches(layer.mixer), routed: 0 };
    const fed = feedForwardLaunches(layer.feedForward);
    launchSeconds +=
      count *
      (secondsOfLaunches(mixed, group.mixer, deployment) +
        secondsOfLaunches(fed, group.feedForward, deployment));
    kernels += count * (kernelsOf(mixed) + kernelsOf(fed));
    normBytes += count * group.normBytes;
    const experts = routing && expertsOf(group.feedForward, routing, deployment);
    return {
      group,
      mixer: productsOf(group.mixer, attentionAmong, deployment),
      feedForward: productsOf(
        group.feedForward.filter(({ weight }) => !weight.routed),
        plan.tensor,
        deployment,
      ),
      ...(experts === undefined ? {} : { experts }),
      elementwisePerToken:
        ACTIVATION_BYTES *
        (engine.unfused *
          (ELEMENTWISE_PASSES * spec.hiddenSize + (1.5 * activationElementsPerToken) / plan.tensor) +
          engine.routedPasses * (routing?.expertsPerToken ?? 0) * spec.hiddenSize),
      // After the mixer and after the feed-forward; attention by requests gathers and scatters once instead.
      reductions:
        (group.mixer.length > 0 && !plan.dataAttention ? 1 : 0) + (group.feedForward.length > 0 ? 1 : 0),
    };
  });
  const headPeak = densePeak(accelerator, model.headUnit);
  const now: PreparedPass = {
    deployment,
    groups,
    head: {
      computePerToken:
        (2 * spec.head.parameters) /
        plan.tensor /
        (headPeak.flopPerSecond * shares.linear[widthOf(headPeak.unit)] * engine.computeShare),
      memory:
        model.headBytes /
        plan.tensor /
        (accelerator.memoryBytesPerSecond * shares.weightMbu[16] * engine.bandwidthShare),
    },
    launchSeconds,
    kernels,
    normBytes,
  };
  prepared.set(spec, now);
  return now;
}

const kernelsOf = ({ products, small, attention, routed }: Launches): number =>
  products + small + attention + ROUTED_KERNELS * routed;

const bitsOf = ({ weight, bytes }: StoredWeight): number => (8 * bytes) / parametersOf(weight);

function secondsOfLaunches(
  { products, small, attention, routed }: Launches,
  weights: readonly StoredWeight[],
  { engine, shares }: Deployment,
): number {
  const width = (which: (stored: StoredWeight) => boolean): 16 | 8 | 4 => {
    const found = weights.find((stored) => stored.weight.kind === "linear" && which(stored));
    return widthOfBits(found === undefined ? 16 : bitsOf(found));
  };
  return (
    shares.launchScale *
    (engine.kernelScale *
      (products * PRODUCT_SECONDS[width(() => true)] +
        small * SMALL_SECONDS +
        attention * ATTENTION_SECONDS) +
      routed * engine.routedBlockSeconds[width(({ weight }) => weight.routed)])
  );
}

function productsOf(
  weights: readonly StoredWeight[],
  among: number,
  { accelerator, engine, shares }: Deployment,
): readonly Product[] {
  return weights
    .filter(({ weight }) => weight.kind !== "vector")
    .map((stored) => {
      const share = fullestShare(stored.weight.splits, among);
      const peak = densePeak(accelerator, stored.unit);
      const bandwidth =
        accelerator.memoryBytesPerSecond *
        shares.weightMbu[widthOfBits(bitsOf(stored))] *
        engine.bandwidthShare;
      return {
        computePerToken:
          (flopPerToken(stored.weight) * share) /
          (peak.flopPerSecond * shares.linear[widthOf(peak.unit)] * engine.computeShare),
        memory: (stored.bytes * share) / bandwidth,
      };
    });
}

/** Experts on one accelerator: parts of each, or with expert parallelism fewer whole ones. */
function expertsOf(
  weights: readonly StoredWeight[],
  { experts, expertsPerToken }: { readonly experts: number; readonly expertsPerToken: number },
  { accelerator, plan, engine, shares }: Deployment,
): PreparedGroup["experts"] {
  const routed = weights.filter(({ weight }) => weight.routed);
  const main = routed.find(({ weight }) => weight.kind === "linear");
  if (main === undefined) return undefined;
  const bytes = routed.reduce((sum, stored) => sum + stored.bytes, 0);
  const flop = routed.reduce((sum, { weight }) => sum + flopPerToken(weight) / weight.copies, 0);
  const peak = densePeak(accelerator, main.unit);
  const width = widthOf(peak.unit);
  const rate =
    peak.flopPerSecond * shares.expert[width] * engine.computeShare * engine.expertComputeShare[width];
  const bandwidth =
    accelerator.memoryBytesPerSecond * shares.expertMbu[widthOfBits(bitsOf(main))] * engine.bandwidthShare;
  return {
    experts,
    computePerToken: (flop * expertsPerToken) / plan.tensor / rate,
    memory: ((bytes / experts) * plan.expert) / plan.tensor / bandwidth,
  };
}

/**
 * Time of one pass: `batch` sequences, each a span of new tokens after those cached. Each product and each
 * attention takes the larger of FLOP / (peak·MFU) and bytes / (bandwidth·MBU) on the fullest accelerator (the
 * roofline, doi:10.1145/1498765.1498785); launches, element-wise passes and communication add to the sum. A
 * routed block reads the experts that the pass is expected to touch.
 */
export function passTime(
  spec: ModelSpec,
  span: Span,
  batch: number,
  deployment: Deployment,
  context: MixerContext,
): PhaseTime {
  if (deployment.offload !== undefined)
    return offloadedPassTime(spec, span, batch, deployment, context, passTime);
  const { accelerator, plan, engine, shares } = deployment;
  const ready = prepare(spec, deployment);
  // Pipeline stages work on parts of the batch at once, so a pass carries one part through all stages.
  const own = Math.max(1, batch / plan.pipeline);
  const tokens = (own * span.tokens) / plan.context;
  // Attention by requests: the fullest accelerator has the rounded-up part of them.
  const sequences = plan.dataAttention ? Math.max(1, own / plan.tensor) : own;
  const mixerTokens = (sequences * span.tokens) / plan.context;
  const bandwidth = accelerator.memoryBytesPerSecond * shares.cacheMbu * engine.bandwidthShare;
  const exchanged = tokens * spec.hiddenSize * ACTIVATION_BYTES;
  const reduction =
    plan.tensor === 1 ? 0 : allReduceSeconds(accelerator, shares.linkShare, plan.tensor, exchanged);
  let compute = 0;
  let memory = 0;
  /** Of each operation the larger of the two, and the part of it that computes. */
  let busy = 0;
  let computing = 0;
  let elementwiseBytes = ready.normBytes;
  let communication = 0;
  const add = (seconds: number, bytesSeconds: number, count: number): void => {
    compute += count * seconds;
    memory += count * bytesSeconds;
    busy += count * Math.max(seconds, bytesSeconds);
    if (seconds >= bytesSeconds) computing += count * seconds;
  };
  for (const { group, mixer, feedForward, experts, elementwisePerToken, reductions } of ready.groups) {
    const { layer, count } = group;
    for (const product of mixer) add(product.computePerToken * mixerTokens, product.memory, count);
    const [scored, read] = attentionSeconds(group, span, sequences, deployment, context);
    add(scored, read / bandwidth, count);
    for (const product of feedForward) add(product.computePerToken * tokens, product.memory, count);
    if (experts) {
      const touched = hottestExperts(
        expectedExperts(layer.feedForward, tokens),
        experts.experts,
        plan.expert,
      );
      // Weights of many small products are read first, and little of their compute overlaps: measured, the time of
      // a block stays flat to some 16 tokens an expert and grows by its FLOP from there.
      const seconds = experts.computePerToken * tokens;
      compute += count * seconds;
      memory += count * experts.memory * touched;
      busy += count * (seconds + experts.memory * touched);
      computing += count * seconds;
    }
    elementwiseBytes += count * tokens * elementwisePerToken;
    communication += count * reductions * reduction;
  }
  add(ready.head.computePerToken * own, ready.head.memory, 1);
  if (plan.pipeline > 1)
    communication +=
      (plan.pipeline - 1) *
      sendSeconds(accelerator, shares.linkShare, plan.pipeline * plan.tensor, exchanged);
  if (plan.context > 1) communication += ringSeconds(ready, span, own, deployment, context);
  const elementwise = elementwiseBytes / bandwidth;
  const device = busy + elementwise + ready.launchSeconds + communication;
  const host = ready.kernels * (isDecode(span) ? engine.hostDecodeSeconds : engine.hostPrefillSeconds);
  const waiting = Math.max(0, host - device);
  return {
    seconds: device + waiting,
    computeSeconds: compute,
    memorySeconds: memory,
    overheadSeconds: elementwise + ready.launchSeconds + waiting,
    communicationSeconds: communication,
    bound: largest({
      compute: computing,
      memory: busy - computing + elementwise,
      communication,
      launches: ready.launchSeconds + waiting,
    }),
  };
}

/** Seconds of compute and bytes of cache and state of one layer's attention, or of its recurrent state. */
function attentionSeconds(
  { layer: { mixer } }: StoredGroup,
  span: Span,
  sequences: number,
  { accelerator, plan, kv, engine, shares }: Deployment,
  context: MixerContext,
): readonly [seconds: number, bytes: number] {
  const among = plan.dataAttention ? 1 : plan.tensor;
  const end = span.past + span.tokens;
  const peak = attentionPeak(accelerator, kv.unit);
  const curve = shares.attention[widthOf(peak.unit) === 16 ? 16 : 8];
  const rate = peak.flopPerSecond * engine.computeShare;
  // Engines expand latents for the many tokens of a prefill, also after cached ones: fewer FLOP than absorbed.
  const expanded = isDecode(span) ? context : ({ ...context, latent: "naive" } as const);
  let flop = 0;
  let seen = 0;
  for (const { pairs, heads, scoreDim, valueDim, cachedChannels } of mixer.scoring(span, expanded)) {
    flop += 2 * (scoreDim + valueDim) * heads * fullestShare(heads, among) * pairs;
    seen += (pairs / span.tokens) * cachedChannels;
  }
  let seconds = flop / (rate * saturating(curve, end));
  if (mixer.state) {
    let state = span.tokens * fullestShare(mixer.stateSplits, among);
    for (const factor of mixer.state.factors) state *= factor;
    seconds += state / (rate * curve.most);
  }
  // A decode step reads the keys that it sees: with top-k selection fewer than are cached.
  const read = isDecode(span) ? seen : mixer.cacheElements(end, context);
  const cache = (read * fullestShare(mixer.cacheSplits, among) * kv.bits) / 8;
  const state = STATE_BYTES * mixer.stateElements * fullestShare(mixer.stateSplits, among);
  return [(sequences * seconds) / plan.context, sequences * (cache + state)];
}

/**
 * Experts that the busiest of `groups` accelerators is expected to read when `touched` of `experts` are hit at
 * random: the mean, and the spread that the largest of so many draws has, at most all of its own.
 */
export function hottestExperts(touched: number, experts: number, groups: number): number {
  const mean = touched / groups;
  if (groups === 1) return mean;
  const own = experts / groups;
  const spread = Math.sqrt(2 * mean * Math.max(0, 1 - mean / own) * Math.log(groups));
  return Math.min(own, mean + spread);
}

/** Context parallelism passes keys and values round the groups. */
function ringSeconds(
  { groups: layers }: PreparedPass,
  span: Span,
  batch: number,
  { accelerator, plan, kv, shares }: Deployment,
  context: MixerContext,
): number {
  const groups = plan.context;
  const reach = groups * plan.tensor > nodeSize(accelerator) ? groups * plan.tensor : groups;
  let seconds = 0;
  for (const { group } of layers) {
    const { mixer } = group.layer;
    const elements =
      batch * mixer.cacheElements(span.tokens, context) * fullestShare(mixer.cacheSplits, plan.tensor);
    const bytes = (elements * kv.bits * (groups - 1)) / groups / 8;
    seconds += group.count * sendSeconds(accelerator, shares.linkShare, reach, bytes);
  }
  return seconds;
}

function largest(of: Readonly<Record<Bound, number>>): Bound {
  let best: Bound = "compute";
  for (const key of Object.keys(of) as Bound[]) if (of[key] > of[best]) best = key;
  return best;
}
