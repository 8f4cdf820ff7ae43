import { usageError } from "../../../shared/errors.js";
import type { Config } from "../config.js";
import { dense, noFeedForward } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { noMixer } from "../mixers/none.js";
import { type Mamba2Shape, mamba, mamba2 } from "../mixers/state-space.js";
import { assemble, type Family } from "./family.js";
import { type LayerType, layerCount, layerTypes } from "./layer-types.js";
import { wholeAttention } from "./softmax.js";

/** Rank of the step size; undefined when the config leaves it to the class (`auto`). */
const rankOf = (config: Config, field: string): number | undefined =>
  config.text(field) === "auto" ? undefined : config.size(field);

/** Mamba and Falcon-Mamba: selective state spaces only. */
export const mambaFamily: Family = {
  modelTypes: ["mamba", "falcon_mamba"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size", "d_model");
    const innerSize =
      config.size("intermediate_size", "d_inner") ?? hiddenSize * (config.size("expand") ?? 2);
    const mixer = mamba({
      hiddenSize,
      innerSize,
      stateSize: config.size("state_size") ?? 16,
      convolution: config.size("conv_kernel") ?? 4,
      stepRank: rankOf(config, "time_step_rank") ?? Math.ceil(hiddenSize / 16),
      convolutionBias: config.flag("use_conv_bias", true),
      projectionBias: config.flag("use_bias", false),
    });
    return assemble(config, name, {
      mixer: () => mixer,
      feedForward: () => noFeedForward,
      normParameters: hiddenSize,
      tied: config.text("model_type") === "mamba",
    });
  },
};

/** Mamba-2 and Codestral Mamba. */
export const mamba2Family: Family = {
  modelTypes: ["mamba2"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size", "d_model");
    const headDim = config.size("head_dim") ?? 64;
    const mixer = mamba2({
      hiddenSize,
      heads:
        config.size("num_heads") ??
        config.quotient(
          ["expand × hidden_size", hiddenSize * (config.size("expand") ?? 2)],
          ["head_dim", headDim],
        ),
      headDim,
      stateSize: config.size("state_size") ?? 128,
      groups: config.size("n_groups") ?? 8,
      convolution: config.size("conv_kernel") ?? 4,
      convolutionBias: config.flag("use_conv_bias", true),
      projectionBias: config.flag("use_bias", false),
    });
    return assemble(config, name, {
      mixer: () => mixer,
      feedForward: () => noFeedForward,
      normParameters: hiddenSize,
    });
  },
};

/** Jamba: one attention layer in eight, experts in every second layer, Mamba elsewhere. Source: arXiv:2403.19887. */
export const jambaFamily: Family = {
  modelTypes: ["jamba"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const scan = mamba({
      hiddenSize,
      innerSize: hiddenSize * (config.size("mamba_expand") ?? 2),
      stateSize: config.size("mamba_d_state") ?? 16,
      convolution: config.size("mamba_d_conv") ?? 4,
      stepRank: rankOf(config, "mamba_dt_rank") ?? Math.ceil(hiddenSize / 16),
      convolutionBias: config.flag("mamba_conv_bias", true),
      projectionBias: config.flag("mamba_proj_bias", false),
      innerNorms: true,
    });
    const softmax = wholeAttention(config);
    const innerSize = config.number("intermediate_size");
    const plain = dense({ hiddenSize, innerSize, gated: true });
    const experts = config.optional("num_experts") ?? 16;
    const routed =
      experts > 1
        ? mixture({
            hiddenSize,
            experts,
            expertsPerToken: config.size("num_experts_per_tok") ?? 2,
            expertSize: innerSize,
            sharedSize: 0,
            gated: true,
          })
        : plain;
    const at = (layer: number, kind: string, period: number, offset: number): boolean =>
      layer % (config.size(`${kind}_layer_period`) ?? period) ===
      (config.optional(`${kind}_layer_offset`) ?? offset);
    return assemble(config, name, {
      mixer: (layer) => (at(layer, "attn", 8, 4) ? softmax : scan),
      feedForward: (layer) => (at(layer, "expert", 2, 1) ? routed : plain),
    });
  },
};

const graniteShape = (config: Config, hiddenSize: number): Mamba2Shape => {
  const heads = config.number("mamba_n_heads");
  const given = config.text("mamba_d_head") === "auto" ? undefined : config.size("mamba_d_head");
  return {
    hiddenSize,
    heads,
    headDim:
      given ??
      config.quotient(
        ["mamba_expand × hidden_size", hiddenSize * (config.size("mamba_expand") ?? 2)],
        ["mamba_n_heads", heads],
      ),
    stateSize: config.number("mamba_d_state"),
    groups: config.size("mamba_n_groups") ?? 1,
    convolution: config.size("mamba_d_conv") ?? 4,
    convolutionBias: config.flag("mamba_conv_bias", true),
    projectionBias: config.flag("mamba_proj_bias", false),
  };
};

