import type { ModelEntry } from "../model-entry.js";
import { cycle } from "./cycle.js";

const gemma3n = {
  model_type: "gemma3n_text",
  hidden_size: 2048,
  num_attention_heads: 8,
  num_key_value_heads: 2,
  head_dim: 256,
  sliding_window: 512,
  vocab_size: 262400,
  vocab_size_per_layer_input: 262144,
  hidden_size_per_layer_input: 256,
  altup_num_inputs: 4,
  laurel_rank: 64,
  max_position_embeddings: 32768,
  tie_word_embeddings: true,
};

const gemma4 = {
  model_type: "gemma4_text",
  attention_bias: false,
  attention_k_eq_v: false,
  enable_moe_block: false,
  head_dim: 256,
  global_head_dim: 512,
  hidden_size_per_layer_input: 256,
  max_position_embeddings: 131072,
  num_attention_heads: 8,
  sliding_window: 512,
  tie_word_embeddings: true,
  vocab_size: 262144,
  vocab_size_per_layer_input: 262144,
};

const sliding = (count: number): string[] => [
  ...Array.from({ length: count }, () => "sliding_attention"),
  "full_attention",
];

const transformers =
  "https://github.com/huggingface/transformers/blob/v5.17.0/src/transformers/models/gemma3n/configuration_gemma3n.py";
const maxtext =
  "https://github.com/AI-Hypercomputer/maxtext/blob/e591f30cbbf217ed67ef71263ec0538239f9c3b8/src/maxtext/checkpoint_conversion/utils/hf_model_configs.py";

/**
 * Gemma for phones, the text part. Published are the parameters that llama.cpp counts: with the key and value
 * projections of the layers that share a cache, which lie in the files unused.
 */
export const gemmaSmallModels: readonly ModelEntry[] = [
  {
    id: "google/gemma-3n-E2B-it",
    aliases: ["gemma-3n-e2b", "gemma3n-e2b"],
    publishedParameters: 4_460_000_000,
    contextTokens: 32_768,
    source: transformers,
    config: { ...gemma3n, num_hidden_layers: 30, intermediate_size: 8192, num_kv_shared_layers: 10 },
  },
  {
    id: "google/gemma-3n-E4B-it",
    aliases: ["gemma-3n-e4b", "gemma3n-e4b"],
    publishedParameters: 6_870_000_000,
    contextTokens: 32_768,
    source: transformers,
    config: { ...gemma3n, num_hidden_layers: 35, intermediate_size: 16384, num_kv_shared_layers: 15 },
  },
  {
    id: "google/gemma-4-E2B-it",
    aliases: ["gemma-4-e2b", "gemma4-e2b"],
    publishedParameters: 4_650_000_000,
    contextTokens: 131_072,
    source: maxtext,
    config: {
      ...gemma4,
      hidden_size: 1536,
      intermediate_size: 6144,
      layer_types: cycle(sliding(4), 35),
      num_hidden_layers: 35,
      num_key_value_heads: 1,
      num_kv_shared_layers: 20,
      use_double_wide_mlp: true,
    },
  },
  {
    id: "google/gemma-4-E4B-it",
    aliases: ["gemma-4-e4b", "gemma4-e4b"],
    publishedParameters: 7_520_000_000,
    contextTokens: 131_072,
    source: maxtext,
    config: {
      ...gemma4,
      hidden_size: 2560,
      intermediate_size: 10240,
      layer_types: cycle(sliding(5), 42),
      num_hidden_layers: 42,
      num_key_value_heads: 2,
      num_kv_shared_layers: 18,
      use_double_wide_mlp: false,
    },
  },
];
