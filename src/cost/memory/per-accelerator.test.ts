import { describe, expect, it } from "vitest";
import { findHardware, findModel } from "../catalogue/find.js";
import { plain } from "../format/stored-format.js";
import { uniformFormats } from "../format/weight-formats.js";
import { readModel } from "../model/read-config.js";
import { type PlanRequest, planOf } from "../parallel-plan.js";
import { deploymentOf } from "../time/deployment.js";
import { findEngine } from "../time/engines.js";
import { type MemoryDeployment, memoryPerAccelerator } from "./per-accelerator.js";
import { layersOfStages } from "./stages.js";

const context = { causal: true, latent: "absorbed" } as const;
const specOf = (id: string) => {
  const entry = findModel(id);
  return readModel(entry.config, entry.id);
};

function deployment(
  hardware: string,
  request: PlanRequest,
  dtype: "bf16" | "fp8" = "bf16",
): MemoryDeployment {
  const accelerator = findHardware(hardware);
  return {
    accelerator,
    plan: planOf(request, accelerator),
    formats: uniformFormats(dtype),
    kv: plain(dtype),
    engine: findEngine("vllm"),
  };
}

const one = (tokens: number, sequences = 1) => ({ sequences, tokens, newTokens: tokens });

describe("memory of Llama 3.1 70B, 70,553,706,496 parameters in bf16, 8 KV heads of 128, 80 layers", () => {
  const spec = specOf("llama-3.1-70b");

  it("divides by 8: weights to the element, one KV head each", () => {
    const memory = memoryPerAccelerator(spec, one(100_000), deployment("h100-sxm", { tensor: 8 }), context);
    // Norms (161 × 8192) are whole on each.
    const norms = 161 * 8192;
    expect(memory.weights).toBe(2 * ((70_553_706_496 - norms) / 8 + norms));
    expect(memory.kvCache).toBe(100_000 * 80 * 2 * 128 * 2);
  });

  it("copies KV heads on 16: the cache stays as on 8, and so do their projections", () => {
    const memory = memoryPerAccelerator(spec, one(100_000), deployment("h100-sxm", { tensor: 16 }), context);
    expect(memory.kvCache).toBe(100_000 * 80 * 2 * 128 * 2);
    const norms = 161 * 8192;
    const keysAndValues = 80 * 2 * 8192 * 1024;
    expect(memory.weights).toBe(
      2 * ((70_553_706_496 - norms - keysAndValues) / 16 + keysAndValues / 8 + norms),
    );
  });

  it("holds activations of a chunk, not of the prompt, and a reserve of a tenth", () => {
    const memory = memoryPerAccelerator(spec, one(1_000_000), deployment("h100-sxm", { tensor: 8 }), context);
    // The residual stream twice, and gate and up of 28,672 channels on 8 accelerators, 8,192 tokens in 16 bits.
    expect(memory.activations).toBe(2 * 8192 * (2 * 8192 + (2 * 28_672) / 8));
    expect(memory.reserve).toBe(0.1 * memory.capacity);
    expect(memory.total).toBe(memory.weights + memory.kvCache + memory.activations + memory.reserve);
    const short = memoryPerAccelerator(spec, one(1000), deployment("h100-sxm", { tensor: 8 }), context);
    expect(short.activations).toBe((memory.activations * 1000) / 8192);
  });

  it("divides layers into stages, where the head's stage or the embedding's is the fullest", () => {
    const whole = memoryPerAccelerator(spec, one(4096), deployment("h100-sxm", { tensor: 1 }), context);
    const halved = memoryPerAccelerator(
      spec,
      one(4096),
      deployment("h100-sxm", { tensor: 1, pipeline: 2 }),
      context,
    );
    expect(halved.kvCache).toBe(whole.kvCache / 2);
    // The last stage has the final norm more than the first.
    expect(halved.weights).toBe((whole.weights + 2 * 8192) / 2);
  });

  it("divides the cache by tokens under context parallelism and holds all weights", () => {
    const whole = memoryPerAccelerator(spec, one(4096), deployment("b200", { tensor: 1 }), context);
    const divided = memoryPerAccelerator(
      spec,
      one(4096),
      deployment("b200", { accelerators: 4, parallel: "context" }),
      context,
    );
    expect(divided.kvCache).toBe(whole.kvCache / 4);
    expect(divided.weights).toBe(whole.weights);
  });
});

