import type { Dtype } from "../format/dtype.js";

/** The number format that the name of a checkpoint states: `fp8`, `awq`, `gptq-int4`, `bnb-4bit`, `q4_k_m`. */
export interface NamedFormat {
  /** As written in the name, lower case. `gguf` when the name leaves open which file of the repository. */
  readonly name: string;
  /** The format of Fovea nearest to it, for products and bytes. Absent where the name leaves it open. */
  readonly dtype?: Dtype;
}

/** A model's name without what does not change its layers. */
export interface ModelName {
  /** Lower case, without owner, file ending, tuning and number format: `llama3.1-8b`. For comparison only. */
  readonly stem: string;
  readonly format?: NamedFormat;
}

/**
 * Words that say how the same layers were trained further, also before a version: Mixtral-8x7B-Instruct-v0.1.
 * Never a size, a version or a date: those are other models until the catalogue says otherwise.
 */
const TUNING = new Set(["instruct", "it", "chat", "hf", "pt", "inst"]);

/** "base" is a tuning after a size or version (GLM-4.5-Base), and a size itself elsewhere (bge-base, e5-base). */
const isBase = (word: string, before: string): boolean =>
  word === "base" && /(?:^|-)[a-z]?\d+(?:\.\d+)*(?:[bm]|$|-)/.test(before) && !/(?:^|-)e5$/.test(before);

/** Words that state a number format and its dtype. `undefined`: the word alone does not say how many bits. */
const FORMATS: Readonly<Record<string, Dtype | undefined>> = {
  fp32: "fp32",
  bf16: "bf16",
  fp16: "fp16",
  f16: "fp16",
  fp8: "fp8",
  mxfp8: "fp8",
  f8: "fp8",
  int8: "int8",
  w8a8: "int8",
  w8a16: "int8",
  "8bit": "int8",
  "8bits": "int8",
  fp4: "fp4",
  nvfp4: "fp4",
  nvfp4a16: "fp4",
  mxfp4: "fp4",
  int4: "int4",
  w4a16: "int4",
  w4a8: "int4",
  "4bit": "int4",
  "4bits": "int4",
  awq: "int4",
  gptq: "int4",
  q8: "int8",
  q4: "int4",
  q6: undefined,
  q5: undefined,
  "6bit": undefined,
  "5bit": undefined,
  "3bit": undefined,
  "2bit": undefined,
  gguf: undefined,
  exl2: undefined,
  exl3: undefined,
};

/** Words beside a format, which state none themselves: the program, the method, the calibration. */
const METHODS = new Set([
  "bnb",
  "unsloth",
  "mlx",
  "dwq",
  "qat",
  "dynamic",
  "static",
  "block",
  "blocks",
  "channel",
  "tensor",
  "pertensor",
  "kv",
  "quantized",
  "marlin",
  "autoround",
  "auto",
  "round",
  "i1",
  "imatrix",
  "ud",
  "gs128",
  "gs64",
  "g128",
  "128g",
  "sym",
  "mixed",
  "torchao",
  "hqq",
]);

/** Formats of llama.cpp: Q4_0, Q8_0, Q5_K_M, IQ4_XS, TQ1_0, with the prefix of Unsloth's dynamic ones. */
const GGUF_TYPE =
  /^(?:ud[-_])?((?:q[2-8]_(?:k(?:_(?:xl|xs|[sml]))?|[01])|iq[1-4]_(?:xxs|xs|nl|[sm])|tq[12]_0|bf16|f16|f32|mxfp4(?:_moe)?))$/;

/**
 * Takes the name of a checkpoint apart: `unsloth/Qwen3-30B-A3B-GGUF:Q4_K_M` is `qwen3-30b-a3b` in `q4_k_m`. Only
 * words of closed lists are taken from the end, so that no size, version or date is lost.
 */
