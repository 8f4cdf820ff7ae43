import type { Mask } from "../../pairs.js";
import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import type { Mixer, ModelSpec } from "../spec.js";
import { linear, totalParameters } from "../weights.js";
import { assemble, type Family, once } from "./family.js";
import { layerCount, layerTypes } from "./layer-types.js";

const FULL: Mask = { kind: "full" };

/** What differs between encoders, in parameters outside the layers. */
interface EncoderTraits {
  readonly bias: boolean;
  readonly gated: boolean;
  readonly mask: (layer: number) => Mask;
  /** Channels of the embeddings where they differ from the model's. */
  readonly embeddingSize?: number;
  /** Rows of learned positions and token types. */
  readonly learnedRows: number;
  readonly otherParameters: number;
  /** Layers that are stored; the others are the same arrays again. Default: all. */
  readonly storedLayers?: number;
}

function encoder(config: Config, name: string, traits: EncoderTraits): ModelSpec {
  const hiddenSize = config.number("hidden_size", "dim");
  const heads = config.number("num_attention_heads", "n_heads");
  const mixerOf = once((mask: string) =>
    attention({
      hiddenSize,
      heads,
      kvHeads: heads,
      headDim: config.quotient(["hidden_size", hiddenSize], ["num_attention_heads", heads]),
      mask: JSON.parse(mask) as Mask,
      qkvBias: traits.bias,
      outputBias: traits.bias,
    }),
  );
  const feedForward = dense({
    hiddenSize,
    innerSize: config.number("intermediate_size", "hidden_dim"),
    gated: traits.gated,
    bias: traits.bias,
  });
  const embeddingSize = traits.embeddingSize ?? hiddenSize;
  const normParameters = (traits.bias ? 4 : 2) * hiddenSize;
  const layers = layerCount(config);
  const repeated = layers - (traits.storedLayers ?? layers);
  const ofLayer = (mixer: Mixer): number =>
    totalParameters(mixer.weights) + totalParameters(feedForward.weights) + normParameters;
  return assemble(config, name, {
    mixer: (layer) => mixerOf(JSON.stringify(traits.mask(layer))),
    feedForward: () => feedForward,
    normParameters,
    embeddingSize,
    onceWeights:
      embeddingSize === hiddenSize ? [] : [linear("embeddings_project", embeddingSize, hiddenSize)],
    extraEmbeddingParameters: traits.learnedRows * embeddingSize,
    // A shared layer counts wherever tokens pass it, but is stored once.
    otherParameters: traits.otherParameters - repeated * ofLayer(mixerOf(JSON.stringify(traits.mask(0)))),
    causal: false,
    head: false,
  });
}

interface BertTraits {
  /** A projection of the first token, which BERT and RoBERTa checkpoints keep. */
  readonly pooler: boolean;
  readonly tokenTypes: boolean;
  /** Embeddings narrower than the model, with a projection to it (ELECTRA). */
  readonly narrowEmbeddings?: boolean;
  /** Layers share their arrays in groups (ALBERT). */
  readonly sharedLayers?: boolean;
  /** Parameters of relative positions, which all layers share. */
  readonly relativePositions?: (config: Config) => number;
}

/** BERT and models derived from it. Source: modeling_*.py of huggingface/transformers 5.18. */
const bertTraits: Readonly<Record<string, BertTraits>> = {
  bert: { pooler: true, tokenTypes: true },
  roberta: { pooler: true, tokenTypes: true },
  "xlm-roberta": { pooler: true, tokenTypes: true },
  camembert: { pooler: true, tokenTypes: true },
  electra: { pooler: false, tokenTypes: true, narrowEmbeddings: true },
  albert: { pooler: true, tokenTypes: true, narrowEmbeddings: true, sharedLayers: true },
  distilbert: { pooler: false, tokenTypes: false },
  mpnet: {
    pooler: true,
    tokenTypes: false,
    relativePositions: (config) =>
      (config.size("relative_attention_num_buckets") ?? 32) * config.number("num_attention_heads"),
  },
};

/** BERT and models derived from it: every token sees every token. Source: arXiv:1810.04805. */
export const bertFamily: Family = {
  modelTypes: Object.keys(bertTraits),
  read(config, name) {
    const traits = bertTraits[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size", "dim");
    const embeddingSize = traits.narrowEmbeddings
      ? (config.size("embedding_size") ?? hiddenSize)
      : hiddenSize;
    const tokenTypes = traits.tokenTypes ? (config.optional("type_vocab_size") ?? 2) : 0;
    return encoder(config, name, {
      bias: true,
      gated: false,
      mask: () => FULL,
      ...(traits.sharedLayers ? { storedLayers: config.size("num_hidden_groups") ?? 1 } : {}),
      embeddingSize,
      learnedRows: config.number("max_position_embeddings") + tokenTypes,
      otherParameters:
        2 * embeddingSize + // the norm after the embeddings
        (embeddingSize === hiddenSize ? 0 : hiddenSize) + // bias of the projection of narrow embeddings
        (traits.pooler ? (hiddenSize + 1) * hiddenSize : 0) +
        (traits.relativePositions?.(config) ?? 0),
    });
  },
};

/**
 * ModernBERT: full attention in every third layer, a window in both directions elsewhere. Source:
 * arXiv:2412.13663.
 */
export const modernBertFamily: Family = {
  modelTypes: ["modernbert"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const every = config.size("global_attn_every_n_layers") ?? 3;
    const window = config.size("local_attention") ?? 128;
    const types = layerTypes(config, ["full_attention", "sliding_attention"], (_, layer) =>
      layer % every === 0 ? "full_attention" : "sliding_attention",
    );
    return encoder(config, name, {
      bias: false,
      gated: true,
      mask: (layer) => (types[layer] === "full_attention" ? FULL : { kind: "band", window }),
      learnedRows: 0,
      // Norms after the embeddings and after the last layer; the first layer has none before attention.
      otherParameters: hiddenSize,
    });
  },
};
