import { densePeak, nodeSize } from "../accelerator.js";
import { type StoredGroup, type StoredWeight, storedModel } from "../format/stored-weights.js";
import { expectedExperts, type MixerContext, type ModelSpec } from "../model/spec.js";
import { flopPerToken, parametersOf } from "../model/weights.js";
import type { Span } from "../pairs.js";
import { allReduceSeconds, sendSeconds } from "./communication.js";
import type { Deployment } from "./deployment.js";
import {
  ATTENTION_SECONDS,
  feedForwardLaunches,
  mixerLaunches,
  PRODUCT_SECONDS,
  SMALL_SECONDS,
} from "./launches.js";
import { attentionPeak, saturating, widthOf, widthOfBits } from "./shares.js";

/** Seconds of one pass over the layers on the fullest accelerator, and the resource that bounds it. */
export interface PhaseTime {
  readonly seconds: number;
  /** Matrix products, if their bytes took no time. */
  readonly computeSeconds: number;
  /** Weights, cache and state, if their products took no time. */
  readonly memorySeconds: number;
  /** Element-wise passes and launches. */
  readonly overheadSeconds: number;
  readonly communicationSeconds: number;
  readonly bound: "compute" | "memory" | "communication" | "launches";
}

/** Bytes of an activation: 16 bits, narrowed when a product reads it. */
const ACTIVATION_BYTES = 2;

/** Norms, residuals, rotations and quantisation move about this many times the hidden size per token and layer. */
const ELEMENTWISE_PASSES = 10;

/** Sums of the parts of a pass. */
class Parts {
  compute = 0;
  memory = 0;
  /** Of each product the larger of the two. */
  busy = 0;
  computeBound = 0;
  launches = 0;
  elementwise = 0;
  communication = 0;
  hostLaunches = 0;

  /** One operation: it takes the longer of its FLOP and its bytes. */
  add(compute: number, memory: number, count: number): void {
    this.compute += count * compute;
    this.memory += count * memory;
    this.busy += count * Math.max(compute, memory);
    if (compute >= memory) this.computeBound += count * compute;
  }

  /**
   * Grouped products of experts: the weights of many small products are read first, and little of it overlaps.
   * Measured: time stays flat to some 16 tokens an expert and grows by the FLOP from there.
   */
  addInTurn(compute: number, memory: number, count: number): void {
    this.compute += count * compute;
    this.memory += count * memory;
    this.busy += count * (compute + memory);
    this.computeBound += count * compute;
  }
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
  const { accelerator, plan, formats, engine, shares } = deployment;
  // Pipeline stages work on parts of the batch at once, so a pass carries one part through all stages.
  const parallelBatch = Math.max(1, batch / plan.pipeline);
  const decode = span.tokens === 1;
  const tokens = (parallelBatch * span.tokens) / plan.context;
  const model = storedModel(spec, formats);
  const parts = new Parts();
  const bandwidth = accelerator.memoryBytesPerSecond * engine.bandwidthShare;
  for (const group of model.groups) {
    addMixer(parts, group, span, parallelBatch, deployment, context);
    addFeedForward(parts, group, tokens, deployment);
    const { routing, activationElementsPerToken } = group.layer.feedForward;
    const elements =
      engine.unfused *
        (ELEMENTWISE_PASSES * spec.hiddenSize + (1.5 * activationElementsPerToken) / plan.tensor) +
      engine.routedPasses * (routing?.expertsPerToken ?? 0) * spec.hiddenSize;
    parts.elementwise +=
      (group.count * (tokens * elements * ACTIVATION_BYTES + group.normBytes)) /
      (bandwidth * shares.cacheMbu);
    addReductions(parts, group, tokens * spec.hiddenSize * ACTIVATION_BYTES, deployment);
  }
  // Logits of one token a sequence, and one embedding row a token.
  const headRate =
    densePeak(accelerator, model.headUnit).flopPerSecond * shares.linear[widthOf(model.headUnit)];
  parts.add(
    (2 * spec.head.parameters * parallelBatch) / plan.tensor / headRate,
    model.headBytes / plan.tensor / (bandwidth * shares.weightMbu[16]),
    1,
  );
  if (plan.pipeline > 1)
    parts.communication +=
      (plan.pipeline - 1) *
      sendSeconds(
        accelerator,
        shares.linkShare,
        plan.pipeline * plan.tensor,
        tokens * spec.hiddenSize * ACTIVATION_BYTES,
      );
  if (plan.context > 1) addRing(parts, spec, span, parallelBatch, deployment, context);
  const overhead = parts.elementwise + parts.launches;
  const device = parts.busy + overhead + parts.communication;
  const host = parts.hostLaunches * (decode ? engine.hostDecodeSeconds : engine.hostPrefillSeconds);
  const seconds = Math.max(device, host);
  const waiting = Math.max(0, host - device);
  return {
    seconds,
    computeSeconds: parts.compute,
    memorySeconds: parts.memory,
    overheadSeconds: overhead + waiting,
    communicationSeconds: parts.communication,
    bound: largest({
      compute: parts.computeBound,
      memory: parts.busy - parts.computeBound + parts.elementwise,
      communication: parts.communication,
      launches: parts.launches + waiting,
    }),
  };
}

