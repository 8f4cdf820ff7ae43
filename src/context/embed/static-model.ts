import { readFileSync } from "node:fs";
import { join } from "node:path";
import { failure } from "../../shared/errors.js";
import { Safetensors } from "./safetensors.js";
import type { TextEmbedder } from "./text-embedder.js";
import { loadTokenizer } from "./tokenizer-file.js";

/** Names of a static model's table in published files. */
const TABLES = ["embeddings", "embedding.weight", "0"];
/** The default limit of model2vec and sentence-transformers. */
const MOST_TOKENS = 512;

/**
 * Loads a static embedding model, as written by model2vec and sentence-transformers' StaticEmbedding: one
 * vector for each token; a text's vector is their mean (Tulkens and van Dongen 2024, "Model2Vec"). No network
 * is run. Tensors: the table [tokens or clusters, dimensions]; `weights` [tokens] scales a token; `mapping`
 * [tokens] gives its row when tokens share rows.
 * @throws FoveaError `embedding-failed`.
 */
export async function loadStaticModel(folder: string): Promise<TextEmbedder> {
  const path = join(folder, "model.safetensors");
  const tensors = new Safetensors(path, readFileSync(path));
  const table = TABLES.map((name) => tensors.get(name)).find((tensor) => tensor?.shape.length === 2);
  if (!table)
    throw failure(
      "embedding-failed",
      `${path} holds no static embeddings`,
      "Use a model2vec model, or export this one to ONNX: optimum-cli export onnx --model <name> <folder>.",
    );
  const [rows, dimensions] = table.shape as readonly [number, number];
  const weights = tensors.get("weights")?.data;
  const mapping = tensors.get("mapping")?.data;
  const tokenizer = await loadTokenizer(join(folder, "tokenizer.json"), {});
  const embed = (text: string): Float32Array => {
    const known = tokenizer
      .encode(text, false)
      .filter((id) => id !== tokenizer.unknown)
      .slice(0, MOST_TOKENS);
    const sum = new Float32Array(dimensions);
    for (const id of known) {
      const row = mapping?.[id] ?? id;
      if (row >= rows) continue;
      const weight = (weights?.[id] ?? 1) / known.length;
      for (let at = 0; at < dimensions; at++) sum[at]! += weight * table.data[row * dimensions + at]!;
    }
    return sum;
  };
  return { embed: async (texts) => texts.map(embed) };
}
