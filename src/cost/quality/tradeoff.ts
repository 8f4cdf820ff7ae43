import { findPrice } from "../catalogue/find.js";
import type { PriceEntry } from "../catalogue/price-entry.js";
import { costOfContext, modelByName } from "../defaults.js";
import { flopOf } from "../flops.js";
import { apiDollars } from "../money.js";
import { worthOf } from "../worth.js";
import { type FoundPoint, foundAt, foundByFovea } from "./found.js";
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
  /** Share of tasks whose answer a context of this length holds. */
  readonly found: number;
  /** Share of tasks solved: the answer is in the context, and the model gives it. */
  readonly solved: number;
  /** Dollars of the prefill: list price, or rented accelerators (modelled); null when neither is known. */
  readonly dollars: number | null;
  /** Net worth of a task, dollars: worth × solved − dollars. */
  readonly net: number | null;
  /**
   * What the doubling to this length must add to `found`, to make up for its price and for what it takes from the
   * score. Null for the first length, and when no addition would do: the score is 0.
   */
  readonly mustAdd: number | null;
}

/** The length with the highest net worth, or with most tasks solved when dollars are not known. */
export interface LengthKnee {
  readonly tokens: number;
  /** Why not the next length: it solves fewer tasks, or gains less than it costs; or there is none. */
  readonly why: "loses-score" | "gains-too-little" | "last-length";
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
  readonly knee: LengthKnee;
  /**
   * The longest length up to which the score stays at 85 % of its best: NoLiMa's definition of effective
   * length.
   */
  readonly effectiveTokens: number;
  readonly source: string;
}

const KEPT = 0.85;

export interface TradeoffOptions {
  /** List prices that precede the built-in ones. */
  readonly own?: readonly PriceEntry[];
  /** Dollars that a solved task saves against a missed one; by default `worthOf()`. */
  readonly worth?: number;
  /**
   * By length, the share of tasks whose answer the context holds. The benchmarks put the answer into the text at
   * every length, so by their scores alone a longer text never pays. Default: what Fovea's packs hold.
   */
  readonly found?: readonly FoundPoint[];
}

/**
 * Joins a published curve with the cost of each of its lengths. A score is taken as the share of tasks solved
 * when the answer is in the text, in percent.
 * @throws FoveaError `unknown-price` for a bad name.
 */
export function tradeoff(
  curve: QualityCurve,
  { own = [], worth = worthOf().dollars, found = foundByFovea }: TradeoffOptions = {},
): Tradeoff {
  const { unit, costOf, dollarsOf } = costsOf(curve, own);
  const first = curve.points[0]!;
  const rows: TradeoffRow[] = [];
  for (const { tokens, score } of curve.points) {
    const before = rows.at(-1);
    const cost = costOf(tokens);
    const dollars = dollarsOf(tokens);
    const share = foundAt(found, tokens);
    const solved = (share * score) / 100;
    const dearer = (dollars ?? 0) - (before?.dollars ?? 0);
    rows.push({
      tokens,
      score,
      cost,
      costRatio: before ? cost / before.cost : null,
      qualityRatio: before ? (before.score === 0 ? 0 : score / before.score) : null,
      found: share,
      solved,
      dollars,
      net: dollars === null ? null : worth * solved - dollars,
      mustAdd: before && score > 0 ? (before.solved + dearer / worth) / (score / 100) - before.found : null,
    });
  }
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
    knee: kneeOf(rows),
    effectiveTokens: failing === -1 ? last.tokens : (rows[failing - 1]?.tokens ?? 0),
    source: curve.source,
  };
}

/** The same rule as the knee of `fovea eval`: the highest net worth, the shortest of equals. */
function kneeOf(rows: readonly TradeoffRow[]): LengthKnee {
  const values = rows.map(({ net, solved }) => net ?? solved);
  const at = values.indexOf(Math.max(...values));
  const here = rows[at]!;
  const next = rows[at + 1];
  return {
    tokens: here.tokens,
    why: next ? (next.solved < here.solved ? "loses-score" : "gains-too-little") : "last-length",
  };
}

interface Costs {
  readonly unit: CostUnit;
  readonly costOf: (tokens: number) => number;
  readonly dollarsOf: (tokens: number) => number | null;
}

function costsOf({ costAs, price }: QualityCurve, own: readonly PriceEntry[]): Costs {
  if (costAs !== undefined) {
    const spec = modelByName(costAs);
    const context = { causal: true, latent: "absorbed" } as const;
    return {
      unit: "FLOP",
      costOf: (tokens) => flopOf(spec, { past: 0, tokens }, context).total,
      dollarsOf: (tokens) => costOfContext(tokens, costAs).dollars,
    };
  }
  if (price !== undefined) {
    const listed = findPrice(price, own);
    const dollarsOf = (tokens: number): number => apiDollars(listed, { inputTokens: tokens });
    return { unit: "dollars", costOf: dollarsOf, dollarsOf };
  }
  return { unit: "tokens", costOf: (tokens) => tokens, dollarsOf: () => null };
}
