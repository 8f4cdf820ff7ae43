import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parseConfig } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";

/**
 * The config.json that `--model` names by its path; undefined for a name of the catalogue. A name counts as a path
 * only when it ends in .json, starts with ./ or ../, or is absolute: a folder `meta-llama/` in a repository must
 * not replace the published model.
 * @throws FoveaError when the file cannot be read or is not JSON.
 */
export function configOf(name: string, cwd: string): unknown {
  if (!/\.json$/i.test(name) && !/^\.{1,2}[\\/]/.test(name) && !isAbsolute(name)) return undefined;
  const file = resolve(cwd, name);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw usageError(
      "missing-config",
      `--model ${name} cannot be read`,
      "Give the path of a config.json that exists.",
      error,
    );
  }
  return withQuantizationBeside(parseConfig(text, name), file);
}

/**
 * NVIDIA's older checkpoints describe their quantisation in a file of its own beside the config.
 * @throws FoveaError when that file is not JSON.
 */
function withQuantizationBeside(config: unknown, file: string): unknown {
  const beside = join(dirname(file), "hf_quant_config.json");
  if (typeof config !== "object" || config === null || "quantization_config" in config || !existsSync(beside))
    return config;
  const fields = parseConfig(readFileSync(beside, "utf8"), beside);
  return { ...config, quantization_config: { ...(fields as object), quant_method: "modelopt" } };
}
