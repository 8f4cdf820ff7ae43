import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ONNX_FOLDER, type OrtRuntime } from "./runtime.js";

const NAME = "onnxruntime-node";

/**
 * Loads onnxruntime-node from beside Fovea, or from the folder that the user names; undefined when neither has it. Never
 * from the current folder: that may be a repository of somebody else's, whose modules must not run.
 */
export async function loadOrt(): Promise<OrtRuntime | undefined> {
  const named = process.env[ONNX_FOLDER];
  const places = [fileURLToPath(import.meta.url)];
  if (named && isAbsolute(named)) places.push(join(named, "package.json"));
  for (const from of places) {
    const folder = folderOf(from);
    if (folder === undefined) continue;
    try {
      return createRequire(pathToFileURL(from))(folder) as OrtRuntime;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

/**
 * Where node would find it for the file `from`, without the places where node looks last: those of NODE_PATH, whose
 * relative entries mean the current folder, and `.node_modules` of a HOME that may be a checkout.
 */
function folderOf(from: string): string | undefined {
  for (let at = dirname(from); ; at = dirname(at)) {
    const folder = join(at, "node_modules", NAME);
    if (existsSync(folder)) return folder;
    if (dirname(at) === at) return undefined;
  }
}
