import { usageError } from "../../shared/errors.js";
import { Config } from "../model/config.js";
import { readModel } from "../model/read-config.js";
import { gemma3Vision } from "./gemma3.js";
import { internVlVision } from "./internvl.js";
import { llama4Vision, mllamaVision } from "./llama-vision.js";
import { llavaNextVision, llavaVision } from "./llava.js";
import { mistral3Vision, pixtralVision } from "./pixtral.js";
import { qwen2Vision, qwen3Vision, qwen25Vision } from "./qwen-vl.js";
import type { VisionFamily } from "./vision-family.js";
import type { ImageCost } from "./vision-tower.js";

const families: readonly VisionFamily[] = [
  qwen2Vision,
  qwen25Vision,
  qwen3Vision,
  llavaVision,
  llavaNextVision,
  gemma3Vision,
  mllamaVision,
  llama4Vision,
  pixtralVision,
  mistral3Vision,
  internVlVision,
];

/** Multi-modal model types whose image tokens are known. */
export const visionModelTypes = (): string[] =>
  [...new Set(families.flatMap(({ modelTypes }) => modelTypes.map((type) => type.split("+")[0]!)))].sort();

/**
 * Tokens and FLOP of one image of width × height pixels in a multi-modal model, exact from its config.json
 * and the defaults of its processor. The text model's own work on these tokens is not in it.
 * @throws FoveaError `not-multimodal` when the config has no known vision tower; those of `readModel`.
 */
export function imageTokens(json: unknown, width: number, height: number, origin = "config.json"): ImageCost {
  for (const [name, side] of [
    ["width", width],
    ["height", height],
  ] as const)
    if (!Number.isSafeInteger(side) || side < 1)
      throw usageError(
        "bad-image-size",
        `The ${name} of the image is ${side}, not a whole number of pixels`,
        "Give a size such as 1024x768.",
      );
  const textSize = readModel(json, origin).hiddenSize;
  const fields = json as Readonly<Record<string, unknown>>;
  const outer = new Config(fields, origin);
  const type = outer.text("model_type") ?? "";
  const tower = outer.nested("vision_config")?.text("model_type") ?? "clip_vision_model";
  const family = families.find(
    ({ modelTypes }) => modelTypes.includes(type) || modelTypes.includes(`${type}+${tower}`),
  );
  if (!family)
    throw usageError(
      "not-multimodal",
      `${origin}: image tokens of model_type "${type}" are not known`,
      `Known are ${visionModelTypes().join(", ")}.`,
    );
  const given = fields.vision_config ?? {};
  if (typeof given !== "object" || Array.isArray(given)) throw outer.bad("vision_config", "not an object");
  const vision = new Config(
    given as Readonly<Record<string, unknown>>,
    `${origin}: vision_config`,
    family.defaults,
  );
  return family.cost({ outer, vision, textSize }, { width, height });
}
