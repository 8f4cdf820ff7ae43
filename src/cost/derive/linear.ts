import { type Formula, quantity } from "../formula.js";
import { type FeedForward, type Layer, layerGroups, type ModelSpec } from "../model/spec.js";
import type { Weight } from "../model/weights.js";
import { type MathSymbol, symbols as math } from "../symbols.js";
import { layersText } from "./layers-text.js";
import { type FormulaStep, plural, product } from "./step.js";

/** Equal products of one layer: FLOP of one token. */
interface Line {
  readonly title: string;
  readonly factors: readonly Formula[];
}

/** A group of lines, and what they are of a layer. */
interface LineGroup {
  readonly group: string;
  readonly symbols: string;
  linesOf(layer: Layer, spec: ModelSpec): readonly Line[];
}

const shapes = "tokens × 2 × inputs × outputs × matrices × layers";

const lineGroups: readonly LineGroup[] = [
  { group: "Projections", symbols: shapes, linesOf: ({ mixer }, spec) => weightLines(mixer.weights, spec) },
  {
    group: "Recurrent state",
    symbols: "tokens × FLOP of a token × layers",
    linesOf: ({ mixer: { kind, state } }) =>
      state ? [{ title: `${kind}: ${state.symbols}`, factors: stateFactors(state) }] : [],
  },
  {
    group: "Feed-forward",
    symbols: shapes,
    linesOf: ({ feedForward }, spec) => weightLines(feedForward.weights, spec, feedForward.routing),
  },
];

/**
 * The linear part of `tokens` tokens of one sequence, with logits of the last token: each product by its module,
 * with its shape. Equal shapes of a module stand together, so the three matrices of a gated feed-forward are one
 * line. 2 FLOP a weight and token.
 */
export function linearSteps(
  spec: ModelSpec,
  tokens: number,
  tokensSymbol: MathSymbol = math.context,
): FormulaStep[] {
  const rows = quantity(tokens, tokensSymbol);
  const steps = lineGroups.flatMap(({ group, symbols, linesOf }) => {
    const counted = new Map<string, { readonly line: Line; readonly layers: number }>();
    for (const { layer, count } of layerGroups(spec))
      for (const line of linesOf(layer, spec)) {
        const key = JSON.stringify(line);
        counted.set(key, { line, layers: count + (counted.get(key)?.layers ?? 0) });
      }
    return [...counted.values()].map(({ line: { title, factors }, layers }) =>
      product({ part: "linear", group, title, symbols, unit: "FLOP" }, [
        rows,
        ...factors,
        layersText(layers),
      ]),
    );
  });
  return spec.head.parameters === 0 ? steps : [...steps, headStep(spec)];
}

const headStep = ({ head, hiddenSize }: ModelSpec): FormulaStep =>
  product(
    {
      part: "linear",
      group: "Output projection",
      title: head.tied ? "lm_head, tied to the embeddings" : "lm_head",
      symbols: "last token × 2 × inputs × outputs",
      unit: "FLOP",
    },
    [
      quantity(1, math.lastToken, "token"),
      2,
      quantity(hiddenSize, math.hidden),
      quantity(head.parameters / hiddenSize, math.vocabulary),
    ],
  );

/** The products among a layer's arrays. A token passes `expertsPerToken` of the copies of a routed one. */
function weightLines(
  weights: readonly Weight[],
  { hiddenSize }: ModelSpec,
  routing?: FeedForward["routing"],
): readonly Line[] {
  const alike = new Map<string, Weight[]>();
  for (const weight of weights) {
    if (weight.kind === "vector") continue;
    const { kind, copies, routed } = weight;
    const shape = [weight.inputs, weight.outputs].sort((a, b) => a - b);
    const key = [moduleOf(weight), kind, ...shape, copies, routed].join("|");
    const same = alike.get(key);
    if (same) same.push(weight);
    else alike.set(key, [weight]);
  }
  return [...alike.values()].map((same) => {
    const [{ kind, inputs, outputs, copies, routed }] = same as [Weight, ...Weight[]];
    const counted: Formula[] = [];
    if (same.length > 1) counted.push(quantity(same.length, math.matrices, "matrices"));
    if (routed && routing) {
      const chosen = (copies / routing.experts) * routing.expertsPerToken;
      counted.push(quantity(chosen, math.expertsPerToken, plural(chosen, "expert")));
    } else if (copies > 1) counted.push(quantity(copies, math.copies, "copies"));
    return {
      title: same
        .map((weight, index) => (index === 0 ? weight.name : weight.name.slice(moduleOf(weight).length)))
        .join(", "),
      factors: [
        2,
        kind === "convolution"
          ? quantity(inputs, math.taps, "taps")
          : quantity(inputs, inputs === hiddenSize ? math.hidden : math.inputs),
        quantity(outputs, outputs === hiddenSize && inputs !== hiddenSize ? math.hidden : math.outputs),
        ...counted,
      ],
    };
  });
}

const stateFactors = ({ factors, letters }: NonNullable<Layer["mixer"]["state"]>): readonly Formula[] =>
  factors.map((factor, index) => {
    const symbol = letters[index];
    return symbol === undefined ? factor : quantity(factor, symbol);
  });

/** `self_attn.` of `self_attn.q_proj`. */
const moduleOf = ({ name }: Weight): string => name.slice(0, name.lastIndexOf(".") + 1);
