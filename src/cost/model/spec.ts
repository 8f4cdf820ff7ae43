import type { Span } from "../pairs.js";

/**
 * A model as the cost room sees it: a list of layers, each a token mixer and a feed-forward. Counts are per
 * sequence.
 */
export interface ModelSpec {
  readonly name: string;
  /** `model_type` of its config. */
  readonly family: string;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** In order. Equal layers are the same object, so that a sum over 80 layers needs only a few terms. */
  readonly layers: readonly Layer[];
  /** Input embeddings, with learned positions. A row is looked up, which costs no FLOP. */
  readonly embeddingParameters: number;
  /**
   * Output projection; 0 when there is none. When tied to the embeddings it costs FLOP but adds no
   * parameters.
   */
  readonly head: { readonly parameters: number; readonly tied: boolean };
  /** Final norm, poolers and the like. */
  readonly otherParameters: number;
  /** Longest context that the config declares, tokens. */
  readonly maxContext?: number;
  /** False for encoders: every token sees every token, and there is no decode. */
  readonly causal: boolean;
}

export interface Layer {
  readonly mixer: Mixer;
  readonly feedForward: FeedForward;
  readonly normParameters: number;
}

/** FLOP of a token mixer over a span. One multiply-add is 2 FLOP. */
export interface MixerFlop {
  /** Weight products: Q, K, V, output, gates, convolutions. Linear in tokens. */
  readonly projections: number;
  /** Q·Kᵀ, and an indexer's scores. */
  readonly scores: number;
  /** A·V. */
  readonly values: number;
  /**
   * Scale, exponential, maximum, sum, division: 5 per pair. Element-wise, so not in totals, as in published
   * counts.
   */
  readonly softmax: number;
  /** Updates and reads of recurrent state. Linear in tokens. */
  readonly state: number;
}

/** What multi-head latent attention caches: `absorbed` the latent, `naive` the expanded keys and values. */
export type LatentMode = "absorbed" | "naive";

export interface MixerContext {
  /** False: bidirectional (encoders, and the article's count). */
  readonly causal: boolean;
  readonly latent: LatentMode;
}

/** The part of a layer that mixes tokens. NEW MIXER: one file in mixers/ that returns one. */
export interface Mixer {
  readonly kind: string;
  /** One line for `--explain`: shape and mask. */
  readonly description: string;
  readonly parameters: number;
  /** The shapes of score and value products, for the derivation. Absent when no pairs are scored. */
  readonly attention?: {
    readonly heads: number;
    readonly scoreDim: number;
    readonly valueDim: number;
    readonly quadratic: boolean;
  };
  flop(span: Span, context: MixerContext): MixerFlop;
  /** Elements cached after n tokens: keys and values, or latents. */
  cacheElements(n: number, context: MixerContext): number;
  /** Elements of recurrent state, independent of n. */
  readonly stateElements: number;
  /** Elements of Q, K, V and output kept for a span while the layer runs. */
  activationElements(tokens: number): number;
}

export interface FeedForward {
  readonly kind: string;
  readonly description: string;
  readonly parameters: number;
  /** Parameters used by one token. */
  readonly activeParameters: number;
  /** FLOP of `tokens` tokens. */
  flop(tokens: number): { readonly experts: number; readonly router: number };
  /** Expected number of weights that `tokens` tokens touch together, under uniform routing. */
  parametersRead(tokens: number): number;
  /** Share of all tokens that one expert gets on average. 1: every token passes every weight. */
  readonly expertShareOfTokens: number;
  /** Elements kept per token while the layer runs. */
  readonly activationElementsPerToken: number;
}

interface LayerGroup {
  readonly layer: Layer;
  readonly count: number;
}

/** Cached per model: every quantity sums over the groups, a dozen times per row. */
const groupsOf = new WeakMap<ModelSpec, readonly LayerGroup[]>();

/** The distinct layers, each with how often it occurs in the model. */
export function layerGroups(spec: ModelSpec): readonly LayerGroup[] {
  const known = groupsOf.get(spec);
  if (known) return known;
  const counts = new Map<Layer, number>();
  for (const layer of spec.layers) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const groups = [...counts].map(([layer, count]) => ({ layer, count }));
  groupsOf.set(spec, groups);
  return groups;
}

/** Total parameters, and those that one token uses. Both include embeddings, as in model cards. */
export function parameterCounts(spec: ModelSpec): { readonly total: number; readonly active: number } {
  const shared =
    spec.embeddingParameters + (spec.head.tied ? 0 : spec.head.parameters) + spec.otherParameters;
  let total = shared;
  let active = shared;
  for (const { layer, count } of layerGroups(spec)) {
    total += count * (layer.mixer.parameters + layer.feedForward.parameters + layer.normParameters);
    active += count * (layer.mixer.parameters + layer.feedForward.activeParameters + layer.normParameters);
  }
  return { total, active };
}
