import { describe, expect, it } from "vitest";
import { modelByName } from "../defaults.js";
import { flopOf } from "../flops.js";
import { qualityCurves, qualityRanges } from "./index.js";
import type { QualityCurve } from "./quality-curve.js";
import { tradeoff } from "./tradeoff.js";

describe("published curves", () => {
  it.each(qualityCurves.map((curve) => [`${curve.benchmark} ${curve.model}`, curve] as const))(
    "%s has lengths that double, scores from 0 to 100, and a price",
    (_name, curve) => {
      curve.points.forEach(({ tokens, score }, index) => {
        if (index > 0) expect(tokens).toBe(2 * curve.points[index - 1]!.tokens);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      });
      expect(new URL(curve.source).protocol).toBe("https:");
      const { unit } = tradeoff(curve);
      expect(unit).toBe(curve.costAs ? "FLOP" : curve.price ? "dollars" : "tokens");
    },
  );

  it("have the figures of the published tables", () => {
    const scores = (benchmark: string, model: string) =>
      qualityCurves
        .find((curve) => curve.benchmark === benchmark && curve.model === model)!
        .points.map(({ score }) => score);
    expect(scores("RULER", "Llama3.1 (70B)")).toEqual([96.5, 95.8, 95.4, 94.8, 88.4, 66.6]);
    expect(scores("NoLiMa", "GPT-4o")).toEqual([98.1, 98, 95.7, 89.2, 81.6, 69.7]);
    expect(qualityRanges.map(({ benchmark }) => benchmark)).toContain("Lost in the Middle");
  });
});

describe("the trade-off", () => {
  const curve: QualityCurve = {
    benchmark: "made up",
    model: "x",
    metric: "%",
    points: [
      { tokens: 1000, score: 80 },
      { tokens: 2000, score: 76 },
      { tokens: 4000, score: 60 },
    ],
    source: "https://example.org",
  };

  it("counts tokens when neither layers nor a price are known", () => {
    const result = tradeoff(curve);
    expect(result.unit).toBe("tokens");
    expect(result.costPerDoubling).toBeCloseTo(2, 12);
    expect(result.qualityPerDoubling).toBeCloseTo(Math.sqrt(60 / 80), 12);
    expect(result.rows.map(({ qualityRatio }) => qualityRatio)).toEqual([null, 76 / 80, 60 / 76]);
    expect(result.rows[1]!.scorePerCost).toBeCloseTo(0.475, 12);
    expect(result.peakTokens).toBe(1000);
    // 68 is 85 % of 80: 76 keeps it, 60 does not.
    expect(result.effectiveTokens).toBe(2000);
  });

  it("prices open weights by the FLOP of their prefill", () => {
    const result = tradeoff({ ...curve, costAs: "llama-3.1-8b" });
    const flop = flopOf(
      modelByName("llama-3.1-8b"),
      { past: 0, tokens: 2000 },
      { causal: true, latent: "absorbed" },
    );
    expect(result.rows[1]!.cost).toBe(flop.total);
    expect(result.rows[1]!.costRatio!).toBeGreaterThan(2);
  });

  it("moves the peak when the score grows faster than the cost", () => {
    const rising = {
      ...curve,
      points: [
        { tokens: 1000, score: 10 },
        { tokens: 2000, score: 90 },
      ],
    };
    expect(tradeoff(rising).peakTokens).toBe(2000);
    expect(tradeoff(rising).effectiveTokens).toBe(0);
  });
});
