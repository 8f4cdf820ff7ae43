/** A tokenizer of whole words, lower-cased, as `tokenizer.json` says it; `[UNK]` is token 0. */
export const wordTokenizer = (words: readonly string[]): string =>
  JSON.stringify({
    version: "1.0",
    added_tokens: [],
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "Replace", pattern: { Regex: "(?<=[a-z])(?=[A-Z])" }, content: " " },
        { type: "Lowercase" },
      ],
    },
    pre_tokenizer: { type: "Split", pattern: { Regex: "[^A-Za-z]+" }, behavior: "Removed", invert: false },
    post_processor: null,
    decoder: null,
    model: {
      type: "WordLevel",
      unk_token: "[UNK]",
      vocab: Object.fromEntries(["[UNK]", ...words].map((word, id) => [word, id])),
    },
  });

interface RawTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: ArrayBufferView;
}

/** A safetensors file. */
export function safetensors(tensors: Readonly<Record<string, RawTensor>>): Buffer {
  const parts = Object.values(tensors).map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  const ends = parts.map((_, index) =>
    parts.slice(0, index + 1).reduce((sum, { byteLength }) => sum + byteLength, 0),
  );
  const header = Object.fromEntries(
    Object.entries(tensors).map(([name, { dtype, shape }], index) => [
      name,
      { dtype, shape, data_offsets: [ends[index - 1] ?? 0, ends[index]!] },
    ]),
  );
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...parts]);
}

/** A static model in which each word has the vector of its meaning; of one length. */
export function staticModel(vectors: Readonly<Record<string, readonly number[]>>) {
  const words = Object.keys(vectors);
  const dimensions = vectors[words[0]!]!.length;
  const data = Float32Array.from([
    ...new Array(dimensions).fill(0),
    ...words.flatMap((word) => vectors[word]!),
  ]);
  return {
    "tokenizer.json": wordTokenizer(words),
    "model.safetensors": safetensors({
      embeddings: { dtype: "F32", shape: [words.length + 1, dimensions], data },
    }),
  };
}
