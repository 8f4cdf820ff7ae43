import { usageError } from "../../shared/errors.js";
import { Config } from "../model/config.js";
import type { ModelSpec } from "../model/spec.js";
import { checkpointFormats } from "./checkpoint/checkpoint-formats.js";
import { type Dtype, dtypes } from "./dtype.js";
import { ggufFormats } from "./gguf/gguf-formats.js";
import { fileTypeNames } from "./gguf/mixtures.js";
import { plain, type StoredFormat } from "./stored-format.js";
import { uniformFormats, type WeightFormats } from "./weight-formats.js";

/** How a model is stored, and the cache that goes with it unless another is asked for. */
export interface ModelFormats {
  readonly weights: WeightFormats;
  readonly cache: StoredFormat;
}

type Fields = Readonly<Record<string, unknown>>;

/** 4-bit integers in groups of 128, by whom they are made with. */
const awq: Fields = { quant_method: "awq", bits: 4, group_size: 128 };
const gptq: Fields = { quant_method: "gptq", bits: 4, group_size: 128 };
const nf4: Fields = {
  quant_method: "bitsandbytes",
  load_in_4bit: true,
  bnb_4bit_quant_type: "nf4",
  bnb_4bit_use_double_quant: true,
};
const compressed = (weights: Fields, inputs: Fields | null, format: string): Fields => ({
  quant_method: "compressed-tensors",
  format,
  ignore: ["lm_head"],
  config_groups: { all: { targets: ["Linear"], weights, input_activations: inputs } },
});
const rows = (type: "int" | "float"): Fields => ({ num_bits: 8, type, strategy: "channel" });
const w4a16 = compressed(
  { num_bits: 4, type: "int", strategy: "group", group_size: 128 },
  null,
  "pack-quantized",
);
const mlx = (bits: number): Fields => ({ bits, group_size: 64 });

/** Quantisations by name, as the usual tools make them: the `quantization_config` that each writes. */
const named: Readonly<Record<string, Fields>> = {
  awq,
  "awq-int4": awq,
  gptq,
  "gptq-int4": gptq,
  "gptq-int8": { ...gptq, bits: 8 },
  w4a16,
  w8a16: compressed(rows("int"), null, "pack-quantized"),
  w8a8: compressed(rows("int"), { num_bits: 8, type: "int" }, "int-quantized"),
  nf4,
  "bnb-4bit": nf4,
  "bnb-8bit": { quant_method: "bitsandbytes", load_in_8bit: true },
  "fp8-block": { quant_method: "fp8", weight_block_size: [128, 128] },
  "fp8-dynamic": compressed(rows("float"), { num_bits: 8, type: "float" }, "float-quantized"),
  nvfp4: {
    quant_method: "modelopt",
    quant_algo: "NVFP4",
    group_size: 16,
    kv_cache_quant_algo: "FP8",
    exclude_modules: ["lm_head"],
  },
  mxfp8: { quant_method: "modelopt", quant_algo: "MXFP8", exclude_modules: ["lm_head"] },
  "mlx-3bit": mlx(3),
  "mlx-4bit": mlx(4),
  "mlx-5bit": mlx(5),
  "mlx-6bit": mlx(6),
  "mlx-8bit": mlx(8),
};

/** As gpt-oss in mixtures: the experts. A dense model has all its linear modules in it. */
const mxfp4 = (spec: ModelSpec): Fields =>
  spec.layers.some(({ feedForward }) => feedForward.routing !== undefined)
    ? { quant_method: "mxfp4" }
    : { quant_method: "modelopt", quant_algo: "MXFP4", exclude_modules: ["lm_head"] };

/** What the names of checkpoints say where that is no name of a format here: `…-FP8`, `…-4bit`, `…-GGUF`. */
const inNames: Readonly<Record<string, string>> = {
  fp8: "fp8-dynamic",
  f8: "fp8-dynamic",
  fp4: "nvfp4",
  nvfp4a16: "nvfp4",
  int8: "w8a8",
  "8bit": "bnb-8bit",
  "8bits": "bnb-8bit",
  int4: "w4a16",
  w4a8: "w4a16",
  "4bit": "bnb-4bit",
  "4bits": "bnb-4bit",
  "awq-4bit": "awq",
  "gptq-4bit": "gptq",
  "gptq-8bit": "gptq-int8",
  "autoround-int4": "w4a16",
  q8: "q8_0",
  q6: "q6_k",
  q5: "q5_k_m",
  q4: "q4_k_m",
  // The file that llama.cpp takes of a repository unless another is asked for.
  gguf: "q4_k_m",
};

