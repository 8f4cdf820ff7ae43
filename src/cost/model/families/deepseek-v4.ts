import { mixture } from "../feed-forward/mixture.js";
import { compressedAttention } from "../mixers/compressed-attention.js";
import { assemble, type Family, once } from "./family.js";
import { layerCount } from "./layer-types.js";

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

/** DeepSeek-V4: compressed attention with a ratio per layer, and experts in every layer. */
export const deepseekV4Family: Family = {
  modelTypes: ["deepseek_v4"],
  read(config, name) {
    const hiddenSize = config.number("hidden_size");
    const ratios = config.perLayer("compress_ratios", layerCount(config));
    if (!ratios) throw config.missing(["compress_ratios"], "tokens to a compressed key, layer by layer");
    const mixerOf = once((ratio: number) =>
      compressedAttention({
        hiddenSize,
        heads: config.number("num_attention_heads"),
        headDim: config.number("head_dim"),
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
      mixer: (layer) => mixerOf(Number(ratios[layer])),
      feedForward: () => routed,
      normParameters: 2 * hiddenSize + hyperConnections(config.optional("hc_mult") ?? 1, hiddenSize),
    });
  },
};
