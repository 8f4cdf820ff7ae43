import { densePeak } from "../accelerator.js";
import { type StoredGroup, type StoredWeight, storedModel } from "../format/stored-weights.js";
import { ACTIVATION_BYTES } from "../memory/per-accelerator.js";
import { fullestShare } from "../memory/stages.js";
import { type Layer, type ModelSpec, stateBytes } from "../model/spec.js";
import { flopPerToken, parametersOf } from "../model/weights.js";
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
import { attentionPeak, type Saturating, widthOf, widthOfBits } from "./shares.js";

/** Norms, residuals, rotations and quantisation move about this many times the hidden size per token and layer. */
const ELEMENTWISE_PASSES = 10;

/** Products of weights: seconds of compute for one token, and seconds of memory however many tokens. */
export interface Product {
  readonly computePerToken: number;
  readonly memory: number;
}

/** What is worked out layer by layer: attention by the pairs of the span, experts by those that its tokens touch. */
export interface PreparedLayers {
  readonly layer: Layer;
  readonly count: number;
  /** Among how many accelerators heads are divided. */
  readonly cacheShare: number;
  readonly stateShare: number;
  /** FLOP of one token's update of recurrent state, and bytes of the state, on one accelerator. */
  readonly stateFlop: number;
  readonly stateBytes: number;
  /** `computePerToken` of a token's experts together, `memory` of one expert. */
  readonly experts?: Product & { readonly experts: number };
}

/** What of a pass does not depend on its tokens. */
export interface PreparedPass {
  readonly deployment: Deployment;
  readonly layers: readonly PreparedLayers[];
  /** Of all layers. Attention by requests gives the first kind to fewer tokens. */
  readonly mixerProducts: readonly Product[];
  readonly feedForwardProducts: readonly Product[];
  readonly head: Product;
  /** Accelerators that divide the heads. */
  readonly headsAmong: number;
  /** FLOP/s of attention's products at their full peak, and their share of it. */
  readonly attentionRate: number;
  readonly attentionCurve: Saturating;
  /** Bytes of element-wise work of one token. */
  readonly elementwisePerToken: number;
  readonly normBytes: number;
  readonly launchSeconds: number;
  readonly kernels: number;
  readonly reductions: number;
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

export function preparePass(spec: ModelSpec, deployment: Deployment): PreparedPass {
  const before = prepared.get(spec);
  if (before && same(before.deployment, deployment)) return before;
  const now = prepare(spec, deployment);
  prepared.set(spec, now);
  return now;
}

function prepare(spec: ModelSpec, deployment: Deployment): PreparedPass {
  const { accelerator, plan, formats, kv, engine, shares } = deployment;
  const model = storedModel(spec, formats);
  const headsAmong = plan.dataAttention ? 1 : plan.tensor;
  const mixers = new Products(deployment, headsAmong);
  const denseAmong = plan.wholeDense ? 1 : plan.tensor;
  const feedForwards = new Products(deployment, denseAmong);
  let launchSeconds = 0;
  let kernels = 0;
  let normBytes = 0;
  let elementwise = 0;
  let reductions = 0;
  const layers = model.groups.map((group): PreparedLayers => {
    const { layer, count } = group;
    const { mixer, feedForward } = layer;
    const mixed: Launches = { ...mixerLaunches(mixer), routed: 0 };
    const fed = feedForwardLaunches(feedForward);
    launchSeconds +=
      count *
      (secondsOfLaunches(mixed, group.mixer, deployment) +
        secondsOfLaunches(fed, group.feedForward, deployment));
    kernels += count * (kernelsOf(mixed) + kernelsOf(fed));
    normBytes += count * group.normBytes;
    elementwise +=
      count *
      (engine.unfused *
        (ELEMENTWISE_PASSES * spec.hiddenSize +
          (1.5 * feedForward.activationElementsPerToken) / plan.tensor) +
        engine.routedPasses * (feedForward.routing?.expertsPerToken ?? 0) * spec.hiddenSize);
    // After the mixer and after the feed-forward; attention by requests gathers and scatters once instead.
    if (group.mixer.length > 0 && !plan.dataAttention) reductions += count;
    if (group.feedForward.length > 0 && (!plan.wholeDense || feedForward.routing)) reductions += count;
    for (const stored of group.mixer) mixers.add(stored, count);
    for (const stored of group.feedForward) if (!stored.weight.routed) feedForwards.add(stored, count);
    const stateShare = fullestShare(mixer.stateSplits, headsAmong);
    let stateFlop = mixer.state ? stateShare : 0;
    for (const factor of mixer.state?.factors ?? []) stateFlop *= factor;
    const experts = expertsOf(group, deployment);
    return {
      layer,
      count,
      cacheShare: fullestShare(mixer.cacheSplits, headsAmong),
      stateShare,
      stateFlop,
      // Read and written.
      stateBytes: 2 * stateBytes(mixer, engine.stateBytes) * stateShare,
      ...(experts === undefined ? {} : { experts }),
    };
  });
  const headPeak = densePeak(accelerator, model.headUnit);
  const peak = attentionPeak(accelerator, kv.unit);
  return {
    deployment,
    layers,
    mixerProducts: mixers.sums(),
    feedForwardProducts: feedForwards.sums(),
    head: {
      computePerToken:
        (2 * spec.head.parameters) /
        plan.tensor /
        (headPeak.flopPerSecond * shares.linear[widthOf(headPeak.unit)] * engine.computeShare),
      memory:
        model.headBytes /
        denseAmong /
        (accelerator.memoryBytesPerSecond * shares.weightMbu[16] * engine.bandwidthShare),
    },
    headsAmong,
    attentionRate: peak.flopPerSecond * engine.computeShare,
    attentionCurve: shares.attention[widthOf(peak.unit) === 16 ? 16 : 8],
    elementwisePerToken: ACTIVATION_BYTES * elementwise,
    normBytes,
    launchSeconds,
    kernels,
    reductions,
  };
}

/**
 * Products that turn from bound by memory to bound by compute at the same number of tokens, those of one format,
 * are timed as one.
 */
class Products {
  readonly #sums = new Map<number, { computePerToken: number; memory: number }>();

