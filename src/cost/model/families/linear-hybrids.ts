import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { latentAttention } from "../mixers/latent-attention.js";
import { linearAttention } from "../mixers/linear-attention.js";
import type { FeedForward } from "../spec.js";
import { deepseekFeedForward, latentShape } from "./deepseek.js";
import { assemble, type Family, once } from "./family.js";
import { type ImpliedType, layerCount, layerTypes } from "./layer-types.js";
import { routesBySparseStep } from "./mixtures.js";
import { headsOf, wholeAttention } from "./softmax.js";

const LINEAR_OR_FULL = ["linear_attention", "full_attention"] as const;

/** Full attention in every `full_attention_interval`-th layer. */
const everyNthFull: ImpliedType = (config, layer) =>
  (layer + 1) % (config.size("full_attention_interval") ?? 4) === 0 ? "full_attention" : "linear_attention";

/** Qwen3-Next and Qwen3.5: gated delta nets, with gated softmax attention in every fourth layer. */
export const qwenHybridFamily: Family = {
  modelTypes: ["qwen3_next", "qwen3_5_text", "qwen3_5_moe_text"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const delta = gatedDelta(config, hiddenSize, {
      keyHeads: config.number("linear_num_key_heads"),
      valueHeads: config.number("linear_num_value_heads"),
      keyDim: config.number("linear_key_head_dim"),
      valueDim: config.number("linear_value_head_dim"),
    });
    const softmax = wholeAttention(config, { qkNorm: true, gate: "wide" });
    const types = layerTypes(config, LINEAR_OR_FULL, everyNthFull);
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "linear_attention" ? delta : softmax),
      feedForward: qwenFeedForward(config, hiddenSize),
      // Qwen3-Next's checkpoints hold one (`mtp.*`), which their config does not name.
      ...(config.text("model_type") === "qwen3_next" ? { predictionLayers: 1 } : {}),
    });
  },
};

/** OLMo Hybrid: gated delta nets between OLMo's attention layers, with sizes that follow from its heads. */
export const olmoHybridFamily: Family = {
  modelTypes: ["olmo_hybrid"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const { heads } = headsOf(config, hiddenSize);
    const keyHeads = config.size("linear_num_key_heads") ?? heads;
    const keyDim = config.size("linear_key_head_dim") ?? Math.floor((0.75 * hiddenSize) / keyHeads);
    const delta = gatedDelta(config, hiddenSize, {
      keyHeads,
      valueHeads: config.size("linear_num_value_heads") ?? heads,
      keyDim,
      valueDim: config.size("linear_value_head_dim") ?? 2 * keyDim,
    });
    const softmax = wholeAttention(config, { qkNorm: "whole" });
    const types = layerTypes(config, LINEAR_OR_FULL, (_, layer, layers) =>
      layer % 4 === 3 || (layers < 4 && layer === layers - 1) ? "full_attention" : "linear_attention",
    );
    const feedForward = dense({ hiddenSize, innerSize: config.number("intermediate_size"), gated: true });
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "linear_attention" ? delta : softmax),
      feedForward: () => feedForward,
    });
  },
};

