import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OrtRuntime } from "./runtime.js";

/** Loads onnxruntime-node from beside fovea or from the folder of the user; undefined when neither has it. */
export async function loadOrt(): Promise<OrtRuntime | undefined> {
  for (const from of [import.meta.url, pathToFileURL(join(process.cwd(), "package.json")).href]) {
    try {
      return createRequire(from)("onnxruntime-node") as OrtRuntime;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}
