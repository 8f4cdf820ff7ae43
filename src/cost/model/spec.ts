import type { StoredFormat } from "../format/stored-format.js";
import type { Span } from "../pairs.js";
import type { MathSymbol } from "../symbols.js";
import type { TermSum } from "../term.js";
import { parametersOf, totalParameters, type Weight } from "./weights.js";

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
  /**
   * Layers behind the last that predict further tokens (multi-token prediction), which decode leaves out unless they
   * draft. Absent: none.
   */
  readonly predictionLayers?: number;
  /** False for encoders: every token sees every token, and there is no decode. */
  readonly causal: boolean;
  /** How the checkpoint stores its weights, as its config says it. */
  readonly checkpoint?: CheckpointFields;
}

/** Fields of a config that say how a checkpoint stores weights. Read by `format/checkpoint`. */
export interface CheckpointFields {
  /** `torch_dtype`: the format of what is not quantised. */
  readonly dtype?: unknown;
  /** `quantization_config`, as written. */
  readonly quantization?: Readonly<Record<string, unknown>>;
  /** The number format that the checkpoint's name states (`…-GGUF:Q4_K_M`), where it is a copy of this model. */
  readonly named?: string;
  /** DeepSeek-V4's format of experts. */
  readonly expert_dtype?: unknown;
}

export interface Layer {
  readonly mixer: Mixer;
  readonly feedForward: FeedForward;
  readonly normParameters: number;
}

/**
 * One kind of query-key product over a span. FLOP of scores: pairs × 2 × scoreDim × heads; of values: pairs ×
 * 2 × valueDim × heads.
 */
export interface Scoring {
  readonly title: string;
  /** (query, key) pairs of one head. */
  readonly pairs: number;
  /** The same in symbols and terms, for derivations. */
  pairTerms(): TermSum;
  readonly heads: number;
  readonly scoreDim: number;
  /** 0 when the scores only select keys (an indexer). */
  readonly valueDim: number;
  /** Channels that the cache keeps of a key and its value, for all heads together. */
  readonly cachedChannels: number;
  /** Where they are not kept in the cache's format. */
  readonly cacheFormat?: CacheFormat;
}

/** The format in which a part of a cache is kept, given that of the cache (`--kv-dtype`). */
export type CacheFormat = (kv: StoredFormat) => StoredFormat;

/** A part of a cache: so many keys, each of so many channels. */
export interface CachePart {
  readonly keys: number;
  readonly channels: number;
  readonly format?: CacheFormat;
}

/** Elements of recurrent state: of the recurrence itself, and the last inputs of its convolution or shift. */
export interface StateElements {
  readonly recurrent: number;
  readonly convolution: number;
  /** The recurrence is kept in float32 by every engine: the model's config or code asks for it. */
  readonly float32?: boolean;
}

/** Bytes of an element of either. */
export interface StateBytes {
  readonly recurrent: number;
  readonly convolution: number;
}

export const noState: StateElements = { recurrent: 0, convolution: 0 };

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
  readonly weights: readonly Weight[];
  /** The query-key products of a span; empty when no pairs are scored. */
  scoring(span: Span, context: MixerContext): readonly Scoring[];
  /** Updates and reads of recurrent state: FLOP of one token, as a product. */
  readonly state?: {
    readonly symbols: string;
    readonly factors: readonly number[];
    /** The letter of each factor that has one. */
    readonly letters: readonly (MathSymbol | undefined)[];
  };
  /** Elements cached after n tokens: keys and values, or latents. */
  cacheElements(n: number, context: MixerContext): number;
  /** The same by kind of key, where keys of several widths or formats are cached. */
  cacheParts?(n: number): readonly CachePart[];
  /** Among how many accelerators tensor parallelism can divide the cache: KV heads; 1 for a latent. */
  readonly cacheSplits: number;
  /** Elements of recurrent state, independent of n. */
  readonly stateElements: StateElements;
  readonly stateSplits: number;
  /** Elements of Q, K, V and output kept for a span while the layer runs. */
  activationElements(tokens: number): number;
}

export interface FeedForward {
  readonly kind: string;
  readonly description: string;
  readonly weights: readonly Weight[];
  /** Of a mixture: a token passes `expertsPerToken` of the copies of each routed weight. */
  readonly routing?: { readonly experts: number; readonly expertsPerToken: number };
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

/** Bytes of the cache after n tokens, each part in its own format. */
export function cacheBytes(mixer: Mixer, n: number, kv: StoredFormat, context: MixerContext): number {
  const parts = mixer.cacheParts?.(n);
  if (parts === undefined) return (mixer.cacheElements(n, context) * kv.bits) / 8;
  let bits = 0;
  for (const { keys, channels, format } of parts) bits += keys * channels * (format?.(kv) ?? kv).bits;
  return bits / 8;
}

/** Bytes of a sequence's recurrent state. */
export const stateBytes = ({ stateElements: elements }: Mixer, each: StateBytes): number =>
  elements.recurrent * (elements.float32 ? 4 : each.recurrent) + elements.convolution * each.convolution;

/** Share of the routed copies that one token passes: k/E. */
export const routedShare = ({ routing }: FeedForward): number =>
  routing === undefined ? 1 : routing.expertsPerToken / routing.experts;

/**
 * Expected number of experts that `tokens` tokens touch together. The first touches k of E. Experts are not
 * equally popular: with rates spread as a gamma distribution of shape 1 an expert stays untouched by the other
 * tokens with probability 1 / (1 + (tokens − 1)·k/E), not (1 − k/E)^(tokens − 1) as under uniform routing, which
 * would touch up to a quarter more. The shape was fitted to served steps (docs/cost-validation.md). 0 without
 * routing.
 */
export function expectedExperts({ routing }: FeedForward, tokens: number): number {
  if (routing === undefined) return 0;
  const { experts, expertsPerToken } = routing;
  const later = (Math.max(tokens, 1) - 1) * (expertsPerToken / experts);
  return experts - (experts - expertsPerToken) / (1 + later);
}

/** Total parameters, and those that one token uses. Both include embeddings, as in model cards. */
export function parameterCounts(spec: ModelSpec): { readonly total: number; readonly active: number } {
  const shared =
    spec.embeddingParameters + (spec.head.tied ? 0 : spec.head.parameters) + spec.otherParameters;
  let total = shared;
  let active = shared;
  for (const { layer, count } of layerGroups(spec)) {
    const always = totalParameters(layer.mixer.weights) + layer.normParameters;
    total += count * (always + totalParameters(layer.feedForward.weights));
    active += count * always;
    for (const weight of layer.feedForward.weights)
      active += count * parametersOf(weight) * (weight.routed ? routedShare(layer.feedForward) : 1);
  }
  return { total, active };
}
