import type { ModelEntry } from "../model-entry.js";

/** Kimi K3: linear and latent attention, experts in a space half as wide as the residual stream. */
export const moonshotK3Models: readonly ModelEntry[] = [
  {
    id: "moonshotai/Kimi-K3",
    aliases: ["kimi-k3"],
    publishedParameters: 2_800_000_000_000,
    publishedActiveParameters: 104_000_000_000,
    activeLeavesOut: "embedding",
    contextTokens: 1_048_576,
    source:
      "https://github.com/ai-dynamo/aiconfigurator/blob/095f58a51c4ca8e61b66ec108d86f223f8d559ce/aic-core/src/aiconfigurator_core/model_configs/moonshotai--Kimi-K3_config.json",
    config: {
      model_type: "kimi_k3",
      text_config: {
        model_type: "kimi_linear",
        hidden_act: "situ",
        attn_res_block_size: 12,
        first_k_dense_replace: 1,
        hidden_size: 7168,
        intermediate_size: 33792,
        kv_lora_rank: 512,
        latent_moe_use_norm: true,
        linear_attn_config: {
          full_attn_layers: [...Array.from({ length: 23 }, (_, index) => 4 * (index + 1)), 93],
          head_dim: 128,
          num_heads: 96,
          short_conv_kernel_size: 4,
          use_full_rank_gate: true,
        },
        max_position_embeddings: 1048576,
        mla_use_nope: true,
        mla_use_output_gate: true,
        moe_intermediate_size: 3072,
        moe_layer_freq: 1,
        num_attention_heads: 96,
        num_experts: 896,
        num_experts_per_token: 16,
        num_hidden_layers: 93,
        num_key_value_heads: 96,
        num_shared_experts: 2,
        q_lora_rank: 1536,
        qk_nope_head_dim: 128,
        qk_rope_head_dim: 64,
        routed_expert_hidden_size: 3584,
        v_head_dim: 128,
        vocab_size: 163840,
        tie_word_embeddings: false,
        quantization_config: {
          quant_method: "compressed-tensors",
          format: "mxfp4-pack-quantized",
          config_groups: {
            group_0: {
              targets: ["Linear"],
              weights: { num_bits: 4, type: "float", strategy: "group", group_size: 32, symmetric: true },
            },
          },
          ignore: [
            "re:.*self_attn.*",
            "re:.*shared_experts.*",
            "re:.*mlp\\.(gate|up|gate_up|down)_proj.*",
            "re:.*lm_head.*",
          ],
        },
      },
      tie_word_embeddings: false,
    },
  },
];
