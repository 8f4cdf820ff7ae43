import { describe, expect, it } from "vitest";
import { findHardware } from "../catalogue/find.js";
import { modelByName } from "../defaults.js";
import { flopOf } from "../flops.js";
import { planOf } from "../parallel-plan.js";
import { decodeCost, decodeStep } from "./decode.js";
import { type DeploymentRequest, deploymentOf } from "./deployment.js";
import { hostStepSeconds } from "./engine.js";
import { prefillTime } from "./prefill.js";
import { sharesOf, withMfu } from "./shares.js";

const h100 = findHardware("h100");
const llama = modelByName("llama-3.1-8b");
const causal = { causal: true, latent: "absorbed" } as const;
const on = (request: Partial<DeploymentRequest> = {}) => deploymentOf({ accelerator: h100, ...request });

describe("time of a pass", () => {
  it("computes FLOP / (peak × share) with one flat share", () => {
    const time = prefillTime(llama, 8000, on({ shares: withMfu(sharesOf(h100), 0.5) }), causal);
    const { total } = flopOf(llama, { past: 0, tokens: 8000 }, causal);
    expect(time.computeSeconds / (total / (989.5e12 * 0.5))).toBeCloseTo(1, 6);
  });

  it("grows with the context, and its compute part shrinks with more accelerators", () => {
    let before = 0;
    for (const n of [1, 100, 1000, 10_000, 100_000, 1_000_000]) {
      const { seconds } = prefillTime(llama, n, on(), causal);
      expect(seconds).toBeGreaterThanOrEqual(before);
      before = seconds;
    }
    const one = prefillTime(llama, 10_000, on(), causal);
    const four = prefillTime(llama, 10_000, on({ accelerators: 4 }), causal);
    expect(four.computeSeconds).toBeCloseTo(one.computeSeconds / 4, 9);
    expect(four.communicationSeconds).toBeGreaterThan(0);
  });

  it("communicates longer between nodes than within one", () => {
    const big = modelByName("llama-3.1-405b");
    const seconds = [8, 16, 128].map(
      (accelerators) => prefillTime(big, 8192, on({ accelerators }), causal).communicationSeconds,
    );
    expect(seconds[1]).toBeGreaterThan(seconds[0]!);
    expect(seconds[2]).toBeGreaterThan(seconds[1]!);
  });

  it("reads the experts that a batch touches: neither all nor top-k × batch", () => {
    const oss = modelByName("gpt-oss-120b");
    const memory = (batch: number) =>
      decodeStep(oss, 1000, on({ dtype: "fp4", batch }), causal).memorySeconds;
    expect(memory(8)).toBeGreaterThan(2 * memory(1));
    expect(memory(64)).toBeLessThan(30 * memory(1));
  });

  it("divides the cache of latent attention by requests, not by heads", () => {
    const deepseek = modelByName("deepseek-v3");
    const plan = planOf({ accelerators: 8, expert: 8, dataAttention: true }, h100);
    const long = { dtype: "fp8", batch: 64 } as const;
    const byHeads = decodeStep(deepseek, 100_000, on({ ...long, accelerators: 8 }), causal);
    const byRequests = decodeStep(deepseek, 100_000, on({ ...long, plan }), causal);
    expect(byRequests.memorySeconds).toBeLessThan(byHeads.memorySeconds / 2);
  });

  it("samples long decodes to within a thousandth of every step", () => {
    const steps = 2000;
    let whole = 0;
    for (let step = 0; step < steps; step++) whole += decodeStep(llama, 30_000 + step, on(), causal).seconds;
    const { seconds } = decodeCost(llama, 30_000, steps + 1, on(), causal);
    expect(seconds - steps * hostStepSeconds(on().engine, 1)).toBeCloseTo(whole, 2);
  });
});
