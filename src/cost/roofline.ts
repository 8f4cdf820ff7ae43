import { type Accelerator, densePeak } from "./accelerator.js";
import { attentionPeak, type Efficiency } from "./efficiency.js";
import { flopOf, layerFlop } from "./flops.js";
import type { Dtype } from "./format/dtype.js";
import { kvCacheBytes, stateBytes, weightBytesRead } from "./memory.js";
import { layerGroups, type MixerContext, type ModelSpec, routedShare } from "./model/spec.js";
import type { Span } from "./pairs.js";

export interface Deployment {
  readonly accelerator: Accelerator;
  readonly accelerators: number;
  readonly dtype: Dtype;
  readonly kvDtype: Dtype;
  readonly batch: number;
  readonly efficiency: Efficiency;
  /**
   * How accelerators share the work. `tensor` splits every product and sums activations twice per layer.
   * `context` gives each accelerator a part of the sequence and passes keys and values around. Beyond one
   * node of eight, `context` is tensor parallel within a node and passes keys and values between nodes, as in
   * arXiv:2411.01783.
   */
  readonly parallel: "tensor" | "context";
}

/** Seconds of one phase, and the resource that bounds it. */
export interface PhaseTime {
  readonly seconds: number;
  readonly computeSeconds: number;
  readonly memorySeconds: number;
  /** Element-wise passes and kernel launches. */
  readonly overheadSeconds: number;
  readonly communicationSeconds: number;
  readonly bound: "compute" | "memory" | "communication";
}

/** Bytes of an activation. Activations are stored in 16 bits and narrowed when a product reads them. */
const ACTIVATION_BYTES = 2;

/**
 * Norms, residuals, rotations and quantisation move about this many times the hidden size per token and
 * layer.
 */
const ELEMENTWISE_PASSES = 10;

/**
 * Time of a span by the roofline: max(FLOP / (peak·MFU), bytes / (bandwidth·MBU)) per phase, divided by the
 * number of accelerators. Added to it is what overlaps with neither: element-wise passes over the
 * activations, launches, and communication. Bytes are the weights that the step touches and the KV cache,
 * each read once. Source: doi:10.1145/1498765.1498785; all-reduce volume 2(N − 1)/N, arXiv:1909.08053 §3.
 */
export function spanTime(
  spec: ModelSpec,
  span: Span,
  deployment: Deployment,
  context: MixerContext,
): PhaseTime {
  const { accelerator, accelerators, dtype, kvDtype, batch, efficiency } = deployment;
  const bandwidth = accelerator.memoryBytesPerSecond * accelerators * efficiency.mbu;
  const computeSeconds = multiplySeconds(spec, span, deployment, context);
  const end = span.past + span.tokens;
  const bytes =
    weightBytesRead(spec, batch * span.tokens, dtype) * (accelerators / tensorGroup(deployment)) +
    batch * (kvCacheBytes(spec, end, kvDtype, context) + 2 * stateBytes(spec));
  const memorySeconds = bytes / bandwidth;
  const overheadSeconds =
    elementwiseBytes(spec, batch * span.tokens, deployment) / bandwidth +
    spec.layers.length * (span.tokens === 1 ? efficiency.decodeLayerSeconds : efficiency.layerSeconds);
  const communicationSeconds = communication(spec, span.tokens, deployment, context);
  const busy = Math.max(computeSeconds, memorySeconds);
  return {
    seconds: busy + overheadSeconds + communicationSeconds,
    computeSeconds,
    memorySeconds,
    overheadSeconds,
    communicationSeconds,
    bound:
      communicationSeconds > busy ? "communication" : computeSeconds >= memorySeconds ? "compute" : "memory",
  };
}

/** Utilisation with n parallel tokens: most·n / (n + half). */
const saturating = (most: number, half: number, n: number): number => (most * n) / (n + half);

