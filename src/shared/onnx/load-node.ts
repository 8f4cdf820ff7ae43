import { createRequire } from "node:module";
import type { OrtRuntime } from "./runtime.js";

/**
 * Loads onnxruntime-node from beside fovea; undefined when it is not installed there. Not from the current folder: that is
 * a repository, whose `node_modules` would run.
 */
export async function loadOrt(): Promise<OrtRuntime | undefined> {
  try {
    return createRequire(import.meta.url)("onnxruntime-node") as OrtRuntime;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    return undefined;
  }
}
