import { dense } from "../feed-forward/dense.js";
import { assemble, type Family } from "./family.js";
import { type AttentionTraits, everyNth, softmaxLayers } from "./softmax.js";

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
  mistral: {},
  ministral: {},
  mistral3: {},
  internlm3: {},
  olmo: {},
  olmo2: { qkNorm: true },
  olmo3: { qkNorm: true, mask: everyNth(() => 4) },
  granite: { tied: true },
  phi3: { tied: false },
  phi4mm: { tied: true },
  smollm3: { tied: true },
  mimo: { qkvBias: true, outputBias: false },
  qwen2: { qkvBias: true, outputBias: false, mask: upperLayersSlide },
  qwen2_5_vl_text: { qkvBias: true, outputBias: false, mask: upperLayersSlide },
  qwen3: { qkNorm: true, mask: upperLayersSlide },
  qwen3_vl_text: { qkNorm: true },
  gemma: { tied: true },
  gemma2: { tied: true, norms: 4, mask: everyNth(() => 2) },
  gemma3_text: {
    tied: true,
    norms: 4,
    qkNorm: true,
    mask: everyNth((config) => config.optional("sliding_window_pattern") ?? 6),
  },
  cohere: { tied: true, norms: 1 },
  cohere2: {
    tied: true,
    norms: 1,
    mask: everyNth((config) => config.optional("sliding_window_pattern") ?? 4),
  },
  glm: { outputBias: false, qkvBias: true },
  glm4: { outputBias: false, norms: 4 },
  stablelm: { feedForwardBias: false },
  starcoder2: { qkvBias: true, outputBias: true, gated: false, feedForwardBias: true, tied: true, norms: 4 },
  nemotron: { gated: false },
  seed_oss: { qkvBias: true, outputBias: false },
  exaone4: { qkNorm: true },
  hunyuan_v1_dense: { qkNorm: true, tied: true },
  ernie4_5: { tied: true },
};

/**
 * Qwen2 and Qwen3 use a window only from layer `max_window_layers` on, and only when `use_sliding_window` is
 * set.
 */
function upperLayersSlide(
  config: Parameters<NonNullable<AttentionTraits["mask"]>>[0],
  layer: number,
): ReturnType<NonNullable<AttentionTraits["mask"]>> {
  const slides =
    config.flag("use_sliding_window", false) && layer >= (config.optional("max_window_layers") ?? 0);
  return slides ? { kind: "window", window: config.number("sliding_window") } : { kind: "causal" };
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
