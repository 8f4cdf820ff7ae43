import type { Config } from "../config.js";
import { dense } from "../feed-forward/dense.js";
import { mixture } from "../feed-forward/mixture.js";
import type { FeedForward } from "../spec.js";
import { assemble, type Family } from "./family.js";
import { everyNth, layerCount, lettersOrPeriod, upperLayersSlide, windowEverywhere } from "./layer-types.js";
import { type AttentionTraits, softmaxLayers } from "./softmax.js";

interface MixtureTraits extends AttentionTraits {
  /** Inner size of one expert. */
  readonly expertSize: (config: Config) => number;
  /** Inner size of all shared experts together. */
  readonly sharedSize?: (config: Config) => number;
  readonly sharedGate?: boolean;
  readonly routerBias?: boolean;
  readonly expertBias?: boolean;
  /** Whether a layer routes to experts. Default: every layer. */
  readonly routes?: Routes;
  /** Inner size of the layers that do not route. */
  readonly denseSize?: (config: Config) => number;
  readonly tied?: boolean;
  readonly norms?: number;
  /** Norms have biases (LayerNorm). Default: weights only. */
  readonly normBias?: boolean;
}

const field =
  (...names: string[]) =>
  (config: Config): number =>
    config.number(...names);
const intermediate = field("intermediate_size");
const moeIntermediate = field("moe_intermediate_size");
const hunyuanSize = (config: Config): number => config.uniform("moe_intermediate_size", "intermediate_size");
const shared = (config: Config): number =>
  (config.optional("n_shared_experts", "num_shared_experts") ?? 0) * config.number("moe_intermediate_size");

/** Which layers route to experts. */
type Routes = (config: Config) => (layer: number) => boolean;

/**
 * `moe_layer_freq` or `mlp_layer_types` as a list, or the layers of `moe_layers_enum`; else all layers but the
 * first `first_k_dense_replace` (or `moe_layer_start_index`).
 */
export const routesAfterFirst: Routes = (config) => {
  const layers = layerCount(config);
  if (config.list("moe_layer_freq")) {
    const list = config.flagsPerLayer("moe_layer_freq", layers)!;
    return (layer) => list[layer]!;
  }
  const kinds = config.perLayer("mlp_layer_types", layers)?.map((kind, layer) => {
    if (kind === "sparse" || kind === "moe" || kind === "hash_moe") return true;
    if (kind === "dense") return false;
    throw config.bad(`mlp_layer_types[${layer}]`, "neither sparse nor dense", kind);
  });
  if (kinds) return (layer) => kinds[layer]!;
  const enumerated = config.text("moe_layers_enum");
  if (enumerated !== undefined) {
    if (!/^\d+(,\d+)*$/.test(enumerated)) throw config.bad("moe_layers_enum", "not numbers with commas");
    const listed = new Set(enumerated.split(",").map(Number));
    return (layer) => listed.has(layer);
  }
  const every = config.size("moe_layer_freq", "moe_layer_interval") ?? 1;
  const first = config.optional("first_k_dense_replace", "moe_layer_start_index") ?? 0;
  return (layer) => layer >= first && layer % every === 0;
};

/** Qwen: every `decoder_sparse_step`-th layer routes, those in `mlp_only_layers` never. */
export const routesBySparseStep: Routes = (config) => {
  const plain = config.layerNumbers("mlp_only_layers", layerCount(config));
  const every = config.size("decoder_sparse_step") ?? 1;
  return (layer) => !plain?.has(layer) && (layer + 1) % every === 0;
};

