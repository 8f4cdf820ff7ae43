import { formatInteger } from "../../shared/units.js";
import { SOFTMAX_FLOP_PER_PAIR } from "../flops.js";
import { bytesPerElement } from "../format/dtype.js";
import { type Formula, formulaValue, plus, type Quantity, quantity } from "../formula.js";
import type { MixerContext, ModelSpec } from "../model/spec.js";
import { type MathSymbol, symbols as math } from "../symbols.js";
import { type CountedScoring, headsText, scoringsOf } from "./attention.js";
import { layersText } from "./layers-text.js";
import { formatted } from "./value-text.js";

/** Words, with letters and their numbers among them. */
export type LetteredWords = readonly (string | Lettered)[];
interface Lettered extends Quantity {
  readonly symbol: MathSymbol;
}

/** One line of an argument: what is counted, and the count. */
export interface ArgumentLine {
  readonly title: string;
  readonly words: LetteredWords;
  readonly formula: Formula;
  readonly value: number;
  readonly result: string;
}

export interface QuadraticArgument {
  /** d_k of softmax(Q·Kᵀ/√d_k)·V. */
  readonly keyDim: Lettered;
  readonly lines: readonly ArgumentLine[];
}

/**
 * Why attention is quadratic, for any transformer, with the numbers of one: those of the attention that works the
 * most. Every pair is counted, as in the article; the derivation of the model counts those of its mask. Undefined
 * for a model that scores no pairs. Source: arXiv:1706.03762 §3.2.1.
 */
export function quadraticArgument(
  spec: ModelSpec,
  context: number,
  latent: MixerContext["latent"],
): QuadraticArgument | undefined {
  const [main] = scoringsOf(spec, { past: 0, tokens: context }, { causal: spec.causal, latent })
    .filter(({ scoring }) => scoring.valueDim > 0)
    .sort((a, b) => workOf(b) - workOf(a));
  if (main === undefined) return undefined;
  const n = lettered(context, math.context);
  const keyDim = lettered(main.scoring.scoreDim, math.keyDim);
  const valueDim = lettered(main.scoring.valueDim, math.valueDim);
  const heads = lettered(main.scoring.heads, math.heads);
  const layers = lettered(main.layers, math.layers);
  const scoreBytes = lettered(bytesPerElement.bf16, math.scoreBytes);
  const alike = keyDim.value === valueDim.value;
  return {
    keyDim,
    lines: [
      flop(
        "Q·Kᵀ",
        [
          "In one head each of ",
          n,
          " queries meets each of ",
          n,
          " keys, in ",
          keyDim,
          " channels of 2 FLOP.",
        ],
        [n, n, 2, keyDim],
      ),
      flop(
        "Softmax",
        ["Scale and softmax take a few operations for each of those scores: also quadratic, but small."],
        [quantity(SOFTMAX_FLOP_PER_PAIR, math.softmax), n, n],
      ),
      flop(
        "A·V",
        ["Each of ", n, " outputs sums ", n, " values of ", valueDim, " channels."],
        [n, n, 2, valueDim],
      ),
      flop(
        "All heads and layers",
        alike
          ? [
              "Both products, ",
              heads,
              " times in each of ",
              layers,
              " layers. (With d = ",
              heads,
              "·",
              keyDim,
              " this is the article's 4·n²·d·L.)",
            ]
          : ["Both products, ", heads, " times in each of ", layers, " layers."],
        [
          ...(alike ? [4, n, n, keyDim] : [2, n, n, plus(keyDim, valueDim)]),
          headsText(heads.value),
          layersText(layers.value),
        ],
      ),
      line(
        "Doubling",
        ["Nothing but ", n, " changes with the context: twice the tokens, four times the work."],
        {
          kind: "quotient",
          of: {
            kind: "product",
            of: [
              { kind: "product", of: [2, n] },
              { kind: "product", of: [2, n] },
            ],
          },
          by: { kind: "product", of: [n, n] },
        },
        (value) => `${formatInteger(value)}×`,
      ),
      line(
        "Memory",
        ["Kept, the scores of one head and layer take ", scoreBytes, " bytes each."],
        { kind: "product", of: [n, n, scoreBytes] },
        (value) => formatted(value, "bytes"),
      ),
      line(
        "Causal mask",
        ["A token sees the keys up to its own: half of the pairs, and no less quadratic."],
        { kind: "quotient", of: { kind: "product", of: [n, plus(n, 1)] }, by: 2 },
        (value) => formatted(value, "pairs"),
      ),
    ],
  };
}

const lettered = (value: number, symbol: MathSymbol): Lettered => ({ kind: "quantity", value, symbol });

const flop = (title: string, words: LetteredWords, of: readonly Formula[]): ArgumentLine =>
  line(title, words, { kind: "product", of }, (value) => formatted(value, "FLOP"));

const workOf = ({ scoring, layers }: CountedScoring): number =>
  scoring.pairs * scoring.heads * layers * (scoring.scoreDim + scoring.valueDim);

function line(
  title: string,
  words: LetteredWords,
  formula: Formula,
  resultOf: (value: number) => string,
): ArgumentLine {
  const value = formulaValue(formula);
  return { title, words, formula, value, result: resultOf(value) };
}
