import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { ONNX_FOLDER, type OrtRuntime } from "./runtime.js";

/**
 * Loads onnxruntime-node from beside Fovea, or from the folder that the user names; undefined when neither has it. Never
 * from the current folder: that may be a repository of somebody else's, whose modules must not run.
 */
export async function loadOrt(): Promise<OrtRuntime | undefined> {
  const named = process.env[ONNX_FOLDER];
  const places = [import.meta.url];
  if (named && isAbsolute(named)) places.push(pathToFileURL(join(named, "package.json")).href);
  for (const from of places) {
    try {
      return createRequire(from)("onnxruntime-node") as OrtRuntime;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}
