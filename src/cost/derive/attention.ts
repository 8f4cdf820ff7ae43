import { SOFTMAX_FLOP_PER_PAIR } from "../flops.js";
import { layerGroups, type MixerContext, type ModelSpec, type Scoring } from "../model/spec.js";
import type { Span } from "../pairs.js";
import { layersText } from "./layers-text.js";
import { counting, type DerivationStep, type Factor, plural, product, sum } from "./step.js";

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

/** From pairs to Q·Kᵀ, softmax and A·V, for one sequence. Source: arXiv:1706.03762 §3.2.1. */
export const attentionSteps = (scorings: readonly CountedScoring[]): DerivationStep[] =>
  scorings.flatMap(({ scoring, layers }) => {
    const { title, pairs, heads, scoreDim, valueDim } = scoring;
    const group = `Attention, ${title}: ${counting(heads, "head")} in ${counting(layers, "layer")}`;
    const counted = scoring.pairTerms();
    const perHead: readonly Factor[] = [[heads, plural(heads, "head")], layersText(layers)];
    const steps = [
      sum(
        { part: "pairs", group, title: "Pairs of a head", symbols: counted.symbols, unit: "pairs" },
        counted.terms,
      ),
      product(
        {
          part: "attention",
          group,
          title: "Q·Kᵀ",
          symbols: "pairs × 2·d_k × heads × layers",
          unit: "FLOP",
        },
        [pairs, 2, scoreDim, ...perHead],
      ),
    ];
    // An indexer only selects keys.
    if (valueDim === 0) return steps;
    return [
      ...steps,
      product(
        {
          part: "elementwise",
          group,
          title: "Scale and softmax",
          symbols: `${SOFTMAX_FLOP_PER_PAIR} × pairs × heads × layers; element-wise, not in the totals`,
          unit: "FLOP",
        },
        [SOFTMAX_FLOP_PER_PAIR, pairs, ...perHead],
      ),
      product(
        {
          part: "attention",
          group,
          title: "A·V",
          symbols: "pairs × 2·d_v × heads × layers",
          unit: "FLOP",
        },
        [pairs, 2, valueDim, ...perHead],
      ),
    ];
  });
