import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { assemble, type Family } from "./family.js";
import {
  everyNth,
  type ImpliedType,
  lettersOrPeriod,
  upperLayersSlide,
  windowEverywhere,
} from "./layer-types.js";
import { type AttentionTraits, softmaxLayers } from "./softmax.js";

interface DenseTraits extends AttentionTraits {
  readonly gated?: boolean;
  readonly feedForwardBias?: boolean;
  readonly tied?: boolean;
  /** Norms of hidden size in a layer. Default 2. */
  readonly norms?: number | ((config: Config) => number);
  /** Norms outside the layers. Default 1, after the last layer. */
  readonly outerNorms?: number;
  /** Norms have biases (LayerNorm). Default: weights only. */
  readonly normBias?: boolean;
  /** Parameters of a layer's feed-forward beside its matrices: learned activations, a norm inside. */
  readonly innerParameters?: (config: Config) => number;
}

/**
 * Decoders with softmax attention and one feed-forward block per layer: each model type's differences from
 * Llama. Source: modeling_*.py of huggingface/transformers 5.18, or the code beside the model's weights.
 */
const traitsOf: Readonly<Record<string, DenseTraits>> = {
  llama: {},
  mistral: { implied: windowEverywhere },
  ministral: { implied: windowEverywhere },
  ministral3: { implied: windowEverywhere },
  internlm2: {},
  internlm3: {},
  baichuan: {},
  exaone: {},
  minicpm: { tied: true },
  helium: {},
  // No norm has weights.
  olmo: { norms: 0, outerNorms: 0 },
  olmo2: { qkNorm: "whole" },
  olmo3: { qkNorm: "whole", implied: everyNth(4) },
  granite: { tied: true },
  granite_swa: {
    tied: true,
    implied: fullFirstOfFour,
    extraParameters: (config) => config.number("num_attention_heads"),
  },
  phi3: { implied: windowEverywhere },
  phi4mm: { tied: true, implied: windowEverywhere },
  phi4_multimodal: { tied: true, implied: windowEverywhere },
  smollm3: { tied: true, implied: unrotatedSlide },
  mimo: { qkvBias: true, outputBias: false },
  qwen2: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen2_vl_text: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen2_5_vl_text: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen2_5_omni_text: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen3: { qkNorm: true, implied: upperLayersSlide },
  qwen3_vl_text: { qkNorm: true },
  gemma: { tied: true },
  gemma2: { tied: true, norms: 4, implied: everyNth(2) },
  vaultgemma: { tied: true, implied: everyNth(2) },
  gemma3_text: {
    tied: true,
    norms: 4,
    qkNorm: true,
    implied: everyNth(6),
  },
  cohere: { tied: true, norms: 1, qkNorm: wholeIfNormed },
  cohere2: {
    tied: true,
    norms: 1,
    implied: everyNth(4),
  },
  glm: { outputBias: false, qkvBias: true },
  glm4: { outputBias: false, norms: 4 },
  glm4v_text: { outputBias: false, qkvBias: true, norms: 4 },
  glm_ocr_text: { outputBias: false, norms: 4 },
  stablelm: {
    normBias: true,
    // Parallel blocks share one norm.
    norms: (config) => (config.flag("use_parallel_residual", false) ? 1 : 2),
    qkvBias: (config) => config.flag("use_qkv_bias", false),
    qkNorm: (config) => (config.flag("qk_layernorm", false) ? "whole" : false),
  },
  starcoder2: {
    qkvBias: true,
    outputBias: true,
    gated: false,
    feedForwardBias: true,
    tied: true,
    normBias: true,
    implied: windowEverywhere,
  },
  nemotron: { gated: false, normBias: true },
  arcee: { gated: false },
  // Its activation has two learned numbers a layer, and keeps two constants as weights.
  apertus: { gated: false, qkNorm: true, innerParameters: () => 4 },
  bitnet: {
    tied: true,
    extraParameters: (config) => config.number("hidden_size"),
    innerParameters: (config) => config.number("intermediate_size"),
  },
  cwm: { implied: fullFirstOfFour },
  hyperclovax: { norms: (config) => (config.flag("use_post_norm", true) ? 4 : 2) },
  jais2: { gated: false, normBias: true, qkvBias: true, outputBias: true, feedForwardBias: true },
  seed_oss: { qkvBias: true, outputBias: false },
  exaone4: { qkNorm: true, implied: lettersOrPeriod },
  hunyuan_v1_dense: { qkNorm: true, tied: true },
  ernie4_5: { tied: true },
};

/** Command R+ normalises queries and keys of each head apart. */
function wholeIfNormed(config: Config): "whole" | false {
  return config.flag("use_qk_norm", false) ? "whole" : false;
}

/** The first layer of every four sees every token, the others a window. */
function fullFirstOfFour(...[, layer]: Parameters<ImpliedType>): ReturnType<ImpliedType> {
  return layer % 4 === 0 ? "full_attention" : "sliding_attention";
}

/**
 * SmolLM3: layers without rotary positions (every fourth) may slide. Source: configuration_smollm3.py of
 * huggingface/transformers 5.18.
 */
function unrotatedSlide(...[config, layer, layers]: Parameters<ImpliedType>): ReturnType<ImpliedType> {
  const rotated = config.flagsPerLayer("no_rope_layers", layers);
  const isRotated = rotated?.[layer] ?? (layer + 1) % (config.size("no_rope_layer_interval") ?? 4) !== 0;
  return config.flag("use_sliding_window", false) && !isRotated
    ? windowEverywhere(config, layer, layers)
    : "full_attention";
}

export const denseFamily: Family = {
  modelTypes: Object.keys(traitsOf),
  read(config, name) {
    const traits = traitsOf[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size");
    const feedForward = dense({
      hiddenSize,
      innerSize: config.number("intermediate_size"),
      gated: traits.gated ?? true,
      bias: traits.feedForwardBias ?? config.flag("mlp_bias", false),
      innerParameters: traits.innerParameters?.(config) ?? 0,
    });
    const norms = typeof traits.norms === "function" ? traits.norms(config) : (traits.norms ?? 2);
    const norm = (traits.normBias ? 2 : 1) * hiddenSize;
    return assemble(config, name, {
      mixer: softmaxLayers(config, traits),
      feedForward: () => feedForward,
      normParameters: norms * norm,
      otherParameters: (traits.outerNorms ?? 1) * norm,
      tied: traits.tied ?? false,
    });
  },
};
