import { describe, expect, it } from "vitest";
import { findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { readModel } from "../model/read-config.js";
import { parseCacheFormat } from "./cache-format.js";
import { parseFormats } from "./parse-formats.js";
import { storedModel } from "./stored-weights.js";

const llama = specOf(findModel("llama-3.1-8b"));
const gigabytes = (dtype: string, spec = llama) =>
  storedModel(spec, parseFormats(dtype, spec).weights).totalBytes / 1e9;

/** Llama 3.1 8B: 6,979,321,856 parameters of linear modules, 525,336,576 of embedding and head each, 266,240 of norms. */
const linear = 6.979321856;
const rest = 2 * 0.525336576 + 0.00026624;

describe("--dtype", () => {
  it("in a number format stores every weight alike", () => {
    expect(gigabytes("int4")).toBeCloseTo((linear + rest) / 2, 9);
    expect(gigabytes("FP8")).toBeCloseTo(linear + rest, 9);
  });

  it("by the name of a quantisation leaves embedding, head and norms in 16 bits", () => {
    // AWQ: 4 bits, and 16 + 4 for each group of 128.
    expect(gigabytes("awq")).toBeCloseTo((linear * (4 + 20 / 128)) / 8 + 2 * rest, 6);
    expect(gigabytes("nvfp4")).toBeCloseTo((linear * 4.5) / 8 + 2 * rest, 5);
    expect(gigabytes("mxfp4")).toBeCloseTo((linear * 4.25) / 8 + 2 * rest, 6);
    // MLX quantises embedding and head too.
    expect(gigabytes("mlx-4bit")).toBeCloseTo(((linear + 2 * 0.525336576) * 4.5) / 8 + 2 * 0.00026624, 6);
  });

  it("is auto: the checkpoint's own, else bf16", () => {
    expect(gigabytes("auto")).toBeCloseTo(2 * (linear + rest), 9);
    const config = { ...findModel("llama-3.1-8b").config, quantization_config: { quant_method: "awq" } };
    expect(gigabytes("auto", readModel(config, "own"))).toBe(gigabytes("awq"));
    expect(gigabytes("bf16", readModel(config, "own"))).toBe(gigabytes("bf16"));
  });

  it("is that of the config around a nested text model which leaves it open", () => {
    const text = { ...findModel("llama-3.1-8b").config, quantization_config: null };
    const outer = { model_type: "llava", text_config: text, quantization_config: { quant_method: "awq" } };
    expect(gigabytes("auto", readModel(outer, "own"))).toBe(gigabytes("awq"));
  });

  it("is auto by what a copy's name says", () => {
    const copy = (stated: string) => {
      const spec = { ...llama, checkpoint: { ...llama.checkpoint, named: stated } };
      return gigabytes("auto", spec);
    };
    expect(copy("q4_k_m")).toBe(gigabytes("q4_k_m"));
    expect(copy("gguf")).toBe(gigabytes("q4_k_m"));
    // Linear modules in 8 bits with a scale a row, the rest in 16.
    expect(copy("fp8")).toBeCloseTo(linear + 2 * rest, 1);
    expect(copy("bnb-4bit")).toBe(gigabytes("nf4"));
    expect(copy("exl2")).toBe(gigabytes("bf16"));
  });

  it("is a GGUF file of mxfp4 for an engine that reads no other", () => {
    const spec = specOf(findModel("gpt-oss-120b"));
    const formats = parseFormats("auto", spec, true);
    expect(formats.weights.description).toBe("GGUF MXFP4_MOE");
    expect(storedModel(spec, formats.weights).totalBytes / 1e9).toBeCloseTo(63.4, 1);
  });

  it("says what it knows", () => {
    expect(() => parseFormats("q9", llama)).toThrow('--dtype "q9" is not known');
  });
});

describe("the cache that goes with it", () => {
  const cache = (dtype: string) => parseFormats(dtype, llama).cache.name;

  it("has 16 bits with weights that multiply in 16 bits, and 8 with fp8", () => {
    expect(["bf16", "awq", "int4", "int8", "mlx-4bit", "mxfp4"].map(cache)).toEqual(Array(6).fill("bf16"));
    expect(["fp8", "fp4", "nvfp4"].map(cache)).toEqual(Array(3).fill("fp8"));
  });

  it("has 8 bits where the checkpoint brings scales for it", () => {
    const own = (quantization: object) =>
      parseFormats(
        "auto",
        readModel({ ...findModel("llama-3.1-8b").config, quantization_config: quantization }, "own"),
      ).cache.name;
    const fp8 = { quant_method: "fp8", weight_block_size: [128, 128] };
    expect(own(fp8)).toBe("bf16");
    expect(own({ quant_method: "modelopt", quant_algo: "FP8", kv_cache_quant_algo: "FP8" })).toBe("fp8");
    expect(own({ quant_method: "modelopt", quant_algo: "FP8", kv_cache_quant_algo: null })).toBe("bf16");
  });

  it("counts the scales of its blocks", () => {
    // 32 elements in 8 bits and a 16-bit scale: 34 bytes.
    expect(parseCacheFormat("q8_0").bits).toBe((8 * 34) / 32);
    expect(parseCacheFormat("Q4_0").bits).toBe((8 * 18) / 32);
    expect(parseCacheFormat("fp8_e5m2").bits).toBe(8);
    expect(() => parseCacheFormat("q3")).toThrow('--kv-dtype "q3" is not known');
  });
});
