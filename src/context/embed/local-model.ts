import { createHash } from "node:crypto";
import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { FoveaError, failure, usageError } from "../../shared/errors.js";
import { prefixOf } from "./prefix.js";
import type { EmbeddingProvider } from "./provider.js";
import type { TextEmbedder } from "./text-embedder.js";

/** The graph of a model in ONNX: the quantised one is several times as fast on a CPU. */
const GRAPHS = ["model_quantized.onnx", "model_int8.onnx", "model.onnx"].flatMap((name) => [
  join("onnx", name),
  name,
]);
/** Where sentence-transformers keeps a static model. */
const STATIC_FOLDERS = [".", "0_StaticEmbedding"];

type Kind =
  | { readonly kind: "onnx"; readonly graph: string }
  | { readonly kind: "static"; readonly folder: string };

/**
 * Embeddings from a model in a folder of this machine, as its publisher lays it out on Hugging Face: static embeddings,
 * which are only looked up, or a transformer exported to ONNX, which the user's onnxruntime-node runs. Nothing leaves the
 * machine. The model is loaded when the first text comes.
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

/** The model that was configured by this name; when its folder has gone, what is asked of it fails until it is back. */
export function rememberedModel(folder: string, name: string): EmbeddingProvider {
  try {
    return localModel(folder);
  } catch (error) {
    if (!(error instanceof FoveaError)) throw error;
    const gone = failure(
      "embedding-failed",
      `${folder} holds no embedding model any more`,
      "Put it back, or stop using it: fovea index --no-embed.",
      error,
    );
    return { name, embed: () => Promise.reject(gone) };
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

/** Each is loaded with its own libraries alone. */
async function load(folder: string, found: Kind): Promise<TextEmbedder> {
  if (found.kind === "static") return (await import("./static-model.js")).loadStaticModel(found.folder);
  const [{ loadOnnxModel }, { loadOrt }] = await Promise.all([
    import("./onnx-model.js"),
    import("../../shared/onnx/load-node.js"),
  ]);
  return loadOnnxModel(folder, found.graph, loadOrt);
}

const SAMPLE_BYTES = 64 * 1024;

/** Tells one model of a name from another without reading all of it: its size, and some of its middle. */
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
