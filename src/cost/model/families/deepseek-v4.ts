import type { Config } from "../config.js";
import { mixture } from "../feed-forward/mixture.js";
import { compressedAttention } from "../mixers/compressed-attention.js";
import { assemble, type Family, once } from "./family.js";
import { layerCount, layerTypes } from "./layer-types.js";

/**
 * Layers of this ratio have an indexer that selects compressed keys. At larger ratios all compressed keys are
 * seen.
 */
const INDEXED_RATIO = 4;

/**
 * Parameters of hyper-connections in one layer, which mixes the residual streams before and after its two
 * blocks.
 */
const hyperConnections = (streams: number, hiddenSize: number): number =>
  2 * ((2 * streams + streams * streams) * streams * hiddenSize);

const TYPES = ["sliding_attention", "compressed_sparse_attention", "heavily_compressed_attention"] as const;

/**
 * Tokens to a compressed key, layer by layer; 0: none. From `compress_ratios`, else by `layer_types`, else as
 * the class implies: two heavily compressed layers, then both kinds in turn. Source:
 * configuration_deepseek_v4.py of huggingface/transformers 5.18.
 */
function ratiosOf(config: Config): readonly number[] {
  const given = config.perLayer("compress_ratios", layerCount(config));
  if (given)
    return given.map((ratio, layer) => {
      if (typeof ratio === "number" && Number.isSafeInteger(ratio) && ratio >= 0) return ratio;
      throw config.bad(`compress_ratios[${layer}]`, "not a whole number of at least 0", ratio);
    });
  const rates = config.nested("compress_rates");
  const rateOf = {
    sliding_attention: 0,
    compressed_sparse_attention:
      rates?.size("compressed_sparse_attention") ?? config.size("compress_rate_csa") ?? INDEXED_RATIO,
    heavily_compressed_attention:
      rates?.size("heavily_compressed_attention") ?? config.size("compress_rate_hca") ?? 128,
  };
  return layerTypes<(typeof TYPES)[number]>(config, TYPES, (_, layer) =>
    layer >= 2 && layer % 2 === 1 ? "compressed_sparse_attention" : "heavily_compressed_attention",
  ).map((type) => rateOf[type]);
}

/** DeepSeek-V4: compressed attention with a ratio per layer, and experts in every layer. */
export const deepseekV4Family: Family = {
  modelTypes: ["deepseek_v4"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const ratios = ratiosOf(config);
    const mixerOf = once((ratio: number) =>
      compressedAttention({
        hiddenSize,
        heads: config.number("num_attention_heads"),
        headDim: config.number("head_dim"),
        ropeDim: config.optional("qk_rope_head_dim") ?? 64,
        queryRank: config.number("q_lora_rank"),
        outputRank: config.number("o_lora_rank"),
        outputGroups: config.number("o_groups"),
        window: config.number("sliding_window"),
        ratio,
        ...(ratio === INDEXED_RATIO
          ? {
              indexer: {
                heads: config.number("index_n_heads"),
                headDim: config.number("index_head_dim"),
                topK: config.number("index_topk"),
              },
            }
          : {}),
      }),
    );
    const expertSize = config.number("moe_intermediate_size");
    const routed = mixture({
      hiddenSize,
      experts: config.number("n_routed_experts"),
      expertsPerToken: config.number("num_experts_per_tok"),
      expertSize,
      sharedSize: (config.optional("n_shared_experts") ?? 0) * expertSize,
      gated: true,
      routerBias: true,
    });
    return assemble(config, name, {
      mixer: (layer) => mixerOf(ratios[layer]!),
      feedForward: () => routed,
      normParameters: 2 * hiddenSize + hyperConnections(config.size("hc_mult") ?? 1, hiddenSize),
    });
  },
};
