import type { Mask } from "../../pairs.js";
import type { Config } from "../config.js";
import { attention } from "../mixers/attention.js";
import type { Mixer } from "../spec.js";
import { once } from "./family.js";
import { alwaysFull, type ImpliedType, type LayerType, layerTypes } from "./layer-types.js";

/** Properties of a model type's attention that are fixed in its code and not in its config. */
export interface AttentionTraits {
  readonly qkvBias?: boolean | ((config: Config) => boolean);
  readonly outputBias?: boolean;
  /** Norms of queries and keys. Default: by `use_qk_norm`. */
  readonly qkNorm?: boolean | "whole" | ((config: Config) => boolean | "whole");
  /** A gate on the output, as wide as the queries or one number a head. */
  readonly gate?: "wide" | "head" | ((config: Config) => "wide" | "head" | undefined);
  /** The type of a layer when the config has no `layer_types`. Default: full attention. */
  readonly implied?: ImpliedType;
  /** Parameters outside the projections, per layer: sinks. */
  readonly extraParameters?: (config: Config, mask: Mask) => number;
}

const CAUSAL: Mask = { kind: "causal" };

const ATTENTION_TYPES = ["full_attention", "sliding_attention", "chunked_attention"] as const;

/** Query heads, KV heads and channels of a head from the usual config fields. */
export function headsOf(
  config: Config,
  hiddenSize: number,
): { readonly heads: number; readonly kvHeads: number; readonly headDim: number } {
  const heads = config.number("num_attention_heads");
  const kvHeads = config.size("num_key_value_heads") ?? heads;
  // Each KV head serves equally many query heads.
  config.quotient(["num_attention_heads", heads], ["num_key_value_heads", kvHeads]);
  const headDim =
    config.size("head_dim") ?? config.quotient(["hidden_size", hiddenSize], ["num_attention_heads", heads]);
  return { heads, kvHeads, headDim };
}

/** The attention of each layer from the usual config fields: its mask by the layer's type. */
export function softmaxLayers(config: Config, traits: AttentionTraits = {}): (layer: number) => Mixer {
  const types = layerTypes(config, ATTENTION_TYPES, traits.implied ?? alwaysFull);
  const headsAt = headsByLayer(config, types.length);
  const mixerOf = softmaxOfMask(config, traits);
  return (layer) => mixerOf(maskOf(config, types[layer]!), headsAt(layer));
}

/** Causal softmax attention over the whole context: the attention layers of hybrids. */
export const wholeAttention = (config: Config, traits: AttentionTraits = {}): Mixer =>
  softmaxOfMask(config, traits)(CAUSAL, {});

/** Heads of one layer where they differ from the model's. */
interface OwnHeads {
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly headDim?: number;
}

const only = <Key extends string>(key: Key, value: number | undefined): { [name in Key]?: number } =>
  value === undefined ? {} : ({ [key]: value } as { [name in Key]?: number });

/** Heads that the config gives for single layers: a list, or `per_layer_config` of transformers 5. */
function headsByLayer(config: Config, layers: number): (layer: number) => OwnHeads {
  const list = config.perLayer("num_attention_heads_per_layer", layers);
  const overrides = config.nested("per_layer_config");
  return (layer) => {
    const own = overrides?.nested(String(layer));
    return {
      ...only("heads", list && config.sizeIn(list, layer, "num_attention_heads_per_layer")),
      ...only("heads", own?.size("num_attention_heads")),
      ...only("kvHeads", own?.size("num_key_value_heads")),
      ...only("headDim", own?.size("head_dim")),
    };
  };
}

function softmaxOfMask(config: Config, traits: AttentionTraits): (mask: Mask, own: OwnHeads) => Mixer {
  const hiddenSize = config.number("hidden_size");
  const { heads, kvHeads, headDim } = headsOf(config, hiddenSize);
  const valueDim = config.size("v_head_dim");
  const bias = config.flag("attention_bias", false);
  const qkvBias = typeof traits.qkvBias === "function" ? traits.qkvBias(config) : traits.qkvBias;
  const qkNorm = typeof traits.qkNorm === "function" ? traits.qkNorm(config) : traits.qkNorm;
  const gate = typeof traits.gate === "function" ? traits.gate(config) : traits.gate;
  // In some models sliding layers have other head counts and sizes (MiMo-V2, Step-3.5).
  const other = config.nested("attention_other_setting");
  const local = {
    heads: config.size("swa_num_attention_heads") ?? other?.size("num_attention_heads") ?? heads,
    kvHeads: config.size("swa_num_key_value_heads") ?? other?.size("num_attention_groups") ?? kvHeads,
    headDim: config.size("swa_head_dim") ?? other?.size("head_dim") ?? headDim,
    valueDim: config.size("swa_v_head_dim") ?? valueDim,
  };
  const mixerOf = once((key: string) => {
    const [mask, own] = JSON.parse(key) as [Mask, OwnHeads];
    const shape = { ...(mask.kind === "window" ? local : { heads, kvHeads, headDim, valueDim }), ...own };
    config.quotient(["num_attention_heads", shape.heads], ["num_key_value_heads", shape.kvHeads]);
    return attention({
      hiddenSize,
      heads: shape.heads,
      kvHeads: shape.kvHeads,
      headDim: shape.headDim,
      ...(shape.valueDim === undefined ? {} : { valueDim: shape.valueDim }),
      mask,
      qkvBias: qkvBias ?? bias,
      outputBias: traits.outputBias ?? bias,
      qkNorm: qkNorm ?? config.flag("use_qk_norm", false),
      outputGate: gate === "wide",
      headGate: gate === "head",
      extraParameters: traits.extraParameters?.(config, mask) ?? 0,
    });
  });
  return (mask, own) => mixerOf(JSON.stringify([mask, own]));
}

function maskOf(config: Config, type: LayerType): Mask {
  if (type === "chunked_attention") return { kind: "chunk", chunk: config.number("attention_chunk_size") };
  // Qwen lists sliding layers even where `use_sliding_window` turns them off.
  return type === "sliding_attention" && config.flag("use_sliding_window", true) ? windowOf(config) : CAUSAL;
}

export const windowOf = (config: Config): Mask => ({
  kind: "window",
  window: config.number("sliding_window"),
});
