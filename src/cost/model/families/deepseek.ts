import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import { type LatentShape, latentAttention } from "../mixers/latent-attention.js";
import type { FeedForward } from "../spec.js";
import { assemble, type Family } from "./family.js";
import { layerCount } from "./layer-types.js";
import { routesAfterFirst } from "./mixtures.js";

/** Reads the shape of latent attention from DeepSeek's field names. */
export function latentShape(config: Config): LatentShape {
  const queryRank = config.optional("q_lora_rank");
  const topK = config.size("index_topk");
  return {
    hiddenSize: config.number("hidden_size"),
    heads: config.number("num_attention_heads"),
    ...(queryRank ? { queryRank } : {}),
    kvRank: config.number("kv_lora_rank"),
    nopeDim: config.number("qk_nope_head_dim"),
    ropeDim: config.number("qk_rope_head_dim"),
    valueDim: config.number("v_head_dim"),
    outputGate: config.flag("mla_use_output_gate", false),
    ...(topK === undefined
      ? {}
      : {
          indexer: { heads: config.number("index_n_heads"), headDim: config.number("index_head_dim"), topK },
        }),
  };
}

/** Dense first layers, then routed and shared experts; dense layers only where the config has no experts. */
export function deepseekFeedForward(config: Config): (layer: number) => FeedForward {
  const hiddenSize = config.number("hidden_size");
  const plain = dense({ hiddenSize, innerSize: config.number("intermediate_size"), gated: true });
  if (!config.has("n_routed_experts") && !config.has("num_experts")) return () => plain;
  const expertSize = config.number("moe_intermediate_size");
  const latentSize = config.size("routed_expert_hidden_size");
  const routed = mixture({
    hiddenSize,
    experts: config.number("n_routed_experts", "num_experts"),
    expertsPerToken: config.number("num_experts_per_tok", "num_experts_per_token"),
    expertSize,
    sharedSize: (config.optional("n_shared_experts", "num_shared_experts") ?? 0) * expertSize,
    gated: true,
    // The correction of the router's choice came with DeepSeek-V3 (arXiv:2412.19437 §2.1.2).
    routerBias: config.text("model_type") !== "deepseek_v2",
    ...(latentSize === undefined || latentSize === hiddenSize ? {} : { latentSize }),
  });
  const routes = routesAfterFirst(config);
  return (layer) => (routes(layer) ? routed : plain);
}

/**
 * Which layers use the keys that an earlier one selected (GLM-5.2): from `indexer_types`, else by
 * `index_topk_pattern` (F full, S shared) or from every how many layers selects, `index_topk_freq`. Source:
 * configuration_glm_moe_dsa.py of huggingface/transformers 5.18.
 */
function sharedIndexers(config: Config): readonly boolean[] {
  const layers = layerCount(config);
  const pattern = config.text("index_topk_pattern");
  const name = config.has("indexer_types") ? "indexer_types" : "index_topk_pattern";
  const given =
    pattern !== undefined && name !== "indexer_types" ? [...pattern] : config.perLayer(name, layers);
  if (given) {
    if (given.length < layers) throw config.bad(name, `not one entry for each of ${layers} layers`);
    return given.map((type, layer) => {
      if (type === "shared" || type === "S") return true;
      if (type === "full" || type === "F") return false;
      throw config.bad(`${name}[${layer}]`, "neither full nor shared", type);
    });
  }
  const every = Math.max(1, config.optional("index_topk_freq") ?? 1);
  const first = config.optional("index_skip_topk_offset") ?? 2;
  return Array.from({ length: layers }, (_, layer) => Math.max(layer - first + 1, 0) % every !== 0);
}

/**
 * Multi-head latent attention and a mixture of experts. Not counted: next-token-prediction layers, unused in
 * a request.
 */
export const deepseekFamily: Family = {
  modelTypes: [
    "deepseek_v2",
    "deepseek_v3",
    "deepseek_v32",
    "kimi_k2",
    "glm_moe_dsa",
    "glm4_moe_lite",
    "minicpm3",
    "youtu",
  ],
  read(config, name) {
    const shape = latentShape(config);
    const own = latentAttention(shape);
    const shares = shape.indexer ? sharedIndexers(config) : [];
    const shared =
      shape.indexer && shares.includes(true)
        ? latentAttention({ ...shape, indexer: { ...shape.indexer, shared: true } })
        : own;
    const mixer = (layer: number) => (shares[layer] ? shared : own);
    return assemble(config, name, { mixer, feedForward: deepseekFeedForward(config) });
  },
};
