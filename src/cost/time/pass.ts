import { nodeSize } from "../accelerator.js";
import { ACTIVATION_BYTES } from "../memory/per-accelerator.js";
import { fullestShare } from "../memory/stages.js";
import { cacheBytes, expectedExperts, type MixerContext, type ModelSpec } from "../model/spec.js";
import type { Span } from "../pairs.js";
import { allReduceSeconds, sendSeconds } from "./communication.js";
import type { Deployment } from "./deployment.js";
import { offloadedPassTime } from "./offloaded-pass.js";
import type { Bound, PhaseTime } from "./phase.js";
import { type PreparedLayers, type PreparedPass, preparePass } from "./prepare-pass.js";
import { saturating } from "./shares.js";

/** A pass of at most this many tokens a sequence is a decode step: one token, or a few drafted ones to verify. */
const DECODE_TOKENS = 16;

const isDecode = ({ tokens }: Span): boolean => tokens <= DECODE_TOKENS;

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
  const ready = preparePass(spec, deployment);
  // Pipeline stages work on parts of the batch at once, so a pass carries one part through all stages.
  const own = Math.max(1, batch / plan.pipeline);
  const tokens = (own * span.tokens) / plan.context;
  // Attention by requests: the fullest accelerator has the rounded-up part of them.
  const sequences = plan.dataAttention ? Math.max(1, own / plan.tensor) : own;
  const mixerTokens = (sequences * span.tokens) / plan.context;
  const denseTokens = plan.wholeDense ? mixerTokens : tokens;
  const bandwidth = accelerator.memoryBytesPerSecond * shares.cacheMbu * engine.bandwidthShare;
  const exchanged = tokens * spec.hiddenSize * ACTIVATION_BYTES;
  let compute = 0;
  let memory = 0;
  /** Of each operation the larger of the two, and the part of it that computes. */
  let busy = 0;
  let computing = 0;
  const add = (seconds: number, bytesSeconds: number): void => {
    compute += seconds;
    memory += bytesSeconds;
    busy += Math.max(seconds, bytesSeconds);
    if (seconds >= bytesSeconds) computing += seconds;
  };
  for (const product of ready.mixerProducts) add(product.computePerToken * mixerTokens, product.memory);
  for (const product of ready.feedForwardProducts) add(product.computePerToken * denseTokens, product.memory);
  add(ready.head.computePerToken * own, ready.head.memory);
  // Engines expand latents for the many tokens of a prefill, also after cached ones: fewer FLOP than absorbed.
  const expanded = isDecode(span) ? context : ({ ...context, latent: "naive" } as const);
  for (const layers of ready.layers) {
    const attended = attention(layers, ready, span, context, expanded);
    add(
      (layers.count * sequences * attended.seconds) / plan.context,
      (layers.count * sequences * attended.bytes) / bandwidth,
    );
    const { experts } = layers;
    if (experts === undefined) continue;
    const touched = hottestExperts(
      expectedExperts(layers.layer.feedForward, tokens),
      experts.experts,
      plan.expert,
    );
    // Weights of many small products are read first, and little of their compute overlaps: measured, the time of
    // a block stays flat to some 16 tokens an expert and grows by its FLOP from there.
    const seconds = layers.count * experts.computePerToken * tokens;
    const reading = layers.count * experts.memory * touched;
    compute += seconds;
    memory += reading;
    busy += seconds + reading;
    computing += seconds;
  }
  let communication = 0;
  if (plan.tensor > 1)
    communication += ready.reductions * allReduceSeconds(accelerator, shares, plan.tensor, exchanged);
  if (plan.pipeline > 1)
    communication +=
      (plan.pipeline - 1) * sendSeconds(accelerator, shares, plan.pipeline * plan.tensor, exchanged);
  if (plan.context > 1) communication += ringSeconds(ready, span, own, context);
  const elementwise = (ready.normBytes + tokens * ready.elementwisePerToken) / bandwidth;
  const device = busy + elementwise + ready.launchSeconds + communication;
  const host = ready.kernels * (isDecode(span) ? engine.hostDecodeSeconds : engine.hostPrefillSeconds);
  const waiting = Math.max(0, host - device);
  return {
    seconds: device + waiting,
    computeSeconds: compute,
    memorySeconds: memory,
    overheadSeconds: elementwise + ready.launchSeconds + waiting,
    communicationSeconds: communication,
    bound: largestOf(computing, busy - computing + elementwise, communication, ready.launchSeconds + waiting),
  };
}

/**
 * Of one sequence and one layer: seconds of attention's products or of updates of recurrent state, and bytes of
 * cache and state. A decode step reads the keys that it sees, with top-k selection fewer than are cached.
 */
function attention(
  { layer: { mixer }, cacheShare, stateFlop, stateBytes }: PreparedLayers,
  { deployment: { kv }, headsAmong, attentionRate, attentionCurve }: PreparedPass,
  span: Span,
  context: MixerContext,
  expanded: MixerContext,
): { readonly seconds: number; readonly bytes: number } {
  const end = span.past + span.tokens;
  let flop = 0;
  let seen = 0;
  for (const { pairs, heads, scoreDim, valueDim, cachedChannels, cacheFormat } of mixer.scoring(
    span,
    expanded,
  )) {
    flop += 2 * (scoreDim + valueDim) * heads * fullestShare(heads, headsAmong) * pairs;
    seen += ((pairs / span.tokens) * cachedChannels * (cacheFormat?.(kv) ?? kv).bits) / 8;
  }
  const bytes = isDecode(span) ? seen : cacheBytes(mixer, end, kv, context);
  return {
    seconds:
      flop / (attentionRate * saturating(attentionCurve, end)) +
      (span.tokens * stateFlop) / (attentionRate * attentionCurve.most),
    bytes: bytes * cacheShare + stateBytes,
  };
}

/**
 * Experts that the busiest of `groups` accelerators is expected to read when `touched` of `experts` are hit at
 * random: the mean, and the spread that the largest of so many draws has, at most all of its own.
 */
function hottestExperts(touched: number, experts: number, groups: number): number {
  const mean = touched / groups;
  if (groups === 1) return mean;
  const own = experts / groups;
  const spread = Math.sqrt(2 * mean * Math.max(0, 1 - mean / own) * Math.log(groups));
  return Math.min(own, mean + spread);
}

/** Context parallelism passes keys and values round the groups. */
function ringSeconds(
  { layers, deployment }: PreparedPass,
  span: Span,
  batch: number,
  context: MixerContext,
): number {
  const { accelerator, plan, kv, shares } = deployment;
  const groups = plan.context;
  const reach = groups * plan.tensor > nodeSize(accelerator) ? groups * plan.tensor : groups;
  let seconds = 0;
  for (const { layer, count } of layers) {
    const { mixer } = layer;
    const own =
      batch * cacheBytes(mixer, span.tokens, kv, context) * fullestShare(mixer.cacheSplits, plan.tensor);
    const bytes = (own * (groups - 1)) / groups;
    seconds += count * sendSeconds(accelerator, shares, reach, bytes);
  }
  return seconds;
}

function largestOf(compute: number, memory: number, communication: number, launches: number): Bound {
  const most = Math.max(compute, memory, communication, launches);
  return most === compute
    ? "compute"
    : most === memory
      ? "memory"
      : most === communication
        ? "communication"
        : "launches";
}