/** The share of an array that the fullest of `among` accelerators holds. */
const fullestShare = (splits: number, among: number): number => Math.ceil(splits / among) / splits;

function addProduct(
  parts: Parts,
  { weight, bytes, unit }: StoredWeight,
  tokens: number,
  share: number,
  count: number,
  { accelerator, engine, shares }: Deployment,
): void {
  const bits = (8 * bytes) / parametersOf(weight);
  const rate =
    densePeak(accelerator, unit).flopPerSecond *
    shares.linear[widthOf(densePeak(accelerator, unit).unit)] *
    engine.computeShare;
  const bandwidth =
    accelerator.memoryBytesPerSecond * shares.weightMbu[widthOfBits(bits)] * engine.bandwidthShare;
  parts.add((flopPerToken(weight) * share * tokens) / rate, (bytes * share) / bandwidth, count);
}

function addMixer(
  parts: Parts,
  { layer, count, mixer: weights }: StoredGroup,
  span: Span,
  batch: number,
  deployment: Deployment,
  context: MixerContext,
): void {
  const { accelerator, plan, kv, engine, shares } = deployment;
  const { mixer } = layer;
  const among = plan.dataAttention ? 1 : plan.tensor;
  // Attention by requests: the fullest accelerator has the rounded-up part of the batch.
  const sequences = plan.dataAttention ? Math.max(1, batch / plan.tensor) : batch;
  const tokens = (sequences * span.tokens) / plan.context;
  for (const weight of weights)
    if (weight.weight.kind !== "vector")
      addProduct(parts, weight, tokens, fullestShare(weight.weight.splits, among), count, deployment);
  const end = span.past + span.tokens;
  const peak = attentionPeak(accelerator, kv.unit);
  const curve = shares.attention[widthOf(peak.unit) === 16 ? 16 : 8];
  const rate = peak.flopPerSecond * engine.computeShare;
  let compute = 0;
  // Engines expand latents for the many tokens of a prefill, also after cached ones: fewer FLOP than absorbed.
  const expanded = span.tokens > 1 ? ({ ...context, latent: "naive" } as const) : context;
  for (const { pairs, heads, scoreDim, valueDim } of mixer.scoring(span, expanded))
    compute +=
      (2 * (scoreDim + valueDim) * heads * fullestShare(heads, among) * pairs) /
      (rate * saturating(curve, end));
  const cacheBytes =
    (mixer.cacheElements(end, context) * fullestShare(mixer.cacheSplits, among) * kv.bits) / 8;
  const stateBytes = 2 * 4 * mixer.stateElements * fullestShare(mixer.stateSplits, among);
  if (mixer.state) {
    const flop = mixer.state.factors.reduce((product, factor) => product * factor, span.tokens);
    compute += (flop * fullestShare(mixer.stateSplits, among)) / (rate * curve.most);
  }
  parts.add(
    (sequences * compute) / plan.context,
    (sequences * (cacheBytes + stateBytes)) /
      (accelerator.memoryBytesPerSecond * shares.cacheMbu * engine.bandwidthShare),
    count,
  );
  addLaunches(parts, { ...mixerLaunches(mixer), routed: 0 }, weights, count, deployment);
}

