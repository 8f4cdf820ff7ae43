import { SOFTMAX_FLOP_PER_PAIR } from "../flops.js";
import { type Formula, quantity } from "../formula.js";
import { layerGroups, type MixerContext, type ModelSpec, type Scoring } from "../model/spec.js";
import type { Span } from "../pairs.js";
import { symbols as math } from "../symbols.js";
import { layersText } from "./layers-text.js";
import { counting, type FormulaStep, plural, product, sum } from "./step.js";

/** A query-key product with the number of layers that compute the same one. */
export interface CountedScoring {
  readonly scoring: Scoring;
  readonly layers: number;
}

/** The query-key products of a span, equal ones of different layers together. */
export function scoringsOf(spec: ModelSpec, span: Span, context: MixerContext): readonly CountedScoring[] {
  const found = new Map<string, CountedScoring>();
  for (const { layer, count } of layerGroups(spec))
    for (const scoring of layer.mixer.scoring(span, context)) {
      const { title, pairs, heads, scoreDim, valueDim } = scoring;
      const key = [title, pairs, heads, scoreDim, valueDim].join("|");
      found.set(key, { scoring, layers: (found.get(key)?.layers ?? 0) + count });
    }
  return [...found.values()];
}

/** A number of heads as a factor: `64 heads`. */
export const headsText = (count: number): Formula => quantity(count, math.heads, plural(count, "head"));

/** From pairs to Q·Kᵀ, softmax and A·V, for one sequence. Source: arXiv:1706.03762 §3.2.1. */
export const attentionSteps = (scorings: readonly CountedScoring[]): FormulaStep[] =>
  scorings.flatMap(({ scoring, layers }) => {
    const { title, heads, scoreDim, valueDim } = scoring;
    const group = `Attention, ${title}: ${counting(heads, "head")} in ${counting(layers, "layer")}`;
    const counted = scoring.pairTerms();
    const pairs = quantity(scoring.pairs, math.pairs);
    const perHead: readonly Formula[] = [headsText(heads), layersText(layers)];
    const own = { group, called: title } as const;
    const steps = [
      sum(
        {
          part: "pairs",
          ...own,
          title: "Pairs of a head",
          symbols: counted.symbols,
          symbol: math.pairs,
          unit: "pairs",
        },
        counted.terms,
      ),
      product(
        {
          part: "attention",
          ...own,
          title: "Q·Kᵀ",
          symbols: "pairs × 2·d_k × heads × layers",
          unit: "FLOP",
        },
        [pairs, 2, quantity(scoreDim, math.keyDim), ...perHead],
      ),
    ];
    // An indexer only selects keys.
    if (valueDim === 0) return steps;
    return [
      ...steps,
      product(
        {
          part: "elementwise",
          ...own,
          title: "Scale and softmax",
          symbols: `${SOFTMAX_FLOP_PER_PAIR} × pairs × heads × layers; element-wise, not in the totals`,
          unit: "FLOP",
        },
        [quantity(SOFTMAX_FLOP_PER_PAIR, math.softmax), pairs, ...perHead],
      ),
      product(
        {
          part: "attention",
          ...own,
          title: "A·V",
          symbols: "pairs × 2·d_v × heads × layers",
          unit: "FLOP",
        },
        [pairs, 2, quantity(valueDim, math.valueDim), ...perHead],
      ),
    ];
  });