describe("memory of DeepSeek-V3 in fp8", () => {
  const spec = specOf("deepseek-v3");
  const latent = 61 * (512 + 64);

  it("holds the whole latent on each of 8 accelerators", () => {
    const memory = memoryPerAccelerator(
      spec,
      one(100_000),
      deployment("h200", { tensor: 8 }, "fp8"),
      context,
    );
    expect(memory.kvCache).toBe(100_000 * latent);
    // What makes the latents is whole: 61 × (7168 × (1536 + 576)), and norms and routers.
    const whole = 61 * (7168 * (1536 + 576) + 1536 + 512 + 2 * 7168) + 58 * (7168 + 1) * 256 + 7168;
    expect(memory.weights).toBeCloseTo((671_026_419_200 - whole) / 8 + whole, -3);
  });

  it("divides requests with attention by requests, and holds all attention weights", () => {
    const plan = { tensor: 8, dataAttention: true };
    const at = (sequences: number) =>
      memoryPerAccelerator(spec, one(1000, sequences), deployment("h200", plan, "fp8"), context).kvCache;
    expect(at(64)).toBe(8 * 1000 * latent);
    // The fullest has the rounded-up part.
    expect(at(65)).toBe(9 * 1000 * latent);
    expect(at(1)).toBe(1000 * latent);
    const byHeads = memoryPerAccelerator(spec, one(1000), deployment("h200", { tensor: 8 }, "fp8"), context);
    const byRequests = memoryPerAccelerator(spec, one(1000), deployment("h200", plan, "fp8"), context);
    // 128 heads: q_b 1536 × 192, kv_b 512 × 256, o 128 × 7168 each; and the whole embedding of 129,280 × 7168.
    const heads = 61 * 128 * (1536 * 192 + 512 * 256 + 128 * 7168) + 129_280 * 7168;
    expect(byRequests.weights - byHeads.weights).toBeCloseTo((heads * 7) / 8, -3);
  });

  it("holds dense layers, shared experts and the head whole too where the engine does: vLLM, TensorRT-LLM", () => {
    const request = { tensor: 8, expert: 8, dataAttention: true };
    const sglang = memoryPerAccelerator(spec, one(1000), deployment("h200", request, "fp8"), context);
    const vllm = deployment("h200", { ...request, wholeDense: true }, "fp8");
    // Three dense layers of 18,432 and 58 shared experts of 2,048, three matrices each, and the head.
    const dense = 3 * 3 * 7168 * 18_432 + 58 * 3 * 7168 * 2048 + 129_280 * 7168;
    expect(memoryPerAccelerator(spec, one(1000), vllm, context).weights - sglang.weights).toBeCloseTo(
      (dense * 7) / 8,
      -3,
    );
    const plans = ["sglang", "vllm", "trtllm"].map(
      (engine) =>
        deploymentOf({
          accelerator: vllm.accelerator,
          engine: findEngine(engine),
          plan: planOf(request, vllm.accelerator),
        }).plan.wholeDense ?? false,
    );
    expect(plans).toEqual([false, true, true]);
  });

  it("gives experts to whole accelerators: 256 over 32 as divided by 32, over 48 the fullest has six", () => {
    const weights = (request: PlanRequest) =>
      memoryPerAccelerator(spec, one(1000), deployment("h200", request, "fp8"), context).weights;
    expect(weights({ tensor: 32, expert: 32 })).toBeCloseTo(weights({ tensor: 32 }), -3);
    const expert = 58 * 3 * 7168 * 2048;
    const uneven = weights({ tensor: 48, expert: 48 }) - weights({ tensor: 48 });
    // By columns each of 48 would have 43 of 2048; by experts it has 6 of 256.
    expect(uneven).toBeCloseTo(expert * (6 - (256 * 43) / 2048), -3);
  });
});

describe("layers of stages", () => {
  it("give what is left over to the stages before the last", () => {
    expect(layersOfStages(61, 4)).toEqual([15, 15, 16, 15]);
    expect(layersOfStages(62, 4)).toEqual([15, 16, 16, 15]);
    expect(layersOfStages(80, 8)).toEqual([10, 10, 10, 10, 10, 10, 10, 10]);
  });
});
