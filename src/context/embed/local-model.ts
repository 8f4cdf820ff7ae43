import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { FoveaError, failure, usageError } from "../../shared/errors.js";
import { prefixOf } from "./prefix.js";
import type { EmbeddingProvider } from "./provider.js";
import type { TextEmbedder } from "./text-embedder.js";

/** File names of an ONNX graph, preferred ones first: a quantised graph is several times as fast on a CPU. */
const GRAPHS = ["model_quantized.onnx", "model_int8.onnx", "model.onnx"].flatMap((name) => [
  join("onnx", name),
  name,
]);
/** Folders, relative to the model's, where sentence-transformers keeps a static model. */
const STATIC_FOLDERS = [".", "0_StaticEmbedding"];

type Kind =
  | { readonly kind: "onnx"; readonly graph: string }
  | { readonly kind: "static"; readonly folder: string };

/**
 * Embeddings from a model in a local folder, in its publisher's layout on Hugging Face: static embeddings (a
 * table lookup) or a transformer exported to ONNX, which the user's onnxruntime-node runs. Nothing leaves the
 * machine. The model is loaded at the first call of `embed`.
 * @throws FoveaError `no-embedding-model` when the folder holds neither.
 */
export function localModel(folder: string): EmbeddingProvider {
  const found = kindOf(folder);
  const name = basename(resolve(folder));
  let loading: Promise<TextEmbedder> | undefined;
  return {
    name: `${name} ${fingerprint(found.kind === "onnx" ? found.graph : join(found.folder, "model.safetensors"))}`,
    embed: async (texts, kind, signal) => {
      loading ??= load(folder, found);
      const model = await loading.catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return model.embed(
        texts.map((text) => prefixOf(name, kind) + text),
        signal,
      );
    },
  };
}

/**
 * The model configured under this name. While its folder is missing, `embed` rejects with `embedding-failed`.
 */
export function rememberedModel(folder: string, name: string): EmbeddingProvider {
  try {
    return localModel(folder);
  } catch (error) {
    if (!(error instanceof FoveaError)) throw error;
    const missing = failure(
      "embedding-failed",
      `${folder} no longer holds an embedding model`,
      "Restore it, or stop using it: fovea index --no-embed.",
      error,
    );
    return { name, embed: () => Promise.reject(missing) };
  }
}

function kindOf(folder: string): Kind {
  const graph = GRAPHS.map((path) => join(folder, path)).find((path) => existsSync(path));
  if (graph) return { kind: "onnx", graph };
  const within = STATIC_FOLDERS.map((name) => join(folder, name)).find((place) =>
    existsSync(join(place, "model.safetensors")),
  );
  if (within) return { kind: "static", folder: within };
  throw noModel(folder);
}

const noModel = (folder: string): FoveaError =>
  usageError(
    "no-embedding-model",
    `${folder} holds no embedding model`,
    "Name a folder with model.safetensors (static embeddings) or model.onnx, and tokenizer.json beside it; a server's address begins with http.",
  );

/** Loads a model. Imports only the libraries that this kind of model needs. */
async function load(folder: string, found: Kind): Promise<TextEmbedder> {
  if (found.kind === "static") return (await import("./static-model.js")).loadStaticModel(found.folder);
  const [{ loadOnnxModel }, { loadOrt }] = await Promise.all([
    import("./onnx-model.js"),
    import("../../shared/onnx/load-node.js"),
  ]);
  return loadOnnxModel(folder, found.graph, loadOrt);
}

const SAMPLE_BYTES = 64 * 1024;

/**
 * Hash of the file's size and of 64 KiB of its middle: tells models of one name apart without reading all of
 * it.
 */
function fingerprint(file: string): string {
  const opened = openSync(file, "r");
  try {
    const { size } = fstatSync(opened);
    const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, size));
    readSync(opened, sample, 0, sample.length, Math.floor((size - sample.length) / 2));
    return createHash("sha256").update(`${size} `).update(sample).digest("hex").slice(0, 8);
  } finally {
    closeSync(opened);
  }
}
