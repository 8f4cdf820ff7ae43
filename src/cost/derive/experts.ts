import type { StoredFormat } from "../format/stored-format.js";
import { type Formula, minus, quantity } from "../formula.js";
import { expectedExperts, type ModelSpec } from "../model/spec.js";
import { parametersOf } from "../model/weights.js";
import { symbols as math } from "../symbols.js";
import type { Term } from "../term.js";
import type { Deployment } from "../time/deployment.js";
import { type FormulaStep, type StepName, sum } from "./step.js";
import { inBytes, namesOf } from "./stored.js";

/** Layers whose routed weights have as many parameters of one expert in one format. */
interface ExpertArrays {
  readonly format: StoredFormat;
  readonly parameters: number;
  readonly layers: number;
}

/** Feed-forwards with the same routing. */
interface Mixture {
  readonly experts: number;
  readonly expertsPerToken: number;
  readonly touched: number;
  readonly arrays: readonly ExpertArrays[];
}

/**
 * The experts that a step of `batch` tokens is expected to touch (`expectedExperts`), and their bytes: two steps for
 * each kind of routing.
 */
export function expertSteps(
  spec: ModelSpec,
  { formats, batch }: Deployment,
  name: Pick<StepName, "part" | "group">,
): FormulaStep[] {
  return mixturesOf(spec, formats.weight, batch).flatMap(({ experts, expertsPerToken, touched, arrays }) => [
    sum(
      {
        ...name,
        title: "Experts that the step touches in a layer",
        symbol: math.touched,
        symbols: "E − (E − k) / (1 + (requests − 1)·k/E), expected",
        unit: "experts",
      },
      expertTerms(experts, expertsPerToken, batch),
    ),
    sum(
      {
        ...name,
        title: "Weights of those experts",
        symbols: `Σ experts × parameters of one × layers × bytes (${namesOf(arrays)})`,
        unit: "bytes",
      },
      arrays.map(({ format, parameters, layers }) =>
        inBytes(
          [
            quantity(touched, math.touched),
            quantity(parameters, math.expertParameters),
            quantity(layers, math.layers),
          ],
          format,
        ),
      ),
    ),
  ]);
}

/** E − (E − k) / (1 + (R − 1)·k/E). */
function expertTerms(experts: number, expertsPerToken: number, batch: number): readonly Term[] {
  const every = quantity(experts, math.experts);
  const chosen = quantity(expertsPerToken, math.expertsPerToken);
  const others: Formula = { kind: "sum", of: [quantity(batch, math.requests), -1] };
  return [
    { factors: [every] },
    {
      factors: [{ kind: "negative", of: { kind: "sum", of: [every, minus(chosen)] } }],
      divisors: [
        {
          kind: "sum",
          of: [1, { kind: "quotient", of: { kind: "product", of: [others, chosen] }, by: every }],
        },
      ],
    },
  ];
}

function mixturesOf(
  spec: ModelSpec,
  formatOf: Deployment["formats"]["weight"],
  batch: number,
): readonly Mixture[] {
  const found = new Map<string, { readonly mixture: Mixture; readonly arrays: Map<string, ExpertArrays> }>();
  for (const [index, { feedForward }] of spec.layers.entries()) {
    const { routing } = feedForward;
    if (routing === undefined) continue;
    const { experts, expertsPerToken } = routing;
    const key = `${experts}|${expertsPerToken}`;
    const own = found.get(key) ?? {
      mixture: { experts, expertsPerToken, touched: expectedExperts(feedForward, batch), arrays: [] },
      arrays: new Map<string, ExpertArrays>(),
    };
    found.set(key, own);
    const ofLayer = new Map<string, ExpertArrays>();
    for (const weight of feedForward.weights) {
      if (!weight.routed) continue;
      const format = formatOf(weight, index);
      const parameters = (ofLayer.get(format.name)?.parameters ?? 0) + parametersOf(weight) / experts;
      ofLayer.set(format.name, { format, parameters, layers: 1 });
    }
    for (const [format, one] of ofLayer) {
      const equal = `${format}|${one.parameters}`;
      own.arrays.set(equal, { ...one, layers: 1 + (own.arrays.get(equal)?.layers ?? 0) });
    }
  }
  return [...found.values()].map(({ mixture, arrays }) => ({ ...mixture, arrays: [...arrays.values()] }));
}
