import { join } from "node:path";
import { expect, it, test } from "vitest";
import { safetensors, staticModel, wordTokenizer } from "../../../test/support/model-folder.js";
import { Scratch } from "../../../test/support/scratch.js";
import type { OrtRuntime, OrtTensor } from "../../shared/onnx/runtime.js";
import { localModel } from "./local-model.js";
import { loadOnnxModel } from "./onnx-model.js";

const never = new AbortController().signal;
const vectorsOf = async (folder: string, ...texts: string[]) =>
  (await localModel(folder).embed(texts, "document", never)).map((vector) => [...vector]);

it("a static model's vector is the mean of the known tokens, and zeros when there are none", async () => {
  using scratch = new Scratch().write(staticModel({ car: [1, 0], red: [0, 3] }));
  expect(await vectorsOf(scratch.root, "the car", "redCar", "a RED red_car", "nothing known", "")).toEqual([
    [1, 0],
    [0.5, 1.5],
    [expect.closeTo(1 / 3), 2],
    [0, 0],
    [0, 0],
  ]);
});

it("a static model may share rows among tokens, weight them, and be in a subfolder", async () => {
  const table = { dtype: "F32", shape: [2, 2], data: Float32Array.of(1, 0, 0, 1) };
  using scratch = new Scratch().write({
    "0_StaticEmbedding/tokenizer.json": wordTokenizer(["car", "truck", "red"]),
    "0_StaticEmbedding/model.safetensors": safetensors({
      "embedding.weight": table,
      weights: { dtype: "F64", shape: [4], data: Float64Array.of(0, 2, 4, 1) },
      mapping: { dtype: "I32", shape: [4], data: Int32Array.of(0, 0, 0, 1) },
    }),
  });
  expect(await vectorsOf(scratch.root, "car", "truck", "red truck")).toEqual([
    [2, 0],
    [4, 0],
    [2, 0.5],
  ]);
});

it("identifies a model by its folder's name and its content", () => {
  using scratch = new Scratch();
  const write = (folder: string, length: number) =>
    scratch.write(
      Object.fromEntries(
        Object.entries(staticModel({ car: [length, 0] })).map(([path, text]) => [`${folder}/${path}`, text]),
      ),
    );
  write("tiny", 1);
  const before = localModel(join(scratch.root, "tiny")).name;
  expect(before).toMatch(/^tiny [0-9a-f]{8}$/);
  expect(localModel(join(scratch.root, "tiny")).name).toBe(before);
  write("tiny", 2);
  expect(localModel(join(scratch.root, "tiny")).name).not.toBe(before);
});

test("reports in one line what is wrong with a model folder", async () => {
  using scratch = new Scratch();
  const at = (folder: string) => join(scratch.root, folder);
  expect(() => localModel(at("nowhere"))).toThrow("nowhere holds no embedding model");
  const good = staticModel({ car: [1] });
  scratch.write({
    "words/model.safetensors": good["model.safetensors"],
    "words/tokenizer.json": "{}",
    "graph/model.safetensors": safetensors({
      "encoder.weight": { dtype: "F32", shape: [1], data: Float32Array.of(1) },
    }),
    "graph/tokenizer.json": good["tokenizer.json"],
    "onnx/model.onnx": "not a graph",
    "onnx/tokenizer.json": good["tokenizer.json"],
  });
  await expect(vectorsOf(at("words"), "car")).rejects.toThrow(
    "words/tokenizer.json is not a usable tokenizer",
  );
  await expect(vectorsOf(at("graph"), "car")).rejects.toThrow(
    "graph/model.safetensors holds no static embeddings",
  );
  await expect(loadOnnxModel(at("onnx"), at("onnx/model.onnx"), async () => undefined)).rejects.toThrow(
    "onnxruntime-node, which is not installed",
  );
});

/** A fake runtime: its graph gives each token the vector [id, position], or zeros where it is masked. */
function idsAndPlaces(seen: Record<string, OrtTensor>[]): OrtRuntime {
  class Tensor implements OrtTensor {
    constructor(
      readonly type: "float32" | "int64",
      readonly data: Float32Array | BigInt64Array,
      readonly dims: readonly number[],
    ) {}
  }
  return {
    env: {},
    Tensor,
    InferenceSession: {
      create: async () => ({
        inputNames: ["input_ids", "attention_mask"],
        run: async (feeds) => {
          seen.push(feeds);
          const { data, dims } = feeds.input_ids as { data: BigInt64Array; dims: readonly number[] };
          const mask = feeds.attention_mask!.data as BigInt64Array;
          const out = Float32Array.from({ length: data.length * 2 }, (_, at) => {
            const token = at >> 1;
            if (mask[token] === 0n) return 99;
            return at % 2 === 0 ? Number(data[token]) : token % dims[1]!;
          });
          return { last_hidden_state: new Tensor("float32", out, [...dims, 2]) };
        },
        release: async () => {},
      }),
    },
  };
}

test.each([
  ["the mean by default", undefined, [2, 1]],
  ["the first token", { pooling_mode_cls_token: true }, [1, 0]],
  ["the last token", { pooling_mode_lasttoken: true }, [3, 2]],
])("the vector of a text from a graph is %s, for any padding", async (_, pooling, expected) => {
  using scratch = new Scratch().write({
    "tokenizer.json": wordTokenizer(["one", "two", "three"]),
    "model.onnx": "a graph",
    ...(pooling ? { "1_Pooling/config.json": JSON.stringify(pooling) } : {}),
  });
  const seen: Record<string, OrtTensor>[] = [];
  const model = await loadOnnxModel(scratch.root, join(scratch.root, "model.onnx"), async () =>
    idsAndPlaces(seen),
  );
  const vectors = await model.embed(["one two three", "one two three one", "two"], never);
  expect([...vectors[0]!]).toEqual(expected);
  expect([...vectors[2]!]).toEqual([2, 0]);
  expect(seen.map(({ input_ids }) => input_ids!.dims)).toEqual([[3, 4]]);
});

it("cuts a text to the model's limit, and keeps the order of texts over several batches", async () => {
  using scratch = new Scratch().write({
    "tokenizer.json": wordTokenizer(["one", "two", "three"]),
    "sentence_bert_config.json": JSON.stringify({ max_seq_length: 3 }),
    "model.onnx": "a graph",
  });
  const seen: Record<string, OrtTensor>[] = [];
  const model = await loadOnnxModel(scratch.root, join(scratch.root, "model.onnx"), async () =>
    idsAndPlaces(seen),
  );
  const texts = Array.from({ length: 40 }, (_, index) => (index % 2 ? "one" : "one two one one three"));
  const vectors = await model.embed(texts, never);
  expect(seen.length).toBe(3);
  // The first two and the last of five tokens.
  expect(vectors.map((vector) => [...vector])).toEqual(
    texts.map((_, index) => (index % 2 ? [1, 0] : [2, 1])),
  );
  await expect(model.embed(texts, AbortSignal.abort())).rejects.toThrow();
});