function multiplySeconds(
  spec: ModelSpec,
  span: Span,
  { accelerator, accelerators, dtype, kvDtype, batch, efficiency }: Deployment,
  context: MixerContext,
): number {
  const peak = densePeak(accelerator, dtype).flopPerSecond * accelerators;
  const pairPeak = attentionPeak(accelerator, kvDtype).flopPerSecond * accelerators;
  const linear = peak * efficiency.linearMfu;
  const pair =
    pairPeak * saturating(efficiency.attentionMfu, efficiency.attentionHalfTokens, span.past + span.tokens);
  let seconds = (2 * spec.head.parameters) / linear;
  for (const { layer, count } of layerGroups(spec)) {
    const part = layerFlop(layer, span, context);
    // Updates of a recurrent state are assumed to reach the same share of the peak as attention's products.
    const stateRate = pairPeak * efficiency.attentionMfu;
    const share = routedShare(layer.feedForward);
    const experts =
      share === 1
        ? linear
        : linear *
          saturating(efficiency.expertShare, efficiency.expertHalfTokens, share * batch * span.tokens);
    seconds +=
      count *
      ((part.projections + part.router) / linear +
        part.feedForward / experts +
        (part.scores + part.values) / pair +
        part.state / stateRate);
  }
  return batch * seconds;
}

const NODE = 8;

/** How many accelerators split each product. The sequence is divided among the groups of this size. */
function tensorGroup({ accelerators, parallel }: Deployment): number {
  if (parallel === "tensor") return accelerators;
  return accelerators > NODE ? NODE : 1;
}

/**
 * Bytes of element-wise work. Tensor parallelism splits it inside a layer, but not norms and residual
 * additions.
 */
function elementwiseBytes(spec: ModelSpec, tokens: number, deployment: Deployment): number {
  const copies = tensorGroup(deployment);
  let elements = 0;
  for (const { layer, count } of layerGroups(spec))
    elements +=
      count *
      (ELEMENTWISE_PASSES * spec.hiddenSize * copies + 1.5 * layer.feedForward.activationElementsPerToken);
  return tokens * elements * ACTIVATION_BYTES;
}

function communication(
  spec: ModelSpec,
  tokens: number,
  deployment: Deployment,
  context: MixerContext,
): number {
  const { accelerator, accelerators, kvDtype, batch, efficiency } = deployment;
  if (accelerators === 1 || accelerator.interconnectBytesPerSecond === undefined) return 0;
  const rate = accelerator.interconnectBytesPerSecond * efficiency.linkShare;
  const group = tensorGroup(deployment);
  const groups = accelerators / group;
  let seconds = 0;
  if (group > 1) {
    const reductions = 2 * spec.layers.length;
    const activations = ((batch * tokens) / groups) * spec.hiddenSize * ACTIVATION_BYTES;
    seconds += reductions * ((2 * activations * (group - 1)) / group / rate + efficiency.reduceSeconds);
  }
  if (groups > 1) {
    const keysAndValues = (batch * kvCacheBytes(spec, tokens, kvDtype, context)) / group;
    seconds += (keysAndValues * (groups - 1)) / groups / rate + spec.layers.length * efficiency.reduceSeconds;
  }
  return seconds;
}

/** Time to first token: the prefill of `tokens` tokens after `cached` ones of a prefix-cache hit. */
export function prefillTime(
  spec: ModelSpec,
  tokens: number,
  deployment: Deployment,
  context: MixerContext,
  cached = 0,
): PhaseTime {
  return spanTime(spec, { past: cached, tokens }, deployment, context);
}

/**
 * Up to this many decode steps are summed one by one. More are sampled at the midpoints of equal runs,
 * because the cost of a step is nearly linear in its position.
 */
const EXACT_STEPS = 256;

/**
 * FLOP and seconds of generating `output` tokens, one per step, after a context. The first token belongs to
 * the prefill, so there are `output` − 1 steps.
 */
export function decodeCost(
  spec: ModelSpec,
  contextTokens: number,
  output: number,
  deployment: Deployment,
  context: MixerContext,
): { readonly flop: number; readonly seconds: number } {
  const steps = Math.max(0, output - 1);
  if (steps === 0) return { flop: 0, seconds: 0 };
  const at = (step: number) => {
    const span = { past: contextTokens + step, tokens: 1 };
    const flop = flopOf(spec, span, context);
    return { flop: flop.total, seconds: spanTime(spec, span, deployment, context).seconds };
  };
  const sampled = Math.min(steps, EXACT_STEPS);
  let flop = 0;
  let seconds = 0;
  for (let sample = 0; sample < sampled; sample++) {
    // Midpoints of equal runs of steps: exact where each run is one step.
    const cost = at(((sample + 0.5) * steps) / sampled - 0.5);
    flop += cost.flop;
    seconds += cost.seconds;
  }
  return { flop: (flop * steps) / sampled, seconds: (seconds * steps) / sampled };
}
