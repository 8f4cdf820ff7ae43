import { dense } from "../feed-forward/dense.js";
import { attention } from "../mixers/attention.js";
import { linear, vector, type Weight } from "../weights.js";
import { assemble, type Family, once, withWeights } from "./family.js";
import { everyNth, layerCount, layerTypes } from "./layer-types.js";
import { perLayerInputs } from "./per-layer-inputs.js";
import { headsOf, windowOf } from "./softmax.js";

/**
 * Gemma 3n: four residual streams of which one passes each layer (AltUp), a low-rank bypass (LAuReL), narrow
 * inputs for each layer, and last layers that use the keys and values of earlier ones. The mixing of the
 * streams, 16 multiply-adds a channel, is not counted. Source: modeling_gemma3n.py of
 * huggingface/transformers 5.18.
 */
export const gemma3nFamily: Family = {
  modelTypes: ["gemma3n_text"],
  read(config, name) {
    const layers = layerCount(config);
    const types = layerTypes(config, ["sliding_attention", "full_attention"], everyNth(5));
    const hiddenSize = config.number("hidden_size");
    const heads = headsOf(config, hiddenSize);
    const mixerOf = once((key: string) => {
      const [type, sharedCache] = JSON.parse(key) as [string, boolean];
      return attention({
        hiddenSize,
        ...heads,
        mask: type === "sliding_attention" ? windowOf(config) : { kind: "causal" },
        qkNorm: true,
        sharedCache,
      });
    });
    const firstShared = layers - (config.optional("num_kv_shared_layers") ?? 15);
    const shares = (layer: number): boolean => layer >= firstShared && firstShared > 0;
    const streams = config.size("altup_num_inputs") ?? 4;
    const rank = config.size("laurel_rank") ?? 64;
    const inputs = perLayerInputs(config, hiddenSize, layers);
    const beside: readonly Weight[] = [
      linear("altup.modality_router", hiddenSize, streams),
      vector("altup", 2 * hiddenSize + streams * streams + streams * streams * streams),
      linear("laurel.linear_left", hiddenSize, rank),
      linear("laurel.linear_right", rank, hiddenSize),
      vector("laurel.post_laurel_norm", hiddenSize),
      ...(inputs?.layerWeights ?? []),
    ];
    // One size for all layers, or a list.
    const sizes = config.list("intermediate_size") && config.perLayer("intermediate_size", layers);
    const feedForwardOf = once((innerSize: number) =>
      withWeights(dense({ hiddenSize, innerSize, gated: true }), beside),
    );
    return assemble(config, name, {
      mixer: (layer) => mixerOf(JSON.stringify([types[layer], shares(layer)])),
      feedForward: (layer) =>
        feedForwardOf(
          sizes
            ? config.sizeIn(sizes, layer, "intermediate_size")
            : (config.size("intermediate_size") ?? 16_384),
        ),
      normParameters: 4 * hiddenSize,
      extraEmbeddingParameters: inputs?.embeddingParameters ?? 0,
      // The other streams start as projections of the embedding, and are projected back after the layers.
      onceWeights: [
        linear("altup_projections", hiddenSize, hiddenSize, { copies: streams - 1 }),
        linear("altup_unembed_projections", hiddenSize, hiddenSize, { copies: streams - 1 }),
      ],
      otherParameters: hiddenSize + (inputs?.otherParameters ?? 0),
      tied: true,
    });
  },
};