export function parseModelName(text: string): ModelName {
  let name = text
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:huggingface\.co|hf\.co)\//, "")
    .replace(/\.gguf$/, "")
    .replace(/-\d{5}-of-\d{5}$/, "");
  let format: NamedFormat | undefined;
  // The file of a GGUF repository, as llama.cpp and Ollama write it: owner/name:Q4_K_M.
  const file = /:([^:/]+)$/.exec(name);
  const stated = file && GGUF_TYPE.exec(file[1]!);
  if (file && stated) {
    name = name.slice(0, file.index);
    format = ggufFormat(stated[1]!);
  }
  // A bare width of MLX's own copies is MLX's: groups of 64, embeddings included.
  const byMlx = /^mlx-community\/|[-_.]mlx\b/.test(name);
  // What is left of a colon is the tag of Ollama: llama3.1:8b-instruct-q4_K_M.
  name = name.split("/").at(-1)!.replace(":", "-");
  for (;;) {
    const word = lastWord(name);
    if (word === undefined) break;
    const gguf = GGUF_TYPE.exec(word.text);
    if (gguf) format = stronger(ggufFormat(gguf[1]!), format);
    else if (word.text in FORMATS) format = stronger(namedFormat(word.text, name), format);
    else if (
      !TUNING.has(word.text) &&
      !METHODS.has(word.text) &&
      !isBase(word.text, name.slice(0, word.from))
    ) {
      // NVIDIA counts its quantised checkpoints: …-NVFP4-v2. A "v2" without a format before it is a version.
      const before = /^v[2-9]$/.test(word.text) ? lastWord(name.slice(0, word.from)) : undefined;
      if (before === undefined || !(before.text in FORMATS)) break;
    }
    name = name.slice(0, word.from);
  }
  // Llama 3.1 is written llama-3.1 and llama3.1.
  const stem = name
    .split("-")
    .filter((word, index) => index === 0 || !TUNING.has(word))
    .join("-")
    .replace(/^([a-z]+)-(?=\d)/, "$1");
  if (byMlx && format !== undefined && /^[2-8]bit$/.test(format.name))
    format = { ...format, name: `mlx-${format.name}` };
  return { stem, ...(format === undefined ? {} : { format }) };
}

/** The last word of a name, after `-`, or after `.` or `_` where a format follows. Absent when there is one word. */
function lastWord(name: string): { readonly text: string; readonly from: number } | undefined {
  const ud = /-(ud-[a-z0-9_]+)$/.exec(name);
  if (ud && GGUF_TYPE.test(ud[1]!)) return { text: ud[1]!, from: ud.index };
  const found = /[-.](?=[^-.]+$)/.exec(name) ?? undefined;
  const dash = name.lastIndexOf("-");
  if (found && found.index > 0) {
    const text = name.slice(found.index + 1);
    if (found[0] === "-" || text in FORMATS || GGUF_TYPE.test(text)) return { text, from: found.index };
  }
  return dash > 0 ? { text: name.slice(dash + 1), from: dash } : undefined;
}

const ggufFormat = (name: string): NamedFormat => {
  const dtype: Dtype | undefined =
    name === "bf16"
      ? "bf16"
      : name === "f16"
        ? "fp16"
        : name === "f32"
          ? "fp32"
          : name.startsWith("mxfp4")
            ? "fp4"
            : /^i?q4/.test(name)
              ? "int4"
              : name === "q8_0"
                ? "int8"
                : undefined;
  return { name, ...(dtype === undefined ? {} : { dtype }) };
};

/** `gptq-int4`, `bnb-4bit`, `mlx-4bit`: a bit width keeps the method before it. */
function namedFormat(word: string, name: string): NamedFormat {
  const dtype = FORMATS[word];
  const method = /(gptq|awq|bnb|mlx|autoround)[-_.][a-z0-9]+$/.exec(name)?.[1];
  const full = method === undefined ? word : `${method}-${word}`;
  return { name: full, ...(dtype === undefined ? {} : { dtype }) };
}

/** Of two formats in a name the one that says more; of two that say as much the one nearer to the front. */
function stronger(front: NamedFormat, back: NamedFormat | undefined): NamedFormat {
  if (back === undefined) return front;
  if (back.name.startsWith(`${front.name}-`)) return back;
  return front.dtype === undefined ? back : front;
}
