import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { attention } from "../mixers/attention.js";
import type { FeedForward } from "../spec.js";
import { assemble, type Family, once, withWeights } from "./family.js";
import { everyNth, type ImpliedType, layerCount, layerTypes } from "./layer-types.js";
import { perLayerInputs } from "./per-layer-inputs.js";
import { windowOf } from "./softmax.js";

/** Every sixth layer is global, and the last one always. */
const slideButSixth: ImpliedType = (config, layer, layers) =>
  layer === layers - 1 ? "full_attention" : everyNth(6)(config, layer, layers);

/**
 * Gemma 4: global layers have wider heads and fewer key heads. Experts, if any, run in parallel with the
 * plain feed-forward block of the same layer. In the small ones the last layers use the keys and values of
 * earlier ones, and each layer has its own narrow input. Source: modeling_gemma4.py of
 * huggingface/transformers 5.18.
 */
export const gemma4Family: Family = {
  modelTypes: ["gemma4_text", "gemma4_unified_text"],
  read(config, name) {
    const layers = layerCount(config);
    const types = layerTypes(config, ["sliding_attention", "full_attention"], slideButSixth);
    const hiddenSize = config.number("hidden_size");
    const heads = config.number("num_attention_heads");
    const headDim = config.number("head_dim");
    const kvHeads = config.size("num_key_value_heads") ?? heads;
    // Values are the keys in global layers; only then do these layers have key heads of their own number.
    const valuesFromKeys = config.flag("attention_k_eq_v", config.has("num_global_key_value_heads"));
    const mixerOf = once((key: string) => {
      const [type, sharedCache] = JSON.parse(key) as [string, boolean];
      const shape = { hiddenSize, heads, qkNorm: true, sharedCache };
      return type === "sliding_attention"
        ? attention({ ...shape, kvHeads, headDim, mask: windowOf(config) })
        : attention({
            ...shape,
            kvHeads: (valuesFromKeys ? config.size("num_global_key_value_heads") : undefined) ?? kvHeads,
            headDim: config.size("global_head_dim") ?? 512,
            mask: { kind: "causal" },
            valuesFromKeys,
          });
    });
    const firstShared = layers - (config.optional("num_kv_shared_layers") ?? 0);
    const shares = (layer: number): boolean => layer >= firstShared && firstShared > 0;
    const inputs = perLayerInputs(config, hiddenSize, layers);
    const wide = config.flag("use_double_wide_mlp", false) ? 2 : 1;
    const experts = config.optional("num_experts") ?? 0;
    const feedForwardOf = once((factor: number) =>
      withWeights(
        gemma4FeedForward(config, hiddenSize, experts, factor * config.number("intermediate_size")),
        inputs?.layerWeights ?? [],
      ),
    );
    return assemble(config, name, {
      mixer: (layer) => mixerOf(JSON.stringify([types[layer], shares(layer)])),
      feedForward: (layer) => feedForwardOf(shares(layer) ? wide : 1),
      // Three norms more beside experts, whose router scales its input and each expert. One scale per layer.
      normParameters: (experts > 0 ? 8 * hiddenSize + experts : 4 * hiddenSize) + 1,
      extraEmbeddingParameters: inputs?.embeddingParameters ?? 0,
      otherParameters: hiddenSize + (inputs?.otherParameters ?? 0),
      tied: true,
    });
  },
};

function gemma4FeedForward(
  config: Config,
  hiddenSize: number,
  experts: number,
  innerSize: number,
): FeedForward {
  if (experts === 0) return dense({ hiddenSize, innerSize, gated: true });
  return mixture({
    hiddenSize,
    experts,
    expertsPerToken: config.number("top_k_experts"),
    expertSize: config.number("moe_intermediate_size"),
    sharedSize: innerSize,
    gated: true,
  });
}
