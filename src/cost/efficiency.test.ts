import { describe, expect, it } from "vitest";
import { findHardware } from "./catalogue/find.js";
import { modelByName } from "./defaults.js";
import { efficiencyOf, flatEfficiency } from "./efficiency.js";
import { flopOf } from "./flops.js";
import { type Deployment, decodeCost, prefillTime } from "./roofline.js";

const h100 = findHardware("h100");
const llama = modelByName("llama-3.1-8b");
const causal = { causal: true, latent: "absorbed" } as const;

const deployment = (change: Partial<Deployment> = {}): Deployment => ({
  accelerator: h100,
  accelerators: 1,
  dtype: "bf16",
  kvDtype: "bf16",
  batch: 1,
  efficiency: efficiencyOf(h100, "bf16"),
  parallel: "tensor",
  ...change,
});

describe("shares of peak", () => {
  it("are those of the architecture and of the format in which products are computed", () => {
    expect(efficiencyOf(h100, "bf16").linearMfu).toBe(0.76);
    expect(efficiencyOf(h100, "fp8").linearMfu).toBe(0.55);
    // An A100 has no 8-bit floating point: weights in fp8 multiply in 16 bits.
    const a100 = findHardware("a100");
    expect(efficiencyOf(a100, "fp8").linearMfu).toBe(efficiencyOf(a100, "bf16").linearMfu);
    // Attention runs in the format of the cache.
    expect(efficiencyOf(h100, "fp8", "bf16").attentionMfu).toBe(efficiencyOf(h100, "bf16").attentionMfu);
  });

  it("are the middle of the measured ones for an architecture without measurements", () => {
    expect(efficiencyOf(findHardware("mi300x"), "bf16")).toEqual(
      efficiencyOf(findHardware("tpu-v5p"), "bf16"),
    );
  });

  it("are one flat share with --mfu: compute time is FLOP / (peak × share)", () => {
    const efficiency = flatEfficiency(efficiencyOf(h100, "bf16"), 0.5);
    const time = prefillTime(llama, 8000, deployment({ efficiency }), causal);
    const { total } = flopOf(llama, { past: 0, tokens: 8000 }, causal);
    expect(time.computeSeconds).toBeCloseTo(total / (989.5e12 * 0.5), 9);
    expect(time.seconds).toBeCloseTo(
      Math.max(time.computeSeconds, time.memorySeconds) + time.overheadSeconds + time.communicationSeconds,
      12,
    );
  });
});

describe("time", () => {
  it("grows with the context, and its compute part shrinks with more accelerators", () => {
    let before = 0;
    for (const n of [1, 100, 1000, 10_000, 100_000, 1_000_000]) {
      const { seconds } = prefillTime(llama, n, deployment(), causal);
      expect(seconds).toBeGreaterThan(before);
      before = seconds;
    }
    const one = prefillTime(llama, 10_000, deployment(), causal);
    const eight = prefillTime(llama, 10_000, deployment({ accelerators: 8 }), causal);
    expect(eight.computeSeconds).toBeCloseTo(one.computeSeconds / 8, 12);
    expect(eight.communicationSeconds).toBeGreaterThan(0);
    expect(one.communicationSeconds).toBe(0);
  });

  it("of a decoded token is bound by memory and close to weights / bandwidth", () => {
    const { seconds } = decodeCost(llama, 1000, 2, deployment(), causal);
    const weights = (8.03e9 * 2) / 3.35e12;
    expect(seconds).toBeGreaterThan(weights);
    expect(seconds).toBeLessThan(2 * weights);
  });

  it("spends less on communication with context parallelism than with tensor parallelism beyond one node", () => {
    const many = { accelerators: 128 } as const;
    const spec = modelByName("llama-3.1-405b");
    const tensor = prefillTime(spec, 1_000_000, deployment({ ...many, parallel: "tensor" }), causal);
    const context = prefillTime(spec, 1_000_000, deployment({ ...many, parallel: "context" }), causal);
    expect(context.communicationSeconds).toBeLessThan(tensor.communicationSeconds);
    expect(context.computeSeconds).toBeCloseTo(tensor.computeSeconds, 9);
  });
});
