import { describe, expect, it } from "vitest";
import { findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { plain } from "../format/stored-format.js";
import { shortConvolution } from "../model/mixers/short-convolution.js";
import { stateBytes } from "../model/spec.js";
import { findEngine } from "../time/engines.js";
import { cacheBytesOf, stateBytesOf } from "./per-sequence.js";

const context = { causal: true, latent: "absorbed" } as const;
const state = (model: string, engine: string) =>
  stateBytesOf(specOf(findModel(model)), findEngine(engine).stateBytes);
const cache = (model: string, kv: "bf16" | "fp8") =>
  cacheBytesOf(specOf(findModel(model)), 1000, plain(kv), context);

describe("recurrent state as engines keep it", () => {
  // Qwen3-Next, 36 layers: 32 states of 128 × 128, and three inputs of 8,192 channels.
  const recurrence = 36 * 32 * 128 * 128;
  const convolution = 36 * 3 * 8192;

  it("is the model's 16 bits in vLLM, and float32 with 16-bit inputs in the reference", () => {
    expect(state("qwen3-next", "vllm")).toBe(2 * recurrence + 2 * convolution);
    expect(state("qwen3-next", "sglang")).toBe(77_266_944);
    expect(state("qwen3-next", "sglang")).toBe(4 * recurrence + 2 * convolution);
    expect(state("qwen3-next", "llama.cpp")).toBe(4 * (recurrence + convolution));
  });

  it("is float32 in every engine where the model asks for it", () => {
    // Nemotron-3-Nano: 23 Mamba-2 layers of 64 heads of 64 with 128 states; three inputs of 4,096 + 2 · 8 · 128.
    expect(state("nemotron-3-nano", "vllm")).toBe(23 * (4 * 64 * 64 * 128 + 2 * 3 * 6144));
    // Kimi Linear: 20 layers of 32 states of 128 × 128; three inputs of 3 · 4,096.
    expect(state("kimi-linear", "vllm")).toBe(20 * (4 * 32 * 128 * 128 + 2 * 3 * 12_288));
  });
});

describe("a short convolution", () => {
  it("keeps the two tokens before, in the model's 16 bits: a layer of LFM2-1.2B", () => {
    // Three taps over 2,048 channels.
    const mixer = shortConvolution({ hiddenSize: 2048, taps: 3, bias: false });
    expect(stateBytes(mixer, findEngine("vllm").stateBytes)).toBe(2 * 2048 * 2);
  });
});

describe("the cache of top-k attention", () => {
  it("has an indexer's key of 132 bytes, and latents of 1,152 or 656: DeepSeek-V3.2", () => {
    expect(cache("deepseek-v3.2", "bf16")).toBe(61 * 1000 * (1152 + 132));
    expect(cache("deepseek-v3.2", "fp8")).toBeCloseTo(61 * 1000 * (656 + 132), 3);
    // Without an indexer a latent in fp8 has no scales of its own.
    expect(cache("deepseek-v3", "fp8")).toBe(61 * 1000 * 576);
  });

  it("has keys of 584 bytes in fp8: DeepSeek-V4", () => {
    // Windows of 128 in 61 layers, 7 blocks of 128 in 31, 250 blocks of 4 with an indexer's key in 30.
    expect(cache("deepseek-v4", "fp8")).toBe(61 * 128 * 584 + 31 * 7 * 584 + 30 * 250 * (584 + 132));
  });
});
