import type { FeedForward, Layer, Mixer, ModelSpec } from "../model/spec.js";
import type { Weight } from "../model/weights.js";
import { type Adapter, adapts } from "./adapter.js";
import type { Framework } from "./framework.js";
import type { Precision } from "./precision.js";

/** How the forward pass of a training step keeps its activations. */
export interface ActivationRules {
  readonly framework: Framework;
  readonly precision: Precision;
  /** Only adapters are trained: what just the gradients of frozen weights need is not kept. */
  readonly adapter?: Adapter;
  /** `stored`: the n × n scores of every head are kept. `recomputed`: FlashAttention computes them again. */
  readonly scores: "stored" | "recomputed";
  /** Masks of dropout after attention, its projection and the feed-forward, one byte an element. */
  readonly dropout: boolean;
}

/** Inputs and outputs of products. */
const HALF = 2;

/** Of the log-sum-exp that FlashAttention keeps of each row. */
const FLOAT = 4;

/**
 * Bytes that one layer keeps for its backward pass of `tokens` tokens of one sequence. Source: arXiv:2205.05198
 * §4.1: with the rules of `megatron`, dropout and stored scores a GPT layer of hidden size h and a heads keeps
 * n·h·(34 + 5·a·n/h) bytes, and 34·n·h without the scores.
 */
export function layerActivationBytes(
  spec: ModelSpec,
  layer: Layer,
  tokens: number,
  rules: ActivationRules,
): number {
  const perToken =
    normChannels(layer) * normBytes(normKind(layer), rules) +
    mixerBytes(spec, layer.mixer, rules) +
    feedForwardBytes(spec, layer.feedForward, rules);
  return tokens * perToken + attentionBytes(layer.mixer, tokens, rules);
}

/** What recomputation keeps of a layer: its input. */
export const layerInputBytes = (spec: ModelSpec, tokens: number, { precision }: ActivationRules): number =>
  tokens * spec.hiddenSize * precision.residual;

/** The final norm, the input of the head, and the logits of every token in float32. */
export function headActivationBytes(
  spec: ModelSpec,
  tokens: number,
  rules: ActivationRules,
): { readonly kept: number; readonly momentary: number } {
  const { framework } = rules;
  const input = rules.adapter ? 0 : HALF;
  const last = spec.layers.at(-1);
  const norm = last ? normBytes(normKind(last), rules) : 0;
  const vocabulary = spec.head.parameters > 0 ? spec.head.parameters / spec.hiddenSize : 0;
  return {
    kept: tokens * (spec.hiddenSize * (norm + input) + vocabulary * framework.logit.kept),
    momentary: tokens * vocabulary * framework.logit.momentary,
  };
}

/**
 * Layers with a plain block are of the age of LayerNorm, which has a bias beside the weight; those with a gated
 * one, or none, have RMSNorm.
 */
const normKind = ({ feedForward }: Layer): "rms" | "layer" =>
  feedForward.weights.length > 0 && !gated(feedForward) ? "layer" : "rms";

function normBytes(kind: "rms" | "layer", { framework, precision, adapter }: ActivationRules): number {
  const { computed, trained } = framework.norm(kind, precision.residual);
  return computed + (adapter ? 0 : trained);
}

/** Whether a block is gated: its feed-forward has a product for the gate. */
const gated = (feedForward: FeedForward): boolean =>
  feedForward.weights.some(({ name }) => name.endsWith(".gate_proj"));

/** Channels of all norms of a layer. Norms of queries and keys are as wide as these, or as the latents. */
function normChannels(layer: Layer): number {
  const { mixer, normParameters } = layer;
  const inner = mixer.weights.find(({ name }) => name === "self_attn.norms");
  const width = (end: string): number =>
    mixer.weights.find(({ name }) => name === `self_attn.${end}`)?.outputs ?? 0;
  const queriesAndKeys = width("k_proj") > 0 ? width("q_proj") + width("k_proj") : (inner?.outputs ?? 0);
  return normParameters / (normKind(layer) === "layer" ? 2 : 1) + (inner ? queriesAndKeys : 0);
}

/** Bytes a token that the products of a mixer keep of their inputs; its output is counted with attention. */
function mixerBytes(spec: ModelSpec, { weights }: Mixer, rules: ActivationRules): number {
  let bytes = 0;
  const shared = new Set<number>();
  for (const weight of weights) {
    if (weight.kind !== "linear") continue;
    const output = weight.outputs === spec.hiddenSize && weight.inputs !== spec.hiddenSize;
    const last = output || /(?:o_proj|out_proj)$/.test(weight.name);
    bytes += inputBytes(weight.inputs, adaptedRank(rules, weight), shared, rules, last);
  }
  return bytes + (rules.dropout ? spec.hiddenSize : 0);
}

/**
 * Bytes a token of one product's input, unless `held` says that it is kept in any case. PEFT casts the input of
 * each adapter to float32; a frozen product keeps none.
 */
function inputBytes(
  inputs: number,
  rank: number | undefined,
  shared: Set<number>,
  { framework, precision, adapter }: ActivationRules,
  held: boolean,
): number {
  if (adapter) return rank === undefined ? 0 : FLOAT * (inputs + rank);
  if (precision.cast > 0 && framework.castsEachInput) return held ? 0 : precision.cast * inputs;
  if (held || shared.has(inputs)) return 0;
  shared.add(inputs);
  return HALF * inputs;
}

const adaptedRank = ({ adapter }: ActivationRules, weight: Weight): number | undefined =>
  adapter && adapts(adapter, weight) ? adapter.rank : undefined;

/** Queries, keys, values and the output; with scores of n × n elements, or one log-sum-exp a row. */
function attentionBytes(mixer: Mixer, tokens: number, { scores, dropout }: ActivationRules): number {
  const scored = mixer
    .scoring({ past: 0, tokens }, { causal: true, latent: "naive" })
    .filter(({ valueDim }) => valueDim > 0);
  const heads = Math.max(0, ...scored.map((part) => part.heads));
  const kept = HALF * mixer.activationElements(tokens);
  if (scores === "recomputed") return kept + FLOAT * heads * tokens;
  // The softmax's output; with dropout its mask and the dropped output too.
  return kept + heads * tokens * tokens * (HALF + (dropout ? 1 + HALF : 0));
}

/** Bytes a token that a feed-forward keeps: the inputs of its products and of its activation. */
function feedForwardBytes(
  spec: ModelSpec,
  { weights, routing }: FeedForward,
  rules: ActivationRules,
): number {
  let bytes = rules.dropout && weights.length > 0 ? spec.hiddenSize : 0;
  const inputs = new Set<number>();
  // Experts gather their tokens: a copy of the input for each expert that a token passes.
  const gathered = new Set<number>();
  for (const weight of weights) {
    if (weight.kind !== "linear") continue;
    const passes = weight.routed ? routing!.expertsPerToken : weight.copies;
    const down = weight.name.endsWith(".down_proj");
    const shared = down ? new Set<number>() : weight.routed ? gathered : inputs;
    bytes += passes * inputBytes(weight.inputs, adaptedRank(rules, weight), shared, rules, false);
    if (!down) {
      const activated = weight.name.endsWith(".gate_proj") && rules.framework.keepsActivatedGate;
      bytes += passes * HALF * weight.outputs * (activated ? 2 : 1);
    } else if (weight.routed) bytes += passes * HALF * weight.outputs; // Multiplied by the router's weights.
  }
  return bytes;
}