function addFeedForward(
  parts: Parts,
  { layer, count, feedForward: weights }: StoredGroup,
  tokens: number,
  deployment: Deployment,
): void {
  const { accelerator, plan, engine, shares } = deployment;
  const { feedForward } = layer;
  let routedBytes = 0;
  let routedFlop = 0;
  let routedUnit = weights[0]?.unit ?? "bf16";
  let routedBits = 16;
  for (const stored of weights) {
    if (stored.weight.routed) {
      routedBytes += stored.bytes;
      routedFlop += flopPerToken(stored.weight) / stored.weight.copies;
      if (stored.weight.kind === "linear") {
        routedUnit = stored.unit;
        routedBits = (8 * stored.bytes) / parametersOf(stored.weight);
      }
    } else if (stored.weight.kind !== "vector")
      addProduct(parts, stored, tokens, fullestShare(stored.weight.splits, plan.tensor), count, deployment);
  }
  const { routing } = feedForward;
  if (routing) {
    const touched = hottestExperts(expectedExperts(feedForward, tokens), routing.experts, plan.expert);
    const bytes = ((routedBytes / routing.experts) * touched * plan.expert) / plan.tensor;
    const peak = densePeak(accelerator, routedUnit);
    const width = widthOf(peak.unit);
    const rate =
      peak.flopPerSecond * shares.expert[width] * engine.computeShare * engine.expertComputeShare[width];
    const bandwidth =
      accelerator.memoryBytesPerSecond * shares.expertMbu[widthOfBits(routedBits)] * engine.bandwidthShare;
    parts.addInTurn(
      (routedFlop * routing.expertsPerToken * tokens) / plan.tensor / rate,
      bytes / bandwidth,
      count,
    );
  }
  addLaunches(parts, feedForwardLaunches(feedForward), weights, count, deployment);
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

function addLaunches(
  parts: Parts,
  launches: { products: number; small: number; attention: number; routed: number },
  weights: readonly StoredWeight[],
  count: number,
  { engine, shares }: Deployment,
): void {
  const first = weights.find(({ weight }) => weight.kind === "linear");
  const bits = first ? (8 * first.bytes) / parametersOf(first.weight) : 16;
  const routed = weights.find(({ weight }) => weight.routed && weight.kind === "linear");
  const routedBits = routed ? (8 * routed.bytes) / parametersOf(routed.weight) : 16;
  const scale = engine.kernelScale * shares.launchScale;
  parts.launches +=
    count *
    (scale *
      (launches.products * PRODUCT_SECONDS[widthOfBits(bits)] +
        launches.small * SMALL_SECONDS +
        launches.attention * ATTENTION_SECONDS) +
      shares.launchScale * launches.routed * engine.routedBlockSeconds[widthOfBits(routedBits)]);
  parts.hostLaunches +=
    count * (launches.products + launches.small + launches.attention + ROUTED_KERNELS * launches.routed);
}

/** Kernels of a routed block when nothing fuses them. */
const ROUTED_KERNELS = 8;

/** All-reduces after the mixer and after the feed-forward; attention by requests gathers and scatters instead. */
function addReductions(parts: Parts, group: StoredGroup, bytes: number, deployment: Deployment): void {
  const { accelerator, plan, shares } = deployment;
  if (plan.tensor === 1) return;
  const blocks =
    (group.mixer.length > 0 && !plan.dataAttention ? 1 : 0) + (group.feedForward.length > 0 ? 1 : 0);
  parts.communication +=
    group.count * blocks * allReduceSeconds(accelerator, shares.linkShare, plan.tensor, bytes);
}

/** Context parallelism passes keys and values round the groups. */
function addRing(
  parts: Parts,
  spec: ModelSpec,
  span: Span,
  batch: number,
  { accelerator, plan, kv, shares }: Deployment,
  context: MixerContext,
): void {
  const groups = plan.context;
  for (const layer of new Set(spec.layers)) {
    const count = spec.layers.filter((one) => one === layer).length;
    const bytes =
      (batch *
        layer.mixer.cacheElements(span.tokens, context) *
        kv.bits *
        fullestShare(layer.mixer.cacheSplits, plan.tensor)) /
      8;
    const group = groups * plan.tensor > nodeSize(accelerator) ? groups * plan.tensor : groups;
    parts.communication +=
      count * sendSeconds(accelerator, shares.linkShare, group, (bytes * (groups - 1)) / groups);
  }
}

function largest(of: Readonly<Record<PhaseTime["bound"], number>>): PhaseTime["bound"] {
  let best: PhaseTime["bound"] = "compute";
  for (const key of Object.keys(of) as PhaseTime["bound"][]) if (of[key] > of[best]) best = key;
  return best;
}

const phaseParts = [
  "seconds",
  "computeSeconds",
  "memorySeconds",
  "overheadSeconds",
  "communicationSeconds",
] as const satisfies readonly (keyof PhaseTime)[];

/** `factor` times a phase. */
export function scalePhase(phase: PhaseTime, factor: number): PhaseTime {
  const result: { -readonly [part in keyof PhaseTime]: PhaseTime[part] } = { ...phase };
  for (const part of phaseParts) result[part] *= factor;
  return result;
}

/** The sum of phases; it is bound by what bounds the longest. */
export function addPhases(phases: readonly PhaseTime[]): PhaseTime {
  const [first, ...rest] = phases;
  if (first === undefined) throw new RangeError("no phase to add");
  const sum: { -readonly [part in keyof PhaseTime]: PhaseTime[part] } = { ...first };
  let longest = first;
  for (const phase of rest) {
    for (const part of phaseParts) sum[part] += phase[part];
    if (phase.seconds > longest.seconds) longest = phase;
  }
  return { ...sum, bound: longest.bound };
}
