import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { attention } from "../mixers/attention.js";
import { blockSparseAttention } from "../mixers/block-sparse-attention.js";
import { assemble, type Family } from "./family.js";
import { layerCount } from "./layer-types.js";
import { routesAfterFirst } from "./mixtures.js";

/**
 * MiniMax-M3: grouped queries, block-sparse in the layers that `sparse_attention_freq` marks; experts, one
 * shared.
 */
export const minimaxM3Family: Family = {
  modelTypes: ["minimax_m3"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const shape = {
      hiddenSize,
      heads: config.number("num_attention_heads"),
      kvHeads: config.number("num_key_value_heads"),
      headDim: config.number("head_dim"),
      qkNorm: true,
    };
    const whole = attention({ ...shape, mask: { kind: "causal" } });
    const settings = config.nested("sparse_attention_config");
    const sparseLayers = settings?.flagsPerLayer("sparse_attention_freq", layerCount(config));
    const sparse =
      settings && sparseLayers
        ? blockSparseAttention({
            ...shape,
            blockSize: settings.number("sparse_block_size"),
            topBlocks: settings.number("sparse_topk_blocks"),
            indexer: {
              heads: settings.number("sparse_num_index_heads"),
              headDim: settings.number("sparse_index_dim"),
            },
          })
        : whole;
    const expertSize = config.number("moe_intermediate_size", "intermediate_size");
    const routed = mixture({
      hiddenSize,
      experts: config.number("num_local_experts"),
      expertsPerToken: config.number("num_experts_per_tok"),
      expertSize,
      sharedSize: config.has("n_shared_experts")
        ? config.optional("n_shared_experts")! * expertSize
        : (config.optional("shared_intermediate_size") ?? 0),
      gated: true,
      routerBias: true,
    });
    const plain = dense({
      hiddenSize,
      innerSize: config.number("dense_intermediate_size", "intermediate_size"),
      gated: true,
    });
    const routes = routesAfterFirst(config);
    return assemble(config, name, {
      mixer: (layer) => (sparseLayers?.[layer] ? sparse : whole),
      feedForward: (layer) => (routes(layer) ? routed : plain),
    });
  },
};
