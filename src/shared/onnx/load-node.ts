import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ONNX_FOLDER, type OrtRuntime } from "./runtime.js";

const NAME = "onnxruntime-node";

/**
 * Loads onnxruntime-node from the `node_modules` around Fovea, or from the folder in FOVEA_ONNXRUNTIME. Never
 * from the current folder: it may be an untrusted repository, whose modules must not run.
 * @returns undefined when neither folder has it.
 * @throws the loader's error when the module is there but does not load.
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
 * The folder where Node would find the module for the file `from`. Leaves out Node's last places: NODE_PATH,
 * whose relative entries mean the current folder, and `.node_modules` in HOME, which may be a checkout.
 */
function folderOf(from: string): string | undefined {
  for (let at = dirname(from); ; at = dirname(at)) {
    const folder = join(at, "node_modules", NAME);
    if (existsSync(folder)) return folder;
    if (dirname(at) === at) return undefined;
  }
}