/** Decoders with softmax attention whose feed-forward routes each token to a few of many experts. */
const traitsOf: Readonly<Record<string, MixtureTraits>> = {
  mixtral: { expertSize: intermediate, implied: windowEverywhere },
  phimoe: { expertSize: intermediate, normBias: true, implied: windowEverywhere },
  "grok-1": { expertSize: intermediate, tied: true, norms: 4 },
  olmoe: { expertSize: intermediate, qkNorm: "whole" },
  flex_olmo: { expertSize: intermediate, qkNorm: "whole" },
  granitemoe: { expertSize: intermediate, tied: true },
  granitemoeshared: {
    expertSize: intermediate,
    sharedSize: (config) => config.optional("shared_intermediate_size") ?? 0,
    tied: true,
  },
  qwen2_moe: {
    expertSize: moeIntermediate,
    sharedSize: field("shared_expert_intermediate_size"),
    sharedGate: true,
    qkvBias: true,
    outputBias: false,
    routes: routesBySparseStep,
    implied: upperLayersSlide,
  },
  qwen3_moe: {
    expertSize: moeIntermediate,
    qkNorm: true,
    routes: routesBySparseStep,
    implied: (config, layer, layers) =>
      config.flag("use_sliding_window", false) ? windowEverywhere(config, layer, layers) : "full_attention",
  },
  qwen3_vl_moe_text: { expertSize: moeIntermediate, qkNorm: true, routes: routesBySparseStep },
  qwen3_omni_moe_text: { expertSize: moeIntermediate, qkNorm: true, routes: routesBySparseStep },
  mellum: { expertSize: moeIntermediate, qkNorm: true, routes: routesAfterFirst },
  minimax_m2: { expertSize: intermediate, routerBias: true, qkNorm: "whole" },
  gpt_oss: {
    expertSize: intermediate,
    expertBias: true,
    routerBias: true,
    qkvBias: true,
    outputBias: true,
    extraParameters: field("num_attention_heads"),
    implied: everyNth(2),
  },
  deepseek: { expertSize: moeIntermediate, sharedSize: shared, routes: routesAfterFirst },
  glm4_moe: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    outputBias: false,
  },
  glm4v_moe_text: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    outputBias: false,
  },
  solar_open: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    outputBias: false,
  },
  dots1: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    qkNorm: true,
    implied: (config, layer, layers) =>
      layer >= (config.optional("max_window_layers") ?? 62)
        ? windowEverywhere(config, layer, layers)
        : "full_attention",
  },
  exaone_moe: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    qkNorm: true,
    implied: lettersOrPeriod,
  },
  hy_v3: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: routesAfterFirst,
    routerBias: true,
    qkNorm: true,
  },
  laguna: {
    expertSize: moeIntermediate,
    sharedSize: field("shared_expert_intermediate_size"),
    routes: routesAfterFirst,
    routerBias: true,
    qkNorm: true,
    gate: (config) => {
      const gating = config.raw("gating") ?? true;
      return gating === true || gating === "per-head" ? "head" : "wide";
    },
  },
  granitemoe_swa: {
    expertSize: intermediate,
    tied: true,
    extraParameters: field("num_attention_heads"),
    implied: (_, layer) => (layer % 4 === 0 ? "full_attention" : "sliding_attention"),
  },
  // A gate as wide as the queries on the output of attention.
  afmoe: {
    expertSize: moeIntermediate,
    sharedSize: shared,
    routes: (config) => {
      const dense = config.optional("num_dense_layers") ?? 1;
      return (layer) => layer >= dense;
    },
    routerBias: true,
    qkNorm: true,
    gate: "wide",
    norms: 4,
    implied: everyNth(4, "global_attn_every_n_layers"),
  },
  // The experts and the one shared block have the same size.
  hunyuan_v1_moe: {
    expertSize: hunyuanSize,
    sharedSize: hunyuanSize,
    qkNorm: true,
    tied: true,
  },
  cohere2_moe: {
    expertSize: intermediate,
    sharedSize: (config) => (config.optional("num_shared_experts") ?? 0) * intermediate(config),
    routes: routesAfterFirst,
    denseSize: field("prefix_dense_intermediate_size", "intermediate_size"),
    norms: 1,
    tied: true,
    // The dense layers before the experts have a period of their own.
    implied: (config, layer, layers) => {
      const first = config.optional("first_k_dense_replace") ?? 0;
      return layer < first
        ? everyNth(1, "prefix_dense_sliding_window_pattern")(config, layer, layers)
        : everyNth(4)(config, layer - first, layers);
    },
  },
  aria_text: {
    expertSize: intermediate,
    sharedSize: (config) => (config.optional("moe_num_shared_experts") ?? 0) * intermediate(config),
  },
  ernie4_5_moe: {
    expertSize: moeIntermediate,
    sharedSize: (config) =>
      (config.optional("moe_num_shared_experts") ?? 0) * config.number("moe_intermediate_size"),
    routes: routesAfterFirst,
    routerBias: true,
    tied: true,
  },
  mimo_v2_flash: {
    expertSize: moeIntermediate,
    routes: routesAfterFirst,
    routerBias: true,
    // Sinks, in sliding layers only.
    extraParameters: (config, mask) =>
      mask.kind === "window" ? config.number("swa_num_attention_heads", "num_attention_heads") : 0,
    // The first layer and every sixth see every token.
    implied: (config, layer, layers) => {
      const slides = config.flagsPerLayer("hybrid_layer_pattern", layers);
      const full = slides ? !slides[layer] : layer === 0 || (layer + 1) % 6 === 0;
      return full ? "full_attention" : "sliding_attention";
    },
  },
  step3p7: {
    qkNorm: true,
    gate: "head",
    expertSize: moeIntermediate,
    sharedSize: field("share_expert_dim"),
    routes: routesAfterFirst,
    routerBias: true,
  },
  llama4_text: {
    // Its norm of queries and keys has no weights.
    qkNorm: false,
    expertSize: intermediate,
    sharedSize: intermediate,
    denseSize: field("intermediate_size_mlp"),
    routes: (config) => {
      const listed = config.layerNumbers("moe_layers", layerCount(config));
      const every = config.size("interleave_moe_layer_step") ?? 1;
      return (layer) => listed?.has(layer) ?? (layer + 1) % every === 0;
    },
    // Three layers in four attend within their chunk. The fourth has no position encoding and sees every
    // token.
    implied: (config, layer, layers) => {
      // An empty list means the default.
      const rotated = config.list("no_rope_layers")?.length
        ? config.flagsPerLayer("no_rope_layers", layers)
        : undefined;
      const isRotated = rotated?.[layer] ?? (layer + 1) % (config.size("no_rope_layer_interval") ?? 4) !== 0;
      return isRotated ? "chunked_attention" : "full_attention";
    },
  },
};

