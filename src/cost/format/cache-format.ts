import { usageError } from "../../shared/errors.js";
import { type Dtype, dtypes } from "./dtype.js";
import { plain, type StoredFormat } from "./stored-format.js";

/**
 * Formats of a KV cache beyond the plain ones. llama.cpp's store blocks of 32 with a 16-bit scale (and minimum)
 * and multiply in 16 bits (`--cache-type-k`); NVIDIA's nvfp4 blocks of 16 with an 8-bit scale.
 */
const blockFormats: Readonly<Record<string, StoredFormat>> = {
  q8_0: { name: "q8_0", bits: 8.5, unit: "fp16" },
  q5_1: { name: "q5_1", bits: 6, unit: "fp16" },
  q5_0: { name: "q5_0", bits: 5.5, unit: "fp16" },
  q4_1: { name: "q4_1", bits: 5, unit: "fp16" },
  q4_0: { name: "q4_0", bits: 4.5, unit: "fp16" },
  iq4_nl: { name: "iq4_nl", bits: 4.5, unit: "fp16" },
  nvfp4: { name: "nvfp4", bits: 4.5, unit: "fp8" },
};

/** Other names that engines take. */
const sameAs: Readonly<Record<string, Dtype>> = {
  f32: "fp32",
  f16: "fp16",
  fp8_e4m3: "fp8",
  fp8_e5m2: "fp8",
  bfloat16: "bf16",
  float16: "fp16",
};

/** The names of cache formats. */
export const cacheFormatNames: readonly string[] = [...dtypes, ...Object.keys(blockFormats)];

/** A format of the KV cache by its name, ignoring case. @throws FoveaError `unknown-kv-dtype`. */
export function parseCacheFormat(text: string): StoredFormat {
  const name = text.trim().toLowerCase();
  const dtype = sameAs[name] ?? dtypes.find((one) => one === name);
  const format = dtype === undefined ? blockFormats[name] : plain(dtype);
  if (format) return format;
  throw usageError(
    "unknown-kv-dtype",
    `--kv-dtype "${text}" is not known`,
    `Choose from ${cacheFormatNames.join(", ")}.`,
  );
}
