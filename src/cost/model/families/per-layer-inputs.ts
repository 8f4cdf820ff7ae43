import type { Config } from "../config.js";
import { linear, vector, type Weight } from "../weights.js";

export interface PerLayerInputs {
  /** Weights of one layer. The projection that makes all layers' inputs at once counts a share in each. */
  readonly layerWeights: readonly Weight[];
  /** A second, wide embedding: one row of all layers' inputs for each token. */
  readonly embeddingParameters: number;
  readonly otherParameters: number;
}

/**
 * Per-layer inputs of Gemma 3n and of the small Gemma 4: every token has a narrow vector for each layer, from
 * a lookup and from a projection of its embedding, which is gated into that layer. Undefined where the
 * config has none. Source: modeling_gemma3n.py of huggingface/transformers 5.18.
 */
export function perLayerInputs(
  config: Config,
  hiddenSize: number,
  layers: number,
): PerLayerInputs | undefined {
  const width = config.optional("hidden_size_per_layer_input") ?? 0;
  if (width === 0) return undefined;
  return {
    layerWeights: [
      linear("per_layer_model_projection", hiddenSize, width),
      linear("per_layer_input_gate", hiddenSize, width),
      linear("per_layer_projection", width, hiddenSize),
      vector("post_per_layer_input_norm", hiddenSize),
    ],
    embeddingParameters: config.number("vocab_size_per_layer_input", "vocab_size") * layers * width,
    otherParameters: width,
  };
}
