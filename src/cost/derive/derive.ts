import { formatInteger } from "../../shared/units.js";
import { doublingFactor } from "../flops.js";
import { quantity } from "../formula.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import type { CostRow, PriceOptions } from "../price-context.js";
import { derivedSymbol, symbols } from "../symbols.js";
import { attentionSteps, scoringsOf } from "./attention.js";
import { decodeSteps } from "./decode.js";
import { describeLayers } from "./layers-text.js";
import { linearSteps } from "./linear.js";
import { memorySteps } from "./memory.js";
import { type DerivationStep, type FormulaStep, product } from "./step.js";
import { prefillSteps, servingSteps } from "./time.js";
import { totalSteps } from "./total.js";

export interface Derivation {
  readonly model: string;
  /** Tokens of the context, n. */
  readonly context: number;
  /** Of them in a prefix cache, c. The prefill computes the rest. */
  readonly cachedTokens: number;
  readonly batch: number;
  /** The layers, one line per kind. */
  readonly layers: readonly string[];
  readonly steps: readonly DerivationStep[];
}

/** A derivation whose steps have their arithmetic as formulas, to be typeset. */
export interface FormulaDerivation extends Derivation {
  readonly steps: readonly FormulaStep[];
}

/** The same steps without the formulas: as text and numbers. */
export function derive(spec: ModelSpec, row: CostRow, options: PriceOptions): Derivation {
  const { steps, ...derivation } = deriveFormulas(spec, row, options);
  return { ...derivation, steps: steps.map(({ formula, symbol, called, ...step }) => step) };
}

/**
 * The derivation of one row: FLOP of one sequence from the pairs of Q·Kᵀ to all layers, the linear part by
 * module, both for the batch, memory, the modelled prefill, one decode step, and what a user of a server sees.
 */
export function deriveFormulas(spec: ModelSpec, row: CostRow, options: PriceOptions): FormulaDerivation {
  const n = row.context;
  const context: MixerContext = { causal: options.causal && spec.causal, latent: options.latent };
  const past = Math.min(options.cachedTokens, n - 1);
  const span = { past, tokens: n - past };
  const attention = attentionSteps(scoringsOf(spec, span, context));
  const linear = [
    ...linearSteps(spec, span.tokens, past === 0 ? symbols.context : symbols.tokens),
    ...imageSteps(options),
  ];
  return {
    model: spec.name,
    context: n,
    cachedTokens: past,
    batch: options.batch,
    layers: describeLayers(spec),
    steps: [
      ...attention,
      ...linear,
      ...totalSteps(
        attention,
        linear,
        row,
        options.batch,
        doublingFactor(spec, n, context, options.imageFlop),
      ),
      ...memorySteps(spec, row, options, context),
      ...prefillSteps(row),
      ...(spec.causal ? decodeSteps(spec, row, options, context) : []),
      ...servingSteps(row, options),
    ],
  };
}

/** The work of a request's images before the text model, as one sum: it does not depend on the context. */
const imageSteps = ({ imageFlop = 0 }: PriceOptions): FormulaStep[] =>
  imageFlop === 0
    ? []
    : [
        product(
          {
            part: "linear",
            group: "Vision tower",
            title: "Images of a request",
            symbols: "vision tower and projection",
            unit: "FLOP",
          },
          [quantity(imageFlop, derivedSymbol("work of the images"))],
        ),
      ];

/** What n, c and t stand for: `n = 128,000 tokens, c = 100,000 of them cached, t = 28,000 new`. */
export function tokensText({ context, cachedTokens, batch }: Derivation): string {
  const cached =
    cachedTokens === 0
      ? ""
      : `, c = ${formatInteger(cachedTokens)} of them cached, t = ${formatInteger(context - cachedTokens)} new`;
  return `n = ${formatInteger(context)} tokens${cached}${batch === 1 ? "" : `, batch ${formatInteger(batch)}`}`;
}
