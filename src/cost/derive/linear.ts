import { type FeedForward, type Layer, layerGroups, type ModelSpec } from "../model/spec.js";
import type { Weight } from "../model/weights.js";
import { layersText } from "./layers-text.js";
import { type DerivationStep, type Factor, plural, product } from "./step.js";

/** Equal products of one layer: FLOP of one token. */
interface Line {
  readonly title: string;
  readonly factors: readonly Factor[];
}

/** A group of lines, and what they are of a layer. */
interface LineGroup {
  readonly group: string;
  readonly symbols: string;
  linesOf(layer: Layer): readonly Line[];
}

const shapes = "tokens × 2 × inputs × outputs × matrices × layers";

const lineGroups: readonly LineGroup[] = [
  { group: "Projections", symbols: shapes, linesOf: ({ mixer }) => weightLines(mixer.weights) },
  {
    group: "Recurrent state",
    symbols: "tokens × FLOP of a token × layers",
    linesOf: ({ mixer: { kind, state } }) =>
      state ? [{ title: `${kind}: ${state.symbols}`, factors: state.factors }] : [],
  },
  {
    group: "Feed-forward",
    symbols: shapes,
    linesOf: ({ feedForward }) => weightLines(feedForward.weights, feedForward.routing),
  },
];

/**
 * The linear part of `tokens` tokens of one sequence, with logits of the last token: each product by its module,
 * with its shape. Equal shapes of a module stand together, so the three matrices of a gated feed-forward are one
 * line. 2 FLOP a weight and token.
 */
export function linearSteps(spec: ModelSpec, tokens: number): DerivationStep[] {
  const steps = lineGroups.flatMap(({ group, symbols, linesOf }) => {
    const counted = new Map<string, { readonly line: Line; readonly layers: number }>();
    for (const { layer, count } of layerGroups(spec))
      for (const line of linesOf(layer)) {
        const key = JSON.stringify(line);
        counted.set(key, { line, layers: count + (counted.get(key)?.layers ?? 0) });
      }
    return [...counted.values()].map(({ line: { title, factors }, layers }) =>
      product({ part: "linear", group, title, symbols, unit: "FLOP" }, [
        tokens,
        ...factors,
        layersText(layers),
      ]),
    );
  });
  return spec.head.parameters === 0 ? steps : [...steps, headStep(spec)];
}

const headStep = ({ head, hiddenSize }: ModelSpec): DerivationStep =>
  product(
    {
      part: "linear",
      group: "Output projection",
      title: head.tied ? "lm_head, tied to the embeddings" : "lm_head",
      symbols: "last token × 2 × inputs × outputs",
      unit: "FLOP",
    },
    [[1, "token"], 2, hiddenSize, head.parameters / hiddenSize],
  );

/** The products among a layer's arrays. A token passes `expertsPerToken` of the copies of a routed one. */
function weightLines(weights: readonly Weight[], routing?: FeedForward["routing"]): readonly Line[] {
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
    const counted: Factor[] = [];
    if (same.length > 1) counted.push([same.length, "matrices"]);
    if (routed && routing) {
      const chosen = (copies / routing.experts) * routing.expertsPerToken;
      counted.push([chosen, plural(chosen, "expert")]);
    } else if (copies > 1) counted.push([copies, "copies"]);
    return {
      title: same
        .map((weight, index) => (index === 0 ? weight.name : weight.name.slice(moduleOf(weight).length)))
        .join(", "),
      factors: [2, kind === "convolution" ? ([inputs, "taps"] as const) : inputs, outputs, ...counted],
    };
  });
}

/** `self_attn.` of `self_attn.q_proj`. */
const moduleOf = ({ name }: Weight): string => name.slice(0, name.lastIndexOf(".") + 1);
