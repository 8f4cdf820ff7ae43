import { describe, expect, it } from "vitest";
import { modelByName } from "../defaults.js";
import { flopOf } from "../flops.js";
import { foundAt, foundByFovea } from "./found.js";
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

  const found = [
    { tokens: 1000, share: 0.4 },
    { tokens: 4000, share: 0.8 },
  ];
  /** A dollar for a million tokens: 1, 2 and 4 thousandths for the lengths of the curve. */
  const own = [
    {
      id: "own",
      name: "Own",
      aliases: [],
      provider: "me",
      rates: { input: 1, output: 1 },
      source: "https://example.org",
      listedOn: "2026-11-27",
    },
  ];

  it("finds the length beyond which a doubling solves fewer tasks, where no dollars are known", () => {
    const { rows, knee } = tradeoff(curve, { found });
    // 60 % of answers at 2,000, half the way of the doublings from 40 to 80.
    expect(rows.map((row) => row.found)).toEqual([0.4, expect.closeTo(0.6, 12), 0.8]);
    expect(rows.map(({ solved }) => solved)).toEqual([
      expect.closeTo(0.32, 12),
      expect.closeTo(0.456, 12),
      expect.closeTo(0.48, 12),
    ]);
    expect(rows.map(({ dollars, net }) => [dollars, net])).toEqual(rows.map(() => [null, null]));
    expect(knee).toEqual({ tokens: 4000, why: "last-length" });
    // 76 % of the answers: with those of 1,000 tokens, 42 % would have to be found to solve as many.
    expect(rows[1]!.mustAdd).toBeCloseTo(0.32 / 0.76 - 0.4, 12);
    const flat = tradeoff(curve, { found: [{ tokens: 1, share: 1 }] });
    expect(flat.knee).toEqual({ tokens: 1000, why: "loses-score" });
  });

  it("weighs what a doubling solves against its price by the worth", () => {
    const priced = { ...curve, price: "own" };
    const at = (worth: number) => tradeoff(priced, { own, worth, found });
    // 13.6 points more at 2,000, for 0.001 dollars: worth it from 0.00735 dollars. Then 2.4 points for 0.002: from 0.0833.
    expect(at(0.007).knee).toEqual({ tokens: 1000, why: "gains-too-little" });
    expect(at(0.008).knee).toEqual({ tokens: 2000, why: "gains-too-little" });
    expect(at(0.083).knee).toEqual({ tokens: 2000, why: "gains-too-little" });
    expect(at(0.084).knee).toEqual({ tokens: 4000, why: "last-length" });
    expect(at(0.05).rows[1]!.net).toBeCloseTo(0.05 * 0.456 - 0.002, 12);
  });

  it("a doubling pays exactly when it adds what it must", () => {
    for (const published of qualityCurves) {
      const { rows } = tradeoff(published);
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1];
        if (!before || row.mustAdd === null) continue;
        const gain = row.net === null ? row.solved - before.solved : row.net - before.net!;
        expect(Math.sign(gain)).toBe(Math.sign(row.found - before.found - row.mustAdd));
      }
    }
  });

  it("rents accelerators for open weights, and is not always at an end of the curve", () => {
    const knees = qualityCurves.map((published) => tradeoff(published));
    for (const { unit, rows } of knees)
      for (const { dollars } of rows) expect(dollars === null).toBe(unit === "tokens");
    const inside = knees.filter(
      ({ rows, knee }) => knee.tokens > rows[0]!.tokens && knee.tokens < rows.at(-1)!.tokens,
    );
    expect(inside.length).toBeGreaterThan(knees.length / 2);
  });

  it("keeps no effective length when the score only rises beyond the first", () => {
    const rising = {
      ...curve,
      points: [
        { tokens: 1000, score: 10 },
        { tokens: 2000, score: 90 },
      ],
    };
    expect(tradeoff(rising).effectiveTokens).toBe(0);
    expect(tradeoff(rising, { found: [{ tokens: 1, share: 1 }] }).knee.tokens).toBe(2000);
  });
});

describe("the share found at a length", () => {
  it("is that of the nearest point beyond the ends, and falls on the points", () => {
    expect(foundAt(foundByFovea, 10)).toBe(foundByFovea[0]!.share);
    expect(foundAt(foundByFovea, 1e9)).toBe(foundByFovea.at(-1)!.share);
    for (const { tokens, share } of foundByFovea)
      expect(foundAt(foundByFovea, tokens)).toBeCloseTo(share, 12);
    const between = foundAt(foundByFovea, 4096);
    expect(between).toBeGreaterThan(0.576);
    expect(between).toBeLessThan(0.656);
  });
});
