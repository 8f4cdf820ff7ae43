import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { specOf } from "../catalogue/model-spec.js";
import { plain } from "../format/stored-format.js";
import { storedModel } from "../format/stored-weights.js";
import { uniformFormats } from "../format/weight-formats.js";
import { planOf } from "../parallel-plan.js";
import { findEngine } from "../time/engines.js";
import { leastOffload } from "./least-offload.js";
import { offload, offloadedBytesRead, offloadedCacheBytes } from "./offload.js";
import { fits, type MemoryDeployment, memoryPerAccelerator } from "./per-accelerator.js";

const context = { causal: true, latent: "absorbed" } as const;
const llama = specOf(findModel("llama-3.1-70b"));
const gptOss = specOf(findModel("gpt-oss-120b"));
const int4 = uniformFormats("int4");

const card = findHardware("rtx-4090");
const deployment: MemoryDeployment = {
  accelerator: card,
  plan: planOf({}, card),
  formats: int4,
  kv: plain("bf16"),
  engine: findEngine("llama.cpp"),
};
const load = { sequences: 1, tokens: 4096, newTokens: 4096 };

/** One of 80 layers in 4 bits, with its two norms: 8192 × (2 · 8192 + 2 · 1024 + 3 · 28,672) parameters. */
const layerBytes = (8192 * (2 * 8192 + 2 * 1024 + 3 * 28_672) + 2 * 8192) / 2;

describe("layers outside the accelerator", () => {
  it("are the fewest that let the rest fit, with their cache", () => {
    const out = leastOffload(llama, load, deployment, context, "layers");
    const whole = memoryPerAccelerator(llama, load, deployment, context);
    // Keys and values of 8 heads of 128 in 16 bits, 4096 tokens.
    const cache = 4096 * 2 * 8 * 128 * 2;
    expect(out.layers).toBe(Math.ceil((whole.total - whole.capacity) / (layerBytes + cache)));
    expect(out.of).toBe(80);
    expect(out.weightBytes).toBeCloseTo(out.layers * layerBytes, -2);
    expect(offloadedCacheBytes(out, load, deployment, context)).toBe(out.layers * cache);
    const rest = memoryPerAccelerator(llama, load, { ...deployment, offload: out }, context);
    expect(fits(rest)).toBe(true);
    expect(rest.weights + out.weightBytes).toBeCloseTo(whole.weights, -2);
    expect(rest.kvCache + out.layers * cache).toBe(whole.kvCache);
  });

  it("are none when all fits, and all when nothing does", () => {
    const small = specOf(findModel("llama-3.1-8b"));
    expect(leastOffload(small, load, deployment, context, "layers").layers).toBe(0);
    const long = { sequences: 64, tokens: 1_000_000, newTokens: 8192 };
    expect(leastOffload(llama, long, { ...deployment, reserve: 0.95 }, context, "layers").layers).toBe(80);
  });

  it("are read whole in every pass", () => {
    const out = offload(llama, int4, { unit: "layers", layers: 10 });
    // Without norms, which are few: two of 8192 in 4 bits a layer.
    expect(offloadedBytesRead(llama, int4, out, 1)).toBe(10 * (layerBytes - 8192));
  });
});

describe("experts outside the accelerator", () => {
  const bf16 = uniformFormats("bf16");
  // 128 experts of three matrices of 2880² and biases of 3 · 2880, in 16 bits.
  const expert = 2 * (3 * 2880 * 2880 + 3 * 2880);

  it("leave attention, routers and cache where they are", () => {
    const out = offload(gptOss, bf16, { unit: "experts", layers: 36 });
    expect(out.of).toBe(36);
    expect(out.weightBytes).toBe(36 * 128 * expert);
    expect(offloadedCacheBytes(out, load, deployment, context)).toBe(0);
    expect(storedModel(out.spec, out.formats).totalBytes + out.weightBytes).toBe(
      storedModel(gptOss, bf16).totalBytes,
    );
  });

  it("are read as far as tokens are sent to them: 4 of 128 for one", () => {
    const out = offload(gptOss, bf16, { unit: "experts", layers: 20 });
    expect(offloadedBytesRead(gptOss, bf16, out, 1)).toBeCloseTo(20 * 4 * expert, -2);
    const all = 20 * 128 * expert;
    expect(offloadedBytesRead(gptOss, bf16, out, 4096)).toBeGreaterThan(0.98 * all);
    expect(offloadedBytesRead(gptOss, bf16, out, 4096)).toBeLessThanOrEqual(all);
  });

  it("are those of the layers that route, not of DeepSeek-V3's three dense ones", () => {
    const spec = specOf(findModel("deepseek-v3"));
    const out = offload(spec, uniformFormats("fp8"), { unit: "experts", layers: 1 });
    expect(out.of).toBe(58);
    expect(out.weightBytes).toBe(256 * 3 * 7168 * 2048);
    expect(out.spec.layers[3]!.feedForward.routing).toBeUndefined();
    expect(out.spec.layers[4]).toBe(spec.layers[4]);
  });
});
