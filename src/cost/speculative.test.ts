import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel } from "./catalogue/find.js";
import { readModel } from "./model/read-config.js";
import { parameterCounts } from "./model/spec.js";
import { bestDraftTokens, expectedTokens, predictionLayer, speculationCost } from "./speculative.js";

describe("speculative decoding", () => {
  it.each([
    // arXiv:2211.17192 table 1, speed with a free draft.
    [0.6, 2, 1.96],
    [0.7, 3, 2.53],
    [0.8, 2, 2.44],
    [0.8, 5, 3.69],
    [0.9, 2, 2.71],
    [0.9, 10, 6.86],
  ])("a chance of %d and %d draft tokens: %d tokens a step", (acceptance, draftTokens, published) => {
    expect(expectedTokens({ acceptance, draftTokens })).toBeCloseTo(published, 2);
    const free = { draftSeconds: 0, stepSeconds: () => 0.03 };
    expect(speculationCost({ acceptance, draftTokens }, free).speedup).toBeCloseTo(published, 2);
  });

  it("gains all k + 1 when nothing is refused, and 1 when all is", () => {
    expect(expectedTokens({ acceptance: 1, draftTokens: 4 })).toBe(5);
    expect(expectedTokens({ acceptance: 0, draftTokens: 4 })).toBe(1);
  });

  it("of a server's share of all proposed tokens is what the help of --acceptance says", () => {
    // (0.7 + 0.49 + 0.343 + 0.2401) / 4 of four, and the chance itself of one.
    expect((expectedTokens({ acceptance: 0.7, draftTokens: 4 }) - 1) / 4).toBeCloseTo(0.443275, 12);
    expect(expectedTokens({ acceptance: 0.7, draftTokens: 1 }) - 1).toBeCloseTo(0.7, 12);
  });

  it("is a sum of powers", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 16 }), (a, k) => {
        let sum = 0;
        for (let power = 0; power <= k; power++) sum += a ** power;
        expect(expectedTokens({ acceptance: a, draftTokens: k })).toBeCloseTo(sum, 9);
      }),
    );
  });

  it("pays for the draft and for the longer step", () => {
    // A step of 20 ms and 1 ms a token more; a draft token of 2 ms.
    const times = { draftSeconds: 0.002, stepSeconds: (tokens: number) => 0.019 + 0.001 * tokens };
    const cost = speculationCost({ draftTokens: 4, acceptance: 0.8 }, times);
    // (1 − 0.8^5) / 0.2 tokens in 4 × 2 + 24 ms.
    expect(cost.tokensPerStep).toBeCloseTo(3.3616, 10);
    expect(cost.secondsPerStep).toBeCloseTo(0.032, 12);
    expect(cost.secondsPerToken).toBeCloseTo(0.032 / 3.3616, 12);
    expect(cost.speedup).toBeCloseTo(2.101, 3);
    // 1 + a + a² + a³ + a⁴ = 32 / 20.
    const a = cost.breakEvenAcceptance!;
    expect(1 + a + a ** 2 + a ** 3 + a ** 4).toBeCloseTo(1.6, 9);
    expect(speculationCost({ draftTokens: 4, acceptance: a }, times).speedup).toBeCloseTo(1, 9);
  });

  it("never breaks even when even all tokens accepted lose, and always when it costs nothing", () => {
    const busy = { draftSeconds: 0.01, stepSeconds: (tokens: number) => 0.02 * tokens };
    expect(speculationCost({ draftTokens: 3, acceptance: 0.9 }, busy).breakEvenAcceptance).toBeNull();
    const free = { draftSeconds: 0, stepSeconds: () => 0.02 };
    expect(speculationCost({ draftTokens: 3, acceptance: 0.9 }, free).breakEvenAcceptance).toBe(0);
  });

  it("drafts more tokens the more are accepted", () => {
    const times = { draftSeconds: 0.002, stepSeconds: () => 0.02 };
    const best = [0.3, 0.6, 0.8, 0.95].map((acceptance) => bestDraftTokens(acceptance, times));
    expect(best).toEqual([...best].sort((a, b) => a - b));
    // At 0.3: 1.3 tokens in 22 ms, 1.39 in 24, 1.417 in 26.
    expect(best[0]).toBe(1);
    expect(best[3]).toBeGreaterThan(8);
  });
});

describe("a prediction layer", () => {
  it("of DeepSeek-V3 has 11.5B parameters of its own beside the joining product, and uses 1.5B with the head", () => {
    // README_WEIGHTS.md of deepseek-ai/DeepSeek-V3: 11.5B unique, 1.5B activated with the head of 0.9B. Both leave
    // out the 0.1B of eh_proj.
    const entry = findModel("deepseek-v3");
    const spec = readModel(entry.config, entry.id);
    const { total, active } = parameterCounts(predictionLayer(spec));
    const joining = 2 * 7168 * 7168;
    expect((total - joining) / 11.5e9).toBeCloseTo(1, 2);
    expect((active - joining + spec.head.parameters) / 1.5e9).toBeCloseTo(1, 1);
  });

  it("is one layer, with the model's head to read", () => {
    const entry = findModel("llama-3.1-8b");
    const draft = predictionLayer(readModel(entry.config, entry.id));
    expect(draft.layers).toHaveLength(1);
    expect(draft.head.parameters).toBe(4096 * 128_256);
    // The layer of 218,112,000, the 8,192 × 4,096 projection and three norms of 4,096.
    expect(parameterCounts(draft).total).toBe(218_112_000 + 8192 * 4096 + 3 * 4096);
  });
});
