import { expect, it } from "vitest";
import { flopOf } from "../../flops.js";
import { readModel } from "../read-config.js";

const TOKENS = 16;

/**
 * Small models and the FLOP that PyTorch 2.13 counts in their matrix products (`FlopCounterMode`) for 16
 * tokens, made by huggingface/transformers 5.18.0 with eager attention, which scores all n² pairs. First the
 * products with weights, then those of attention; absent where the class adds chunked scans to them. Left out:
 * the outer product of rotary angles, which the model does not owe to attention, and the head of tokens that
 * need none.
 */
const CASES: readonly (readonly [
  linear: number,
  attention: number | undefined,
  config: Readonly<Record<string, unknown>>,
])[] = [
  [
    495616,
    65536,
    {
      model_type: "llama",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      vocab_size: 64,
    },
  ],
  [
    3870720,
    458752,
    {
      model_type: "gemma4_text",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 12,
      num_kv_shared_layers: 4,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      head_dim: 8,
      global_head_dim: 16,
      vocab_size: 64,
      vocab_size_per_layer_input: 64,
      hidden_size_per_layer_input: 8,
      sliding_window: 512,
      use_double_wide_mlp: true,
    },
  ],
  [
    888832,
    32768,
    {
      model_type: "lfm2",
      hidden_size: 32,
      block_ff_dim: 48,
      block_multiple_of: 16,
      num_hidden_layers: 4,
      full_attn_idxs: [2],
      num_attention_heads: 4,
      num_key_value_heads: 2,
      vocab_size: 64,
    },
  ],
  [
    2715648,
    undefined,
    {
      model_type: "zamba2",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 6,
      hybrid_layer_ids: [2, 5],
      layers_block_type: ["mamba", "mamba", "hybrid", "mamba", "mamba", "hybrid"],
      num_attention_heads: 4,
      num_key_value_heads: 4,
      n_mamba_heads: 4,
      mamba_d_state: 8,
      adapter_rank: 4,
      use_shared_attention_adapter: true,
      vocab_size: 64,
    },
  ],
  [
    733184,
    undefined,
    {
      model_type: "falcon_h1",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      head_dim: 8,
      mamba_d_ssm: 32,
      mamba_n_heads: 4,
      mamba_d_head: 8,
      mamba_d_state: 8,
      vocab_size: 64,
    },
  ],
  [
    493568,
    65536,
    {
      model_type: "opt",
      hidden_size: 32,
      word_embed_proj_dim: 16,
      do_layer_norm_before: false,
      ffn_dim: 48,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      vocab_size: 64,
      max_position_embeddings: 64,
    },
  ],
  [
    987136,
    131072,
    {
      model_type: "exaone4",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 4,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      vocab_size: 64,
    },
  ],
  [
    503808,
    81920,
    {
      model_type: "minicpm3",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 4,
      q_lora_rank: 16,
      kv_lora_rank: 8,
      qk_nope_head_dim: 8,
      qk_rope_head_dim: 4,
      v_head_dim: 8,
      vocab_size: 64,
    },
  ],
  [
    495616,
    65536,
    {
      model_type: "cohere",
      hidden_size: 32,
      intermediate_size: 48,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_key_value_heads: 2,
      vocab_size: 64,
    },
  ],
  [
    790528,
    65536,
    {
      model_type: "gpt_neo",
      hidden_size: 32,
      num_layers: 2,
      num_heads: 4,
      attention_types: [[["global", "local"], 1]],
      vocab_size: 64,
      max_position_embeddings: 64,
    },
  ],
  [
    724992,
    65536,
    {
      model_type: "falcon",
      hidden_size: 32,
      num_hidden_layers: 2,
      num_attention_heads: 4,
      num_kv_heads: 2,
      new_decoder_architecture: true,
      vocab_size: 64,
    },
  ],
];

it.each(CASES.map(([linear, attention, config]) => [config.model_type, linear, attention, config] as const))(
  "%s: %i FLOP with weights, %i in attention",
  (type, linear, attention, config) => {
    const spec = readModel(config, String(type));
    const flop = flopOf(spec, { past: 0, tokens: TOKENS }, { causal: false, latent: "absorbed" });
    // PyTorch counts convolutions apart, with the outputs of their padding.
    const convolutions = spec.layers
      .flatMap(({ mixer }) => mixer.weights)
      .filter(({ kind }) => kind === "convolution")
      .reduce((sum, { inputs, outputs }) => sum + 2 * inputs * outputs * TOKENS, 0);
    expect(flop.linear - flop.state - convolutions).toBe(linear);
    if (attention !== undefined) expect(flop.attention).toBe(attention);
  },
);
