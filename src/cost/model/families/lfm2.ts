import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { shortConvolution } from "../mixers/short-convolution.js";
import { assemble, type Family } from "./family.js";
import { type ImpliedType, layerTypes } from "./layer-types.js";
import { wholeAttention } from "./softmax.js";

/**
 * Which layers attend: `full_attn_idxs`, else all of LFM2; the mixture's class has no default. Source:
 * configuration_lfm2.py and configuration_lfm2_moe.py of huggingface/transformers 5.18.
 */
const listed: ImpliedType<"conv" | "full_attention"> = (config, layer, layers) => {
  const indices = config.layerNumbers("full_attn_idxs", layers);
  if (!indices && config.text("model_type") === "lfm2_moe")
    throw config.missing(["layer_types", "full_attn_idxs"], "which layers attend");
  return !indices || indices.has(layer) ? "full_attention" : "conv";
};

/**
 * Inner size of LFM2: two thirds of the given one, times a factor, rounded up. Older configs name it
 * `block_ff_dim`.
 */
function innerSizeOf(config: Config): number {
  const given = config.number("block_ff_dim", "intermediate_size");
  if (!config.flag("block_auto_adjust_ff_dim", true)) return given;
  const factor = config.factor("block_ffn_dim_multiplier") ?? 1;
  const multiple = config.size("block_multiple_of") ?? 256;
  return multiple * Math.ceil(Math.floor(factor * Math.floor((2 * given) / 3)) / multiple);
}

/** LFM2: gated short convolutions with some attention layers; the mixture has experts after its first layers. */
export const lfm2Family: Family = {
  modelTypes: ["lfm2", "lfm2_moe"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const types = layerTypes(config, ["conv", "full_attention"], listed);
    const attends = wholeAttention(config, { qkNorm: true });
    const convolves = shortConvolution({
      hiddenSize,
      taps: config.size("conv_L_cache") ?? 3,
      bias: config.flag("conv_bias", false),
    });
    const isMixture = config.text("model_type") === "lfm2_moe";
    const innerSize = isMixture ? config.number("intermediate_size") : innerSizeOf(config);
    const plain = dense({ hiddenSize, innerSize, gated: true });
    const routed = isMixture
      ? mixture({
          hiddenSize,
          experts: config.number("num_experts"),
          expertsPerToken: config.number("num_experts_per_tok"),
          expertSize: config.number("moe_intermediate_size"),
          sharedSize: 0,
          gated: true,
          routerBias: config.flag("use_expert_bias", true),
        })
      : plain;
    const denseLayers = config.optional("num_dense_layers") ?? 2;
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "conv" ? convolves : attends),
      feedForward: (layer) => (layer < denseLayers ? plain : routed),
      tied: config.flag("tie_embedding", true),
    });
  },
};
