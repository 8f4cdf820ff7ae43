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
  /** Norms of hidden size per layer. */
  readonly norms?: number;
}

/**
 * Decoders with softmax attention and one feed-forward block per layer: each model type's differences from
 * Llama.
 */
const traitsOf: Readonly<Record<string, DenseTraits>> = {
  llama: {},
  mistral: { implied: windowEverywhere },
  ministral: { implied: windowEverywhere },
  ministral3: { implied: windowEverywhere },
  internlm3: {},
  olmo: {},
  olmo2: { qkNorm: true },
  olmo3: { qkNorm: true, implied: everyNth(4) },
  granite: { tied: true },
  phi3: { implied: windowEverywhere },
  phi4mm: { tied: true, implied: windowEverywhere },
  smollm3: { tied: true, implied: unrotatedSlide },
  mimo: { qkvBias: true, outputBias: false },
  qwen2: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen2_vl_text: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen2_5_vl_text: { qkvBias: true, outputBias: false, implied: upperLayersSlide },
  qwen3: { qkNorm: true, implied: upperLayersSlide },
  qwen3_vl_text: { qkNorm: true },
  gemma: { tied: true },
  gemma2: { tied: true, norms: 4, implied: everyNth(2) },
  gemma3_text: {
    tied: true,
    norms: 4,
    qkNorm: true,
    implied: everyNth(6),
  },
  cohere: { tied: true, norms: 1 },
  cohere2: {
    tied: true,
    norms: 1,
    implied: everyNth(4),
  },
  glm: { outputBias: false, qkvBias: true },
  glm4: { outputBias: false, norms: 4 },
  stablelm: { feedForwardBias: false },
  starcoder2: {
    qkvBias: true,
    outputBias: true,
    gated: false,
    feedForwardBias: true,
    tied: true,
    norms: 4,
    implied: windowEverywhere,
  },
  nemotron: { gated: false },
  seed_oss: { qkvBias: true, outputBias: false },
  exaone4: { qkNorm: true, implied: lettersOrPeriod },
  hunyuan_v1_dense: { qkNorm: true, tied: true },
  ernie4_5: { tied: true },
};

/**
 * SmolLM3: layers without rotary positions (every fourth) may slide. Source: configuration_smollm3.py of
 * huggingface/transformers 5.18.
 */
function unrotatedSlide(...[config, layer, layers]: Parameters<ImpliedType>): ReturnType<ImpliedType> {
  const rotated = config.perLayer("no_rope_layers", layers);
  const isRotated = rotated
    ? rotated[layer] === 1
    : (layer + 1) % (config.size("no_rope_layer_interval") ?? 4) !== 0;
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
    });
    return assemble(config, name, {
      mixer: softmaxLayers(config, traits),
      feedForward: () => feedForward,
      normParameters: (traits.norms ?? 2) * hiddenSize,
      tied: traits.tied ?? false,
    });
  },
};
