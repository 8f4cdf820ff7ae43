import { findModel, findPrice } from "../catalogue/find.js";
import type { PriceEntry } from "../catalogue/price-entry.js";
import { flopOf } from "../flops.js";
import { readModel } from "../model/read-config.js";
import { apiDollars } from "../money.js";
import type { QualityCurve } from "./quality-curve.js";

/**
 * The unit of a context's cost: FLOP of its prefill, dollars at list price, or tokens when neither is known.
 */
export type CostUnit = "FLOP" | "dollars" | "tokens";

export interface TradeoffRow {
  readonly tokens: number;
  readonly score: number;
  readonly cost: number;
  /** Ratio to the previous length; null for the first. */
  readonly costRatio: number | null;
  readonly qualityRatio: number | null;
  /** Score per cost, relative to the shortest length (1). */
  readonly scorePerCost: number;
}

export interface Tradeoff {
  readonly benchmark: string;
  readonly model: string;
  readonly metric: string;
  readonly unit: CostUnit;
  readonly rows: readonly TradeoffRow[];
  /** Factor per doubling of the length, as a geometric mean. */
  readonly costPerDoubling: number;
  readonly qualityPerDoubling: number;
  /** The length at which score per cost is highest. */
  readonly peakTokens: number;
  /**
   * The longest length up to which the score stays at 85 % of its best: NoLiMa's definition of effective
   * length.
   */
  readonly effectiveTokens: number;
  readonly source: string;
}

const KEPT = 0.85;

/** Joins a published curve with the cost of each of its lengths. @throws FoveaError `unknown-price` for a bad name. */
export function tradeoff(curve: QualityCurve, own: readonly PriceEntry[] = []): Tradeoff {
  const { unit, costOf } = costsOf(curve, own);
  const first = curve.points[0]!;
  const firstRate = first.score / costOf(first.tokens);
  const rows = curve.points.map(({ tokens, score }, index): TradeoffRow => {
    const before = curve.points[index - 1];
    const cost = costOf(tokens);
    return {
      tokens,
      score,
      cost,
      costRatio: before ? cost / costOf(before.tokens) : null,
      qualityRatio: before ? (before.score === 0 ? 0 : score / before.score) : null,
      scorePerCost: score / cost / firstRate,
    };
  });
  const last = rows.at(-1)!;
  const doublings = Math.log2(last.tokens / first.tokens);
  const best = Math.max(...rows.map(({ score }) => score));
  const failing = rows.findIndex(({ score }) => score < KEPT * best);
  return {
    benchmark: curve.benchmark,
    model: curve.model,
    metric: curve.metric,
    unit,
    rows,
    costPerDoubling: (last.cost / rows[0]!.cost) ** (1 / doublings),
    qualityPerDoubling: (last.score / first.score) ** (1 / doublings),
    peakTokens: rows.reduce((a, b) => (b.scorePerCost > a.scorePerCost ? b : a)).tokens,
    effectiveTokens: failing === -1 ? last.tokens : (rows[failing - 1]?.tokens ?? 0),
    source: curve.source,
  };
}

function costsOf(
  curve: QualityCurve,
  own: readonly PriceEntry[],
): { readonly unit: CostUnit; readonly costOf: (tokens: number) => number } {
  if (curve.costAs !== undefined) {
    const entry = findModel(curve.costAs);
    const spec = readModel(entry.config, entry.id);
    const context = { causal: true, latent: "absorbed" } as const;
    return { unit: "FLOP", costOf: (tokens) => flopOf(spec, { past: 0, tokens }, context).total };
  }
  if (curve.price !== undefined) {
    const price = findPrice(curve.price, own);
    return { unit: "dollars", costOf: (tokens) => apiDollars(price, { inputTokens: tokens }) };
  }
  return { unit: "tokens", costOf: (tokens) => tokens };
}
