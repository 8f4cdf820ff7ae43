import { usageError } from "../../shared/errors.js";
import { nearestNames } from "../catalogue/edit-distance.js";
import { Config } from "./config.js";
import { nestedDefaults, ownDefaults } from "./families/class-defaults/index.js";
import type { Family } from "./families/family.js";
import { families } from "./families/index.js";
import { outOfScope } from "./out-of-scope.js";
import { type CheckpointFields, layerGroups, type ModelSpec } from "./spec.js";
import { textModelOf } from "./text-model.js";

let byType: ReadonlyMap<string, Family> | undefined;

function familyOf(modelType: string): Family | undefined {
  byType ??= new Map(families.flatMap((family) => family.modelTypes.map((type) => [type, family] as const)));
  return byType.get(modelType);
}

/** Every `model_type` that can be priced. */
export const knownModelTypes = (): string[] => families.flatMap((family) => [...family.modelTypes]).sort();

/**
 * Reads the layers of a model from its Hugging Face `config.json`. Of a multi-modal config only the text
 * model is read; an image costs as much as its tokens cost there. Fields that the config omits have the
 * default of the model's class, except the sizes that every config of its own states.
 * @param origin the file or id, for errors.
 * @throws FoveaError `not-a-config`, `unknown-architecture`, `out-of-scope`, `missing-field`, `bad-field`,
 * `unknown-layer-type`.
 */
export function readModel(json: unknown, name: string, origin = name): ModelSpec {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw usageError("not-a-config", `${origin} is not a JSON object`, "Give a Hugging Face config.json.");
  const outer = json as Readonly<Record<string, unknown>>;
  const { fields, declaredType, modelType, nested } = textModelOf(outer);
  if (typeof declaredType !== "string")
    throw usageError(
      "missing-field",
      `${origin}: "model_type" is missing`,
      "Give the model's own config.json, which names its model_type.",
    );
  const refused = outOfScope(outer, origin);
  if (refused) throw refused;
  const family = familyOf(modelType);
  if (!family) {
    const known = knownModelTypes();
    const nearest = nearestNames(
      declaredType,
      known.map((type) => [type]),
    );
    throw usageError(
      "unknown-architecture",
      `${origin}: model_type "${declaredType}" is not known`,
      `Of ${known.length} known types the nearest are ${nearest.join(", ")}.`,
    );
  }
  const defaults = nested ? nestedDefaults(modelType) : ownDefaults(modelType);
  const spec = family.read(new Config({ ...fields, model_type: modelType }, origin, defaults), name);
  checkRouting(spec, origin);
  return { ...spec, checkpoint: checkpointOf(origin, fields, outer) };
}

/** @throws FoveaError `bad-field` when a token is sent to more experts than there are. */
function checkRouting(spec: ModelSpec, origin: string): void {
  for (const { layer } of layerGroups(spec)) {
    const { routing } = layer.feedForward;
    if (routing && routing.expertsPerToken > routing.experts)
      throw usageError(
        "bad-field",
        `${origin}: a token is sent to ${routing.expertsPerToken} experts, but there are ${routing.experts}`,
        "Correct the fields.",
      );
  }
}

/**
 * How the checkpoint stores its weights. `compression_config` is an older name, `quantization` MLX's. What a nested
 * text model leaves open stands in the config around it.
 * @throws FoveaError `bad-field` for a quantisation that is no object.
 */
function checkpointOf(
  origin: string,
  ...configs: readonly Readonly<Record<string, unknown>>[]
): CheckpointFields {
  const first = (...names: readonly string[]) =>
    configs
      .flatMap((config) => names.map((name) => ({ name, value: config[name] })))
      .find(({ value }) => value != null && value !== false);
  const quantization = first("quantization_config", "compression_config", "quantization");
  if (quantization && (typeof quantization.value !== "object" || Array.isArray(quantization.value)))
    throw usageError(
      "bad-field",
      `${origin}: "${quantization.name}" is ${JSON.stringify(quantization.value)}, not an object`,
      "Write it as transformers saves it, with a quant_method; or leave it out and give --dtype.",
    );
  const expertDtype = first("expert_dtype");
  return {
    dtype: first("dtype", "torch_dtype")?.value,
    ...(quantization ? { quantization: quantization.value as Readonly<Record<string, unknown>> } : {}),
    ...(expertDtype ? { expert_dtype: expertDtype.value } : {}),
  };
}
