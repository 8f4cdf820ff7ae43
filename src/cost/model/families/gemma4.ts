import type { Mask } from "../../pairs.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { attention } from "../mixers/attention.js";
import type { FeedForward } from "../spec.js";
import { assemble, type Family } from "./family.js";
import { everyNth, type ImpliedType, layerTypes } from "./layer-types.js";

/** Every sixth layer is global, and the last one always. */
const slideButSixth: ImpliedType = (config, layer, layers) =>
  layer === layers - 1 ? "full_attention" : everyNth(6)(config, layer, layers);

/**
 * Gemma 4: global layers have wider heads and fewer key heads. Experts, if any, run in parallel with the
 * plain feed-forward block of the same layer.
 */
export const gemma4Family: Family = {
  modelTypes: ["gemma4_text"],
  read(config, name) {
    const types = layerTypes(config, ["sliding_attention", "full_attention"], slideButSixth);
    const hiddenSize = config.number("hidden_size");
    const heads = config.number("num_attention_heads");
    const layer = (headDim: number, kvHeads: number, mask: Mask) =>
      attention({ hiddenSize, heads, kvHeads, headDim, mask, qkNorm: true });
    const headDim = config.number("head_dim");
    const kvHeads = config.number("num_key_value_heads");
    const local = layer(headDim, kvHeads, { kind: "window", window: config.number("sliding_window") });
    const global = layer(
      config.optional("global_head_dim") ?? headDim,
      config.optional("num_global_key_value_heads") ?? kvHeads,
      { kind: "causal" },
    );
    const experts = config.optional("num_experts") ?? 0;
    const innerSize = config.number("intermediate_size");
    const feedForward: FeedForward =
      experts > 0
        ? mixture({
            hiddenSize,
            experts,
            expertsPerToken: config.number("top_k_experts"),
            expertSize: config.number("moe_intermediate_size"),
            sharedSize: innerSize,
            gated: true,
          })
        : dense({ hiddenSize, innerSize, gated: true });
    return assemble(config, name, {
      mixer: (index) => (types[index] === "sliding_attention" ? local : global),
      feedForward: () => feedForward,
      normParameters: (experts > 0 ? 7 : 4) * hiddenSize,
      tied: true,
    });
  },
};
