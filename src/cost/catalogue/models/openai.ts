import type { ModelEntry } from "../model-entry.js";
import { cycle } from "./cycle.js";

/** OpenAI gpt-oss. */
export const openaiModels: readonly ModelEntry[] = [
  {
    id: "openai/gpt-oss-20b",
    aliases: ["gpt-oss-20b"],
    publishedParameters: 20_910_000_000,
    publishedActiveParameters: 3_610_000_000,
    activeLeavesOut: "embedding",
    contextTokens: 131_072,
    source:
      "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/openai--gpt-oss-20b_config.json",
    config: {
      attention_bias: true,
      experts_per_token: 4,
      head_dim: 64,
      hidden_size: 2880,
      intermediate_size: 2880,
      layer_types: cycle(["sliding_attention", "full_attention"], 24),
      max_position_embeddings: 131072,
      model_type: "gpt_oss",
      num_attention_heads: 64,
      num_experts_per_tok: 4,
      num_hidden_layers: 24,
      num_key_value_heads: 8,
      num_local_experts: 32,
      quantization_config: {
        quant_method: "mxfp4",
        modules_to_not_convert: [
          "model.layers.*.self_attn",
          "model.layers.*.mlp.router",
          "model.embed_tokens",
          "lm_head",
        ],
      },
      sliding_window: 128,
      tie_word_embeddings: false,
      vocab_size: 201088,
    },
  },
  {
    id: "openai/gpt-oss-120b",
    aliases: ["gpt-oss", "gpt-oss-120b"],
    publishedParameters: 116_830_000_000,
    publishedActiveParameters: 5_130_000_000,
    activeLeavesOut: "embedding",
    contextTokens: 131_072,
    source:
      "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/openai--gpt-oss-120b_config.json",
    config: {
      attention_bias: true,
      experts_per_token: 4,
      head_dim: 64,
      hidden_size: 2880,
      intermediate_size: 2880,
      layer_types: cycle(["sliding_attention", "full_attention"], 36),
      max_position_embeddings: 131072,
      model_type: "gpt_oss",
      num_attention_heads: 64,
      num_experts_per_tok: 4,
      num_hidden_layers: 36,
      num_key_value_heads: 8,
      num_local_experts: 128,
      quantization_config: {
        quant_method: "mxfp4",
        modules_to_not_convert: [
          "model.layers.*.self_attn",
          "model.layers.*.mlp.router",
          "model.embed_tokens",
          "lm_head",
        ],
      },
      sliding_window: 128,
      tie_word_embeddings: false,
      vocab_size: 201088,
    },
  },
];
