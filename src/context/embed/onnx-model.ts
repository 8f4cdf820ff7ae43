import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import * as z from "zod/mini";
import { FoveaError, failure } from "../../shared/errors.js";
import { INSTALL_ONNX, type OrtRuntime, type OrtTensor } from "../../shared/onnx/runtime.js";
import type { TextEmbedder } from "./text-embedder.js";
import { loadTokenizer } from "./tokenizer-file.js";

/** Texts in one run. Each is padded to the longest of its batch. */
const BATCH_TEXTS = 16;
const MOST_TOKENS = 512;
/** Names of outputs that are pooled already: one vector for each text. */
const POOLED_OUTPUTS = ["sentence_embedding", "text_embeds", "embeddings"];

const numberIn = (key: string) => z.looseObject({ [key]: z.optional(z.number()) });

/** How the token vectors of a text are combined into one. */
type Pooling = "mean" | "first" | "last";

/**
 * Loads a transformer exported to ONNX, in the layout of sentence-transformers and Optimum: the graph,
 * `tokenizer.json`, and the pooling in `1_Pooling/config.json` (mean pooling when that is missing).
 * @throws FoveaError `embedding-failed` when onnxruntime-node is not installed or cannot load the graph, or a
 * file is damaged.
 */
export async function loadOnnxModel(
  folder: string,
  graph: string,
  loadRuntime: () => Promise<OrtRuntime | undefined>,
): Promise<TextEmbedder> {
  const runtime = await loadRuntime();
  if (!runtime)
    throw failure(
      "embedding-failed",
      "an ONNX model needs onnxruntime-node, which is not installed",
      `${INSTALL_ONNX}.`,
    );
  const config = jsonOf(join(folder, "tokenizer_config.json"));
  const tokenizer = await loadTokenizer(join(folder, "tokenizer.json"), config);
  const most = Math.min(
    MOST_TOKENS,
    numberIn("max_seq_length").parse(jsonOf(join(folder, "sentence_bert_config.json"))).max_seq_length ??
      numberIn("model_max_length").parse(config).model_max_length ??
      MOST_TOKENS,
  );
  const pooling = poolingOf(jsonOf(join(folder, "1_Pooling/config.json")));
  const session = await runtime.InferenceSession.create(readFileSync(graph), {
    executionProviders: ["cpu"],
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw failed(graph, cause);
  });

  const idsOf = (text: string): readonly number[] => {
    const ids = tokenizer.encode(text, true);
    // The last token is the end-of-text token, which a truncated text keeps.
    return ids.length > most ? [...ids.slice(0, most - 1), ids.at(-1)!] : ids;
  };

  const run = async (batch: readonly (readonly number[])[]): Promise<Float32Array[]> => {
    const length = Math.max(...batch.map((ids) => ids.length));
    const shape = [batch.length, length];
    const tensor = (valueAt: (ids: readonly number[], at: number) => number): OrtTensor =>
      new runtime.Tensor(
        "int64",
        BigInt64Array.from(
          batch.flatMap((ids) => Array.from({ length }, (_, at) => BigInt(valueAt(ids, at)))),
        ),
        shape,
      );
    const inputs: Readonly<Record<string, () => OrtTensor>> = {
      input_ids: () => tensor((ids, at) => ids[at] ?? 0),
      attention_mask: () => tensor((ids, at) => (at < ids.length ? 1 : 0)),
      token_type_ids: () => tensor(() => 0),
      position_ids: () => tensor((_, at) => at),
    };
    const feeds: Record<string, OrtTensor> = {};
    for (const name of session.inputNames) {
      const make = inputs[name];
      if (!make) throw failed(graph, new Error(`it asks for an input named ${name}`));
      feeds[name] = make();
    }
    const outputs = await session.run(feeds);
    const pooled = POOLED_OUTPUTS.map((name) => outputs[name]).find((output) => output?.dims.length === 2);
    const output =
      pooled ?? outputs.last_hidden_state ?? outputs.token_embeddings ?? Object.values(outputs)[0]!;
    const data = output.data as Float32Array;
    const dimensions = output.dims.at(-1)!;
    if (output.dims.length === 2)
      return batch.map((_, text) => data.slice(text * dimensions, (text + 1) * dimensions));
    return batch.map((ids, text) =>
      pool(
        data.subarray(text * length * dimensions, (text + 1) * length * dimensions),
        ids.length,
        dimensions,
        pooling,
      ),
    );
  };

  return {
    embed: async (texts, signal) => {
      const all = texts.map(idsOf);
      // Texts of similar length share a batch, so that little is padded.
      const order = all.map((_, index) => index).sort((a, b) => all[a]!.length - all[b]!.length);
      const vectors = new Array<Float32Array>(texts.length);
      for (let at = 0; at < order.length; at += BATCH_TEXTS) {
        signal.throwIfAborted();
        const some = order.slice(at, at + BATCH_TEXTS);
        const made = await run(some.map((index) => all[index]!)).catch((cause: unknown) => {
          throw cause instanceof FoveaError ? cause : failed(graph, cause);
        });
        some.forEach((index, place) => {
          vectors[index] = made[place]!;
        });
      }
      return vectors;
    },
  };
}

/** @param tokens [length, dimensions]; the first `count` rows are tokens of the text, the rest padding. */
function pool(tokens: Float32Array, count: number, dimensions: number, pooling: Pooling): Float32Array {
  if (pooling !== "mean") {
    const at = pooling === "first" ? 0 : count - 1;
    return tokens.slice(at * dimensions, (at + 1) * dimensions);
  }
  const sum = new Float32Array(dimensions);
  for (let token = 0; token < count; token++)
    for (let at = 0; at < dimensions; at++) sum[at]! += tokens[token * dimensions + at]! / count;
  return sum;
}

function poolingOf(config: object): Pooling {
  const { pooling_mode_cls_token, pooling_mode_lasttoken } = config as Readonly<Record<string, unknown>>;
  return pooling_mode_cls_token === true ? "first" : pooling_mode_lasttoken === true ? "last" : "mean";
}

/** Reads a JSON settings file. @returns {} when it does not exist. @throws FoveaError `embedding-failed`. */
function jsonOf(path: string): object {
  if (!existsSync(path)) return {};
  try {
    return z.looseObject({}).parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    throw failure("embedding-failed", `${path} is damaged`, "Download the model again.", cause);
  }
}

const failed = (graph: string, cause: unknown): FoveaError =>
  failure(
    "embedding-failed",
    `onnxruntime cannot run ${graph} (${(cause as Error).message})`,
    "Check that it is a model that embeds text, or stop using it: fovea index --no-embed.",
    cause,
  );
