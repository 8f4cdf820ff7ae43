import { describe, expect, it } from "vitest";
import { findModel } from "../../catalogue/find.js";
import { readModel } from "../../model/read-config.js";
import { storedModel } from "../stored-weights.js";
import { checkpointFormats } from "./checkpoint-formats.js";

type Fields = Readonly<Record<string, unknown>>;

/** Bytes of a checkpoint: a model of the catalogue with another's `quantization_config`. */
function bytesOf(id: string, quantization: Fields, more: Fields = {}): number {
  const { config } = findModel(id);
  const spec = readModel({ ...config, ...more, quantization_config: quantization }, id);
  return storedModel(spec, checkpointFormats(spec.checkpoint!, id)!).totalBytes;
}

const gptOss: Fields = {
  modules_to_not_convert: ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head"],
  quant_method: "mxfp4",
};
const deepseekFp8: Fields = {
  activation_scheme: "dynamic",
  fmt: "e4m3",
  quant_method: "fp8",
  weight_block_size: [128, 128],
};
const awqInt4: Fields = { bits: 4, group_size: 128, quant_method: "awq", version: "gemm", zero_point: true };

for (const [name, bytes] of [
  ["20b", bytesOf("gpt-oss-20b", gptOss)],
  ["120b", bytesOf("gpt-oss-120b", gptOss)],
  ["dsv3", bytesOf("deepseek-v3", deepseekFp8)],
  ["q25-32 awq", bytesOf("qwen2.5-32b", awqInt4)],
  ["q3 30b mlx", bytesOf("qwen3-30b-a3b", { group_size: 64, bits: 4 })],
  ["l3 8b nf4", bytesOf("llama-3.1-8b", { quant_method: "bitsandbytes", load_in_4bit: true, bnb_4bit_quant_type: "nf4" })],
] as const) console.log(name, bytes / 1e9);
describe("x", () => { it("y", () => { expect(1).toBe(1); }); });