interface DeltaHeads {
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

/** Qwen3.5's configs say `mamba_ssm_dtype: float32`, which engines follow; Qwen3-Next's do not. */
const asksForFloat32 = (config: Config): boolean =>
  (config.text("mamba_ssm_dtype") ?? (/^qwen3_5/.test(config.text("model_type") ?? "") ? "float32" : "")) ===
  "float32";

/** A gated delta net: an output gate as wide as the values, a decay and a rate for each value head. */
const gatedDelta = (config: Config, hiddenSize: number, heads: DeltaHeads) =>
  linearAttention({
    hiddenSize,
    ...heads,
    stateProducts: 3,
    rule: "gated delta rule",
    gateWidth: heads.valueHeads * heads.valueDim + 2 * heads.valueHeads,
    convolution: config.number("linear_conv_kernel_dim"),
    float32State: asksForFloat32(config),
    extraParameters: 2 * heads.valueHeads + heads.valueDim,
  });

function qwenFeedForward(config: Config, hiddenSize: number): (layer: number) => FeedForward {
  const experts = config.optional("num_experts") ?? 0;
  const plain = (): FeedForward =>
    dense({ hiddenSize, innerSize: config.number("intermediate_size"), gated: true });
  if (experts === 0) {
    const all = plain();
    return () => all;
  }
  const routed = mixture({
    hiddenSize,
    experts,
    expertsPerToken: config.number("num_experts_per_tok"),
    expertSize: config.number("moe_intermediate_size"),
    sharedSize: config.number("shared_expert_intermediate_size"),
    gated: true,
    sharedGate: true,
  });
  const routes = routesBySparseStep(config);
  const blockOf = once((isRouted: boolean) => (isRouted ? routed : plain()));
  return (layer) => blockOf(routes(layer));
}

/** MiniMax-01: lightning attention, with softmax attention in every eighth layer. */
export const minimaxFamily: Family = {
  modelTypes: ["minimax_text_01", "minimax", "minimax_m1"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const { heads, headDim } = headsOf(config, hiddenSize);
    const lightning = linearAttention({
      hiddenSize,
      keyHeads: heads,
      valueHeads: heads,
      keyDim: headDim,
      valueDim: headDim,
      stateProducts: 2,
      rule: "lightning attention",
      gateWidth: heads * headDim,
      extraParameters: heads * headDim,
    });
    const softmax = wholeAttention(config);
    const attends = config.flagsPerLayer("attn_type_list", layerCount(config));
    const types = layerTypes(config, LINEAR_OR_FULL, (_, layer) => {
      if (attends) return attends[layer] ? "full_attention" : "linear_attention";
      // The class of transformers has a default, the older one beside the weights has none.
      if (config.text("model_type") !== "minimax")
        throw config.missing(["attn_type_list", "layer_types"], "which layers are linear");
      return layer % 2 === 0 ? "full_attention" : "linear_attention";
    });
    const routed = mixture({
      hiddenSize,
      experts: config.number("num_local_experts"),
      expertsPerToken: config.number("num_experts_per_tok"),
      expertSize: config.number("intermediate_size"),
      sharedSize: config.optional("shared_intermediate_size") ?? 0,
      gated: true,
    });
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "linear_attention" ? lightning : softmax),
      feedForward: () => routed,
    });
  },
};

/** Kimi Linear: Kimi delta attention, with latent attention in every fourth layer. Source: arXiv:2510.26692. */
export const kimiLinearFamily: Family = {
  modelTypes: ["kimi_linear"],
  read(config, name) {
    const linear = config.nested("linear_attn_config");
    const hiddenSize = config.number("hidden_size");
    const heads = linear?.size("num_heads") ?? config.number("linear_num_heads");
    const headDim = linear?.size("head_dim") ?? config.number("linear_head_dim");
    const width = heads * headDim;
    const fullGate = linear?.flag("use_full_rank_gate", false) ?? false;
    const delta = linearAttention({
      hiddenSize,
      keyHeads: heads,
      valueHeads: heads,
      keyDim: headDim,
      valueDim: headDim,
      stateProducts: 3,
      rule: "Kimi delta rule",
      // `kda_state_dtype`, mamba_utils.py of vllm-project/vllm.
      float32State: true,
      gateWidth: heads + (fullGate ? width : 0),
      lowRank: { names: fullGate ? ["f"] : ["f", "g"], rank: headDim },
      convolution: linear?.size("short_conv_kernel_size") ?? config.number("linear_conv_kernel_dim"),
      extraParameters: heads + width + headDim,
    });
    const latent = latentAttention(latentShape(config));
    const full = linear?.layerNumbers("full_attn_layers", layerCount(config), 1);
    // The list counts layers from 1. The class's own default is full attention in layers 4, 8, … from 0.
    const types = layerTypes(config, LINEAR_OR_FULL, (_, layer) =>
      (full ? full.has(layer) : layer > 0 && layer % 4 === 0) ? "full_attention" : "linear_attention",
    );
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "full_attention" ? latent : delta),
      feedForward: deepseekFeedForward(config),
    });
  },
};