/** The names that `parseFormats` takes beside `auto`. */
export const formatNames = {
  numbers: dtypes,
  quantisations: ["mxfp4", ...Object.keys(named)],
  ggufFiles: fileTypeNames.map((name) => name.toLowerCase()),
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * The formats of `--dtype`. `auto` follows what the checkpoint's name says (`…-GGUF`) or its
 * `quantization_config`, else bf16. A number format (`bf16`, `fp8`, `int4`) is for every weight alike, without
 * scales. A quantisation by name (`awq`, `nvfp4`) or a type of GGUF file (`q4_k_m`) leaves embeddings, head,
 * routers and norms as its tools do.
 * @param gguf the engine reads GGUF files only: a checkpoint in mxfp4 is the file of that type.
 * @throws FoveaError `unknown-dtype`, and those of a checkpoint that cannot be read.
 */
export function parseFormats(text: string, spec: ModelSpec, gguf = false): ModelFormats {
  const name = text.trim().toLowerCase();
  if (name === "auto") return ofName(spec) ?? ofCheckpoint(spec, gguf) ?? uniform("bf16");
  const formats = dtypes.includes(name as Dtype) ? uniform(name as Dtype) : quantised(name, spec);
  if (formats) return formats;
  throw usageError(
    "unknown-dtype",
    `--dtype "${text}" is not known`,
    `Choose auto, a number format (${formatNames.numbers.join(", ")}), a quantisation (${formatNames.quantisations.join(", ")}) or a type of GGUF file (${formatNames.ggufFiles.join(", ")}).`,
  );
}

function quantised(name: string, spec: ModelSpec): ModelFormats | undefined {
  const quantization = name === "mxfp4" ? mxfp4(spec) : named[name];
  if (quantization) return ofConfig(quantization, spec);
  const weights = ggufFormats(name, spec);
  return weights && { weights, cache: plain("fp16") };
}

/** The format that the name of a checkpoint states, where it is not the base's own. */
function ofName(spec: ModelSpec): ModelFormats | undefined {
  const { named: stated, quantization } = spec.checkpoint ?? {};
  const name = stated?.replace(/^ud[-_]/, "");
  if (name === undefined || name === quantization?.quant_method) return undefined;
  if (name === "bf16" || name === "fp16" || name === "fp32") return uniform(name);
  return quantised(inNames[name] ?? name, spec);
}

/** Bytes of 8-bit and 4-bit floats come with an 8-bit cache, as in the checkpoints of accelerators' makers. */
function uniform(dtype: Dtype): ModelFormats {
  const cache: Dtype = dtype === "fp4" ? "fp8" : dtype === "int8" || dtype === "int4" ? "bf16" : dtype;
  return { weights: uniformFormats(dtype), cache: plain(cache) };
}

function ofCheckpoint(spec: ModelSpec, gguf: boolean): ModelFormats | undefined {
  const fields = spec.checkpoint;
  if (fields?.quantization === undefined) return undefined;
  if (gguf && fields.quantization.quant_method === "mxfp4") return quantised("mxfp4_moe", spec);
  return {
    weights: checkpointFormats(fields, spec.name)!,
    cache: plain(hasSmallCache(fields.quantization) ? "fp8" : sixteenBits(fields.dtype)),
  };
}

function ofConfig(quantization: Fields, spec: ModelSpec): ModelFormats {
  const fields = { ...spec.checkpoint, quantization };
  return {
    weights: checkpointFormats(fields, spec.name)!,
    cache: plain(hasSmallCache(quantization) ? "fp8" : sixteenBits(fields.dtype)),
  };
}

const sixteenBits = (dtype: unknown): Dtype => (dtype === "float16" ? "fp16" : "bf16");

/**
 * Whether a checkpoint brings scales for a cache in 8 bits; engines use 16 bits without. Sources:
 * compressed-tensors `kv_cache_scheme`, Model Optimizer `kv_cache_quant_algo`, Quark `kv_cache_quant_config`.
 */
function hasSmallCache(quantization: Fields): boolean {
  const outer = new Config(quantization, "quantization_config");
  const config = outer.nested("quantization") ?? outer;
  return (
    config.nested("kv_cache_scheme") !== undefined ||
    /^(FP8|NVFP4)/i.test(config.text("kv_cache_quant_algo") ?? "") ||
    (config.nested("kv_cache_quant_config")?.names().length ?? 0) > 0
  );
}