/** Granite 4 and Bamba: Mamba-2 with some attention layers. Granite adds experts beside a shared block. */
export const graniteHybridFamily: Family = {
  modelTypes: ["granitemoehybrid", "bamba"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const scan = mamba2(graniteShape(config, hiddenSize));
    const softmax = wholeAttention(config);
    const indices = config.layerNumbers("attn_layer_indices", layerCount(config));
    // Without either list, the classes have no attention at all.
    const types = layerTypes(config, ["linear_attention", "full_attention"], (_, layer) =>
      indices?.has(layer) ? "full_attention" : "linear_attention",
    );
    const experts = config.optional("num_local_experts") ?? 0;
    const sharedSize = config.optional("shared_intermediate_size") ?? config.number("intermediate_size");
    const feedForward =
      experts > 0
        ? mixture({
            hiddenSize,
            experts,
            expertsPerToken: config.number("num_experts_per_tok"),
            expertSize: config.number("intermediate_size"),
            sharedSize,
            gated: true,
          })
        : dense({ hiddenSize, innerSize: sharedSize, gated: true });
    return assemble(config, name, {
      mixer: (layer) => (types[layer] === "full_attention" ? softmax : scan),
      feedForward: () => feedForward,
      tied: config.text("model_type") === "granitemoehybrid",
    });
  },
};

const LETTERS: Readonly<Record<string, LayerType>> = {
  M: "linear_attention",
  "*": "full_attention",
  "-": "mlp",
  E: "moe",
};

/** What each layer of Nemotron-H is: letters in `hybrid_override_pattern`, else names in a list. */
function nemotronLayers(config: Config): readonly LayerType[] {
  const letters = config.text("hybrid_override_pattern");
  if (letters === undefined || config.has("layer_types") || config.has("layers_block_type"))
    return layerTypes(config, Object.values(LETTERS), () => {
      throw config.missing(["hybrid_override_pattern", "layers_block_type"], "what each layer is");
    });
  const strange = [...letters].find((letter) => LETTERS[letter] === undefined);
  if (strange !== undefined)
    throw usageError(
      "unknown-layer-type",
      `${config.origin}: "hybrid_override_pattern" holds "${strange}"`,
      "Known are M, *, - and E.",
    );
  const layers = config.size("num_hidden_layers") ?? letters.length;
  if (layers !== letters.length)
    throw usageError(
      "bad-field",
      `${config.origin}: "hybrid_override_pattern" has ${letters.length} entries for ${layers} layers`,
      "Correct the field.",
    );
  return [...letters].map((letter) => LETTERS[letter]!);
}

/**
 * Nemotron-H: each layer is one of M Mamba-2, * attention, - feed-forward, E experts. Source:
 * arXiv:2504.03624.
 */
export const nemotronHybridFamily: Family = {
  modelTypes: ["nemotron_h"],
  read(config, name) {
    const types = nemotronLayers(config);
    const hiddenSize = config.number("hidden_size");
    const scan = mamba2({
      hiddenSize,
      heads: config.number("mamba_num_heads"),
      headDim: config.number("mamba_head_dim"),
      stateSize: config.number("ssm_state_size"),
      groups: config.number("n_groups"),
      convolution: config.number("conv_kernel"),
      convolutionBias: config.flag("use_conv_bias", true),
      projectionBias: config.flag("mamba_proj_bias", false),
      // The default of vLLM's `NemotronHForCausalLMConfig`, where the config says nothing else.
      float32State: (config.text("mamba_ssm_cache_dtype") ?? "float32") === "float32",
    });
    const softmax = wholeAttention(config);
    const plain = types.includes("mlp")
      ? dense({ hiddenSize, innerSize: config.number("intermediate_size"), gated: false })
      : noFeedForward;
    const latentSize = config.size("moe_latent_size");
    const routed = types.includes("moe")
      ? mixture({
          hiddenSize,
          experts: config.number("n_routed_experts"),
          expertsPerToken: config.number("num_experts_per_tok"),
          expertSize: config.number("moe_intermediate_size"),
          sharedSize: config.optional("moe_shared_expert_intermediate_size") ?? 0,
          gated: false,
          routerBias: true,
          ...(latentSize === undefined ? {} : { latentSize }),
        })
      : noFeedForward;
    return assemble(config, name, {
      layers: types.length,
      mixer: (layer) =>
        types[layer] === "linear_attention" ? scan : types[layer] === "full_attention" ? softmax : noMixer,
      feedForward: (layer) =>
        types[layer] === "mlp" ? plain : types[layer] === "moe" ? routed : noFeedForward,
      normParameters: hiddenSize,
    });
  },
};
