import { usageError } from "../../shared/errors.js";
import { Config } from "./config.js";
import type { Family } from "./families/family.js";
import { families } from "./families/index.js";
import type { CheckpointFields, ModelSpec } from "./spec.js";

/** Model types that wrap a text model of another type, or are another name for one. */
const SAME_AS: Readonly<Record<string, string>> = {
  qwen2_vl: "qwen2",
  qwen2_5_vl: "qwen2",
  qwen3_5: "qwen3_5_text",
  qwen3_5_moe: "qwen3_5_moe_text",
  qwen3_vl: "qwen3_vl_text",
  qwen3_vl_moe: "qwen3_vl_moe_text",
  deepseek_ref: "deepseek_v4",
  gemma3: "gemma3_text",
  gemma4: "gemma4_text",
  llama4: "llama4_text",
  minimax_m3_vl: "minimax_m3",
  MiniMaxText01: "minimax_text_01",
  RefinedWeb: "falcon",
};

let byType: ReadonlyMap<string, Family> | undefined;

function familyOf(modelType: string): Family | undefined {
  byType ??= new Map(families.flatMap((family) => family.modelTypes.map((type) => [type, family] as const)));
  return byType.get(modelType);
}

/** Every `model_type` that can be priced. */
export const knownModelTypes = (): string[] => families.flatMap((family) => [...family.modelTypes]).sort();

/**
 * Reads the layers of a model from its Hugging Face `config.json`. Of a multi-modal config only the text
 * model is read; an image costs as much as its tokens cost there.
 * @param origin the file or id, for errors.
 * @throws FoveaError `not-a-config`, `unknown-architecture`, `missing-field`, `bad-field`.
 */
export function readModel(json: unknown, name: string, origin = name): ModelSpec {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    throw usageError("not-a-config", `${origin} is not a JSON object`, "Give a Hugging Face config.json.");
  const outer = json as Readonly<Record<string, unknown>>;
  const inner = outer.text_config ?? outer.llm_config ?? outer.language_config;
  const fields = typeof inner === "object" && inner !== null ? { ...outer, ...inner } : outer;
  const declared = fields.model_type;
  if (typeof declared !== "string")
    throw usageError(
      "missing-field",
      `${origin}: "model_type" is missing`,
      "Give the model's own config.json, which names its model_type.",
    );
  const modelType = SAME_AS[declared] ?? declared;
  const family = familyOf(modelType);
  if (!family)
    throw usageError(
      "unknown-architecture",
      `${origin}: model_type "${declared}" is not known`,
      `Known are ${knownModelTypes().join(", ")}.`,
    );
  const spec = family.read(new Config({ ...fields, model_type: modelType }, origin), name);
  return { ...spec, checkpoint: checkpointOf(fields) };
}

/** How the checkpoint stores its weights. `compression_config` is an older name, `quantization` MLX's. */
function checkpointOf(fields: Readonly<Record<string, unknown>>): CheckpointFields {
  const quantization = fields.quantization_config ?? fields.compression_config ?? fields.quantization;
  return {
    dtype: fields.dtype ?? fields.torch_dtype,
    ...(typeof quantization === "object" && quantization !== null
      ? { quantization: quantization as Readonly<Record<string, unknown>> }
      : {}),
    ...(fields.expert_dtype === undefined ? {} : { expert_dtype: fields.expert_dtype }),
  };
}
