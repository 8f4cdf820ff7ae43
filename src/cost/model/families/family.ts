import type { Config } from "../config.js";
import type { FeedForward, Layer, Mixer, ModelSpec } from "../spec.js";
import type { Weight } from "../weights.js";
import { layerCount } from "./layer-types.js";

/**
 * Reads the configs of some model types. NEW MODEL FAMILY: one file that exports one, and its name in
 * index.ts.
 */
export interface Family {
  /** Values of `model_type` that it reads. */
  readonly modelTypes: readonly string[];
  read(config: Config, name: string): ModelSpec;
}

export interface Parts {
  readonly mixer: (layer: number) => Mixer;
  readonly feedForward: (layer: number) => FeedForward;
  /** Norm weights of one layer. Default: two norms without bias. */
  readonly normParameters?: number;
  readonly layers?: number;
  /** The value of `tie_word_embeddings` when the config omits it. */
  readonly tied?: boolean;
  /** Channels of the token embeddings where they differ from the model's. */
  readonly embeddingSize?: number;
  /** Embedding parameters beyond the vocabulary, such as learned positions. */
  readonly extraEmbeddingParameters?: number;
  readonly otherParameters?: number;
  /**
   * Products that every token passes once, outside the layers: a projection of narrow embeddings. They count
   * with the first layer.
   */
  readonly onceWeights?: readonly Weight[];
  readonly causal?: boolean;
  /** Prediction layers of checkpoints whose config does not say how many. */
  readonly predictionLayers?: number;
  /** False: an encoder without an output projection. */
  readonly head?: boolean;
}

/** Builds a model from its parts. Equal layers become one object. */
export function assemble(config: Config, name: string, parts: Parts): ModelSpec {
  const hiddenSize = config.number("hidden_size", "n_embd", "d_model", "dim");
  const vocabularySize = config.number("vocab_size");
  const embeddingSize = parts.embeddingSize ?? hiddenSize;
  const count = parts.layers ?? layerCount(config);
  const normParameters = parts.normParameters ?? 2 * hiddenSize;
  const known = new Map<Mixer, Map<FeedForward, Layer>>();
  const layers = Array.from({ length: count }, (_, index) => {
    const mixer = parts.mixer(index);
    const block = parts.feedForward(index);
    const once = index === 0 ? parts.onceWeights : undefined;
    const feedForward = once?.length ? withWeights(block, once) : block;
    const same = known.get(mixer) ?? new Map<FeedForward, Layer>();
    known.set(mixer, same);
    const layer = same.get(feedForward) ?? { mixer, feedForward, normParameters };
    same.set(feedForward, layer);
    return layer;
  });
  const maxContext = longestContext(config);
  const predicting = predictionLayers(config) ?? parts.predictionLayers ?? 0;
  return {
    name,
    family: config.text("model_type") ?? "",
    hiddenSize,
    vocabularySize,
    layers,
    embeddingParameters: vocabularySize * embeddingSize + (parts.extraEmbeddingParameters ?? 0),
    head: {
      parameters: parts.head === false ? 0 : vocabularySize * embeddingSize,
      tied: config.flag("tie_word_embeddings", parts.tied ?? false),
    },
    otherParameters: parts.otherParameters ?? hiddenSize,
    causal: parts.causal ?? true,
    ...(maxContext === undefined ? {} : { maxContext }),
    ...(predicting === 0 ? {} : { predictionLayers: predicting }),
  };
}

/**
 * Layers of multi-token prediction, under the name that a config gives them: DeepSeek, GLM, Nemotron and others;
 * MiniMax, whose M3 states both and means the modules; Qwen3.5. Source: `hf_config_override` in
 * vllm/config/speculative.py of vllm-project/vllm@002e77c.
 */
const predictionLayers = (config: Config): number | undefined =>
  config.flag("use_mtp", true)
    ? config.optional(
        "num_mtp_modules",
        "num_nextn_predict_layers",
        "num_mtp_layers",
        "mtp_num_hidden_layers",
      )
    : 0;

/** The longest context that the config declares. Some write 1e30 where there is none. */
function longestContext(config: Config): number | undefined {
  const names = ["max_position_embeddings", "n_positions", "model_max_length", "max_seq_len"];
  const stated = names.filter((name) => !(Number(config.raw(name)) > Number.MAX_SAFE_INTEGER));
  return config.size(...stated);
}

/** A feed-forward block with further weights in the same layer. */
export const withWeights = (block: FeedForward, weights: readonly Weight[]): FeedForward => ({
  ...block,
  weights: [...block.weights, ...weights],
});

/** Caches a function's value by key, so that equal layers are the same object. */
export function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key)!;
  };
}
