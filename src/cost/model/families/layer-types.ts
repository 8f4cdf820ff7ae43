import { usageError } from "../../../shared/errors.js";
import type { Config } from "../config.js";

/** What one layer does, in the words of `layer_types`. */
export type LayerType =
  | "full_attention"
  | "sliding_attention"
  | "chunked_attention"
  | "linear_attention"
  | "conv"
  | "hybrid"
  | "compressed_sparse_attention"
  | "heavily_compressed_attention"
  | "moe"
  | "mlp";

/** The type of a layer when the config does not list them: the published default of the model's class. */
export type ImpliedType<Type extends LayerType = LayerType> = (
  config: Config,
  layer: number,
  layers: number,
) => Type;

/** Older names. Source: huggingface/transformers 5.18, `_LEGACY_LAYER_TYPE_REMAP` in configuration_utils.py. */
const OLDER_NAMES: Readonly<Record<string, LayerType>> = {
  mamba: "linear_attention",
  attention: "full_attention",
};

const COUNTS = ["num_hidden_layers", "n_layer", "num_layers", "n_layers"] as const;

/** No published model has more than some hundreds. More would be a wrong field, and hours of counting. */
const MOST_LAYERS = 10_000;

/**
 * Number of layers, under its several names; where only a list gives it, the list's length.
 * @throws FoveaError `too-many-layers`.
 */
export function layerCount(config: Config): number {
  const listed = config.list("layer_types") ?? config.list("layers_block_type");
  const layers = config.size(...COUNTS) ?? listed?.length ?? config.number(...COUNTS);
  if (layers <= MOST_LAYERS) return layers;
  const name = COUNTS.find((one) => config.has(one)) ?? "layer_types";
  throw usageError(
    "too-many-layers",
    `${config.origin}: "${name}" gives ${layers} layers, more than any model has`,
    `Correct the field: at most ${MOST_LAYERS} are read.`,
  );
}

/**
 * The type of each layer: from `layer_types` (or `layers_block_type`), else as the model's class implies it.
 * @param allowed the types that this family knows.
 * @throws FoveaError `bad-field` when the list has another length than the model has layers;
 * `unknown-layer-type` when it names a type that the family does not have.
 */
export function layerTypes<Type extends LayerType>(
  config: Config,
  allowed: readonly Type[],
  implied: ImpliedType<Type>,
): readonly Type[] {
  const layers = layerCount(config);
  const name = config.has("layer_types") ? "layer_types" : "layers_block_type";
  const list = config.perLayer(name, layers);
  if (!list) return Array.from({ length: layers }, (_, layer) => implied(config, layer, layers));
  return list.slice(0, layers).map((entry, index) => {
    const given = OLDER_NAMES[String(entry)] ?? entry;
    const known = allowed.find((type) => type === given);
    if (known) return known;
    throw usageError(
      "unknown-layer-type",
      `${config.origin}: "${name}[${index}]" is ${JSON.stringify(entry)}, which ${config.text("model_type") ?? "this model"} does not have`,
      `Known are ${allowed.join(", ")}.`,
    );
  });
}

export const alwaysFull: ImpliedType = () => "full_attention";

/** A window in every layer, if the config gives one (Mistral). */
export const windowEverywhere: ImpliedType = (config) =>
  config.optional("sliding_window") ? "sliding_attention" : "full_attention";

/** Full attention in every `period`-th layer, a window in the others. */
export const everyNth =
  (period: number, field = "sliding_window_pattern"): ImpliedType =>
  (config, layer) =>
    (layer + 1) % (config.size(field) ?? period) === 0 ? "full_attention" : "sliding_attention";

/** A window from layer `max_window_layers` on, if `use_sliding_window` is set (Qwen2, Qwen3). */
export const upperLayersSlide: ImpliedType = (config, layer) =>
  config.flag("use_sliding_window", false) && layer >= (config.optional("max_window_layers") ?? 0)
    ? windowEverywhere(config, layer, layer)
    : "full_attention";

/**
 * EXAONE: `sliding_window_pattern` is a period, or letters (`LLLG`: three local layers, one global) that
 * repeat. With letters the last layer is always global. Source: configuration_exaone4.py of
 * huggingface/transformers 5.18.
 */
export const lettersOrPeriod: ImpliedType = (config, layer, layers) => {
  if (!config.optional("sliding_window")) return "full_attention";
  const letters = config.text("sliding_window_pattern");
  if (letters === undefined) return everyNth(4)(config, layer, layers);
  if (!/^[LG]+$/.test(letters)) throw config.bad("sliding_window_pattern", "not made of L and G");
  return letters[layer % letters.length] === "G" || layer === layers - 1
    ? "full_attention"
    : "sliding_attention";
};