export const mixtureFamily: Family = {
  modelTypes: Object.keys(traitsOf),
  read(config, name) {
    const traits = traitsOf[config.text("model_type")!]!;
    const hiddenSize = config.number("hidden_size");
    const bias = traits.expertBias ?? false;
    const routed = mixture({
      hiddenSize,
      experts: config.uniform("num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"),
      expertsPerToken: config.uniform(
        "num_experts_per_tok",
        "num_experts_per_token",
        "experts_per_token",
        "moe_k",
        "moe_topk",
      ),
      expertSize: traits.expertSize(config),
      sharedSize: traits.sharedSize?.(config) ?? 0,
      gated: true,
      bias,
      sharedGate: traits.sharedGate ?? false,
      routerBias: traits.routerBias ?? false,
    });
    const routes = traits.routes?.(config) ?? (() => true);
    const norm = (traits.normBias ? 2 : 1) * hiddenSize;
    let plain: FeedForward | undefined;
    const unrouted = (): FeedForward =>
      (plain ??= dense({
        hiddenSize,
        innerSize: (traits.denseSize ?? intermediate)(config),
        gated: true,
        bias,
      }));
    return assemble(config, name, {
      mixer: softmaxLayers(config, traits),
      feedForward: (layer) => (routes(layer) ? routed : unrouted()),
      normParameters: (traits.norms ?? 2) * norm,
      otherParameters: norm + (config.flag("lm_head_bias", false) ? config.number("vocab_size") : 0),
      tied: traits.tied ?? false,
    });
  },
};
