import type { Mask } from "../../pairs.js";
import type { Config } from "../config.js";
import { attention } from "../mixers/attention.js";
import type { Mixer } from "../spec.js";
import { once } from "./family.js";

/** Properties of a model type's attention that are fixed in its code and not in its config. */
export interface AttentionTraits {
  readonly qkvBias?: boolean;
  readonly outputBias?: boolean;
  readonly qkNorm?: boolean;
  readonly outputGate?: boolean;
  /** The mask of a layer. Default: by `layer_types` and `sliding_window`, else causal. */
  readonly mask?: (config: Config, layer: number) => Mask;
  /** Parameters outside the projections, per layer. */
  readonly extraParameters?: (config: Config) => number;
}

const CAUSAL: Mask = { kind: "causal" };

/**
 * The attention of each layer from the usual config fields. Sliding-window layers come from `layer_types`.
 */
export function softmaxLayers(config: Config, traits: AttentionTraits = {}): (layer: number) => Mixer {
  const hiddenSize = config.number("hidden_size");
  const heads = config.number("num_attention_heads");
  const kvHeads = config.optional("num_key_value_heads") ?? heads;
  const headDim = config.optional("head_dim") ?? hiddenSize / heads;
  const valueDim = config.optional("v_head_dim");
  const bias = config.flag("attention_bias", false);
  const maskOf = traits.mask ?? layerTypeMask;
  const extraParameters = traits.extraParameters?.(config);
  // In some models sliding layers have other head counts and sizes (MiMo-V2).
  const local = {
    heads: config.optional("swa_num_attention_heads") ?? heads,
    kvHeads: config.optional("swa_num_key_value_heads") ?? kvHeads,
    headDim: config.optional("swa_head_dim") ?? headDim,
    valueDim: config.optional("swa_v_head_dim") ?? valueDim,
  };
  const mixerOf = once((key: string) => {
    const mask = JSON.parse(key) as Mask;
    const shape = mask.kind === "window" ? local : { heads, kvHeads, headDim, valueDim };
    return attention({
      hiddenSize,
      heads: shape.heads,
      kvHeads: shape.kvHeads,
      headDim: shape.headDim,
      ...(shape.valueDim === undefined ? {} : { valueDim: shape.valueDim }),
      mask,
      qkvBias: traits.qkvBias ?? bias,
      outputBias: traits.outputBias ?? bias,
      qkNorm: traits.qkNorm ?? config.flag("use_qk_norm", false),
      outputGate: traits.outputGate ?? false,
      ...(extraParameters === undefined ? {} : { extraParameters }),
    });
  });
  return (layer) => mixerOf(JSON.stringify(maskOf(config, layer)));
}

/** The mask by `layer_types`. Without that list, `sliding_window` applies to all layers. */
export function layerTypeMask(config: Config, layer: number): Mask {
  const type = config.list("layer_types")?.[layer];
  const window = config.flag("use_sliding_window", true) ? config.optional("sliding_window") : undefined;
  if (type === "sliding_attention") return windowOf(config);
  if (type === "chunked_attention") return { kind: "chunk", chunk: config.number("attention_chunk_size") };
  if (type !== undefined || window === undefined) return CAUSAL;
  return { kind: "window", window };
}

export const windowOf = (config: Config): Mask => ({
  kind: "window",
  window: config.number("sliding_window"),
});

/** Full attention in every `period`-th layer, a window in the others. */
export const everyNth =
  (period: (config: Config) => number): NonNullable<AttentionTraits["mask"]> =>
  (config, layer) =>
    config.has("layer_types")
      ? layerTypeMask(config, layer)
      : (layer + 1) % period(config) === 0
        ? CAUSAL
        : windowOf(config);
