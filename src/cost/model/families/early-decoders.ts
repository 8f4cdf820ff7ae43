import type { Mask } from "../../pairs.js";
import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { linear } from "../weights.js";
import { assemble, type Family, once } from "./family.js";
import { layerCount } from "./layer-types.js";

interface EarlyTraits {
  readonly kvHeads?: (config: Config, heads: number) => number;
  /** Biases of the projections in attention and feed-forward. */
  readonly attentionBias?: boolean;
  /** Biases of Q, K and V where they differ from the output's. */
  readonly qkvBias?: boolean;
  readonly feedForwardBias?: boolean;
  /** The mask of each layer. Default: causal. */
  readonly masks?: (config: Config) => (layer: number) => Mask;
  /** A bias on the output projection to the vocabulary. */
  readonly headBias?: boolean;
  readonly tied: boolean;
  /** Rows of learned positions. */
  readonly positions?: (config: Config) => number;
  /** LayerNorms of one layer. Default 2. */
  readonly norms?: (config: Config) => number;
  /** LayerNorms outside the layers. Default 1, after the last layer. */
  readonly outerNorms?: (config: Config) => number;
  /** Channels of the token embeddings where they differ from the model's. */
  readonly embeddingSize?: (config: Config) => number;
  /** False: norms have weights but no biases. */
  readonly normBias?: boolean;
}

const BIASED = { attentionBias: true, feedForwardBias: true } as const;

/**
 * Decoders older than Llama: LayerNorm, an ungated feed-forward of four times the width, learned or ALiBi
 * positions. Source: modeling_*.py of huggingface/transformers 5.18.
 */
const traitsOf: Readonly<Record<string, EarlyTraits>> = {
  gpt2: { ...BIASED, tied: true, positions: (config) => config.number("n_positions") },
  gpt_bigcode: {
    ...BIASED,
    tied: true,
    positions: (config) => config.number("n_positions"),
    kvHeads: (config, heads) => (config.flag("multi_query", true) ? 1 : heads),
  },
  gpt_neox: { ...BIASED, tied: false },
  gpt_neo: {
    ...BIASED,
    qkvBias: false,
    tied: true,
    positions: (config) => config.number("max_position_embeddings"),
    masks: gptNeoMasks,
  },
  gptj: { feedForwardBias: true, headBias: true, tied: false, norms: () => 1 },
  codegen: { feedForwardBias: true, headBias: true, tied: false, norms: () => 1 },
  opt: {
    ...BIASED,
    tied: true,
    positions: (config) => config.number("max_position_embeddings") + 2,
    embeddingSize: (config) => config.size("word_embed_proj_dim") ?? config.number("hidden_size"),
    // OPT-350m alone normalises after each block and has no norm after the last.
    outerNorms: (config) => (config.flag("do_layer_norm_before", true) ? 1 : 0),
  },
  // The second norm outside the layers follows the embeddings.
  bloom: { ...BIASED, tied: true, outerNorms: () => 2 },
  mpt: { tied: true, normBias: false },
  phi: { ...BIASED, headBias: true, tied: false, norms: () => 1 },
  falcon: { tied: true, kvHeads: falconKvHeads, norms: falconNorms },
};

/**
 * GPT-Neo: global and local layers in turn, unless `attention_types` gives another cycle, such as
 * `[[["global", "local"], 12]]`.
 */
function gptNeoMasks(config: Config): (layer: number) => Mask {
  const window = config.size("window_size") ?? 256;
  const given = config.list("attention_types") ?? [[["global", "local"], 12]];
  const kinds = given.flatMap((entry, index) => {
    const [cycle, times] = Array.isArray(entry) ? (entry as unknown[]) : [];
    if (!Array.isArray(cycle) || typeof times !== "number" || !Number.isSafeInteger(times) || times < 1)
      throw config.bad(`attention_types[${index}]`, "not a list of kinds and how often it repeats", entry);
    return Array.from({ length: times }, () => cycle as unknown[]).flat();
  });
  const layers = layerCount(config);
  if (kinds.length < layers && config.has("attention_types"))
    throw config.bad("attention_types", `not one kind for each of ${layers} layers`);
  return (layer) => {
    const kind = kinds[layer % kinds.length];
    if (kind === "global") return { kind: "causal" };
    if (kind === "local") return { kind: "window", window };
    throw config.bad("attention_types", "made of other kinds than global and local");
  };
}

/**
 * Falcon's own files of 2023 (`RefinedWeb`) write `n_head_kv` and mean by it the new decoder. Without either,
 * all heads share one key (`multi_query`) or have their own.
 */
function falconKvHeads(config: Config, heads: number): number {
  if (isNewFalcon(config)) return config.size("num_kv_heads", "n_head_kv") ?? heads;
  return config.flag("multi_query", true) ? 1 : heads;
}

const isNewFalcon = (config: Config): boolean =>
  config.flag("new_decoder_architecture", config.has("n_head_kv"));

/**
 * One norm per parallel branch in the new decoder (unless `num_ln_in_parallel_attn` says 1), one for both
 * branches in Falcon-7B, two where attention and feed-forward follow each other.
 */
function falconNorms(config: Config): number {
  if (isNewFalcon(config)) return config.size("num_ln_in_parallel_attn") ?? 2;
  return config.flag("parallel_attn", true) ? 1 : 2;
}

export const earlyDecoderFamily: Family = {
  modelTypes: Object.keys(traitsOf),
  read(config, name) {
    const traits = traitsOf[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size", "n_embd", "d_model");
    const heads = config.number("num_attention_heads", "n_head", "n_heads", "num_heads");
    const bias = config.flag("bias", false);
    const attentionBias = traits.attentionBias ?? bias;
    const maskOf = traits.masks?.(config) ?? ((): Mask => ({ kind: "causal" }));
    const mixerOf = once((mask: string) =>
      attention({
        hiddenSize,
        heads,
        kvHeads: traits.kvHeads?.(config, heads) ?? heads,
        headDim: config.quotient(["hidden_size", hiddenSize], ["num_attention_heads", heads]),
        mask: JSON.parse(mask) as Mask,
        qkvBias: traits.qkvBias ?? attentionBias,
        outputBias: attentionBias,
      }),
    );
    const feedForward = dense({
      hiddenSize,
      innerSize: config.size("intermediate_size", "ffn_dim", "n_inner", "ffn_hidden_size") ?? 4 * hiddenSize,
      gated: false,
      bias: traits.feedForwardBias ?? bias,
    });
    const norm = (traits.normBias === false ? 1 : 2) * hiddenSize;
    const embeddingSize = traits.embeddingSize?.(config) ?? hiddenSize;
    return assemble(config, name, {
      mixer: (layer) => mixerOf(JSON.stringify(maskOf(layer))),
      feedForward: () => feedForward,
      normParameters: (traits.norms?.(config) ?? 2) * norm,
      otherParameters:
        (traits.outerNorms?.(config) ?? 1) * norm + (traits.headBias ? config.number("vocab_size") : 0),
      // OPT-350m projects its narrow embeddings to the hidden size and back.
      onceWeights:
        embeddingSize === hiddenSize
          ? []
          : [
              linear("project_in", embeddingSize, hiddenSize),
              linear("project_out", hiddenSize, embeddingSize),
            ],
      tied: traits.tied,
      embeddingSize,
      extraEmbeddingParameters: (traits.positions?.(config) ?? 0) * hiddenSize,
    });
  },
};