  constructor(
    readonly deployment: Deployment,
    readonly among: number,
  ) {}

  add(stored: StoredWeight, count: number): void {
    const { weight, bytes, unit } = stored;
    if (weight.kind === "vector") return;
    const { accelerator, engine, shares } = this.deployment;
    const share = count * fullestShare(weight.splits, this.among);
    const peak = densePeak(accelerator, unit);
    const bits = bitsOf(stored);
    const computePerToken =
      (flopPerToken(weight) * share) /
      (peak.flopPerSecond * shares.linear[widthOf(peak.unit)] * engine.computeShare);
    const memory =
      (bytes * share) /
      (accelerator.memoryBytesPerSecond * shares.weightMbu[widthOfBits(bits)] * engine.bandwidthShare);
    // Of one model, equal bits are of one format.
    const sum = this.#sums.get(bits);
    if (sum === undefined) this.#sums.set(bits, { computePerToken, memory });
    else {
      sum.computePerToken += computePerToken;
      sum.memory += memory;
    }
  }

  sums(): readonly Product[] {
    return [...this.#sums.values()];
  }
}

const kernelsOf = ({ products, small, attention, routed }: Launches): number =>
  products + small + attention + ROUTED_KERNELS * routed;

const bitsOf = ({ weight, bytes }: StoredWeight): number => (8 * bytes) / parametersOf(weight);

function secondsOfLaunches(
  { products, small, attention, routed }: Launches,
  weights: readonly StoredWeight[],
  { engine, shares }: Deployment,
): number {
  const first = weights.find(({ weight }) => weight.kind === "linear");
  const expert = weights.find(({ weight }) => weight.kind === "linear" && weight.routed);
  const width = (of: StoredWeight | undefined) => widthOfBits(of === undefined ? 16 : bitsOf(of));
  return (
    shares.launchScale *
    (engine.kernelScale *
      (products * PRODUCT_SECONDS[width(first)] + small * SMALL_SECONDS + attention * ATTENTION_SECONDS) +
      routed * engine.routedBlockSeconds[width(expert)])
  );
}

/** Experts on one accelerator: parts of each, or with expert parallelism fewer whole ones. */
function expertsOf(
  { layer, feedForward }: StoredGroup,
  { accelerator, plan, engine, shares }: Deployment,
): PreparedLayers["experts"] {
  const { routing } = layer.feedForward;
  if (routing === undefined) return undefined;
  let main: StoredWeight | undefined;
  let bytes = 0;
  let flop = 0;
  for (const stored of feedForward) {
    if (!stored.weight.routed) continue;
    if (stored.weight.kind === "linear") main ??= stored;
    bytes += stored.bytes;
    flop += flopPerToken(stored.weight) / stored.weight.copies;
  }
  if (main === undefined) return undefined;
  const { experts, expertsPerToken } = routing;
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
