import { usageError } from "../../shared/errors.js";
import { layerGroups, type ModelSpec } from "../model/spec.js";
import { linear, type Weight } from "../model/weights.js";

/** Low-rank adapters on some products: W + B·A with A: [rank, inputs] and B: [outputs, rank]. */
export interface Adapter {
  readonly rank: number;
  /** Modules as checkpoints name them, by their last part (`q_proj`) or more (`mlp.experts.down_proj`). */
  readonly targets: readonly string[];
}

/** Products that adapters never take: routers. The head is no layer's. */
const ROUTERS = new Set(["mlp.gate", "mlp.shared_expert_gate"]);

/** Every product of every layer except routers. */
export const ALL_LINEAR = "all-linear";

const adaptable = (weight: Weight): boolean => weight.kind === "linear" && !ROUTERS.has(weight.name);

/** Whether an adapter stands on a product. */
export const adapts = ({ targets }: Adapter, weight: Weight): boolean =>
  adaptable(weight) &&
  targets.some(
    (target) => target === ALL_LINEAR || weight.name === target || weight.name.endsWith(`.${target}`),
  );

/** The two products of an adapter, one pair a copy. Parameters: rank·(inputs + outputs). Source: arXiv:2106.09685 §4.1. */
export function adapterWeights({ rank }: Adapter, weight: Weight): readonly Weight[] {
  const { copies, routed } = weight;
  return [
    linear(`${weight.name}.lora_A`, weight.inputs, rank, { copies, routed }),
    linear(`${weight.name}.lora_B`, rank, weight.outputs, { copies, routed }),
  ];
}

/** The names that targets may have in a model. */
function adaptableNames(spec: ModelSpec): string[] {
  const names = new Set<string>();
  for (const { layer } of layerGroups(spec))
    for (const weight of [...layer.mixer.weights, ...layer.feedForward.weights])
      if (adaptable(weight)) names.add(weight.name);
  return [...names];
}

/**
 * An adapter on modules that the model has, of a rank that is one: a product of rank `r` cannot be wider than the
 * smaller side of the matrix it is added to. `all-linear` may take some small modules whole.
 * @throws FoveaError `unknown-target`, `rank-too-large`.
 */
export function adapterOf(spec: ModelSpec, rank: number, targets: readonly string[]): Adapter {
  const names = adaptableNames(spec);
  for (const target of targets)
    if (target !== ALL_LINEAR && !names.some((name) => name === target || name.endsWith(`.${target}`)))
      throw usageError(
        "unknown-target",
        `${spec.name} has no module "${target}"`,
        `Choose from ${[...new Set(names.map((name) => name.split(".").at(-1)!))].join(", ")}, ${ALL_LINEAR}.`,
      );
  const adapter: Adapter = { rank, targets };
  const sides = layerGroups(spec)
    .flatMap(({ layer }) => [...layer.mixer.weights, ...layer.feedForward.weights])
    .filter((weight) => adapts(adapter, weight))
    .map(({ name, inputs, outputs }) => ({ name, side: Math.min(inputs, outputs) }))
    .sort((a, b) => a.side - b.side);
  const decisive = targets.includes(ALL_LINEAR) ? sides.at(-1) : sides[0];
  if (decisive !== undefined && rank > decisive.side)
    throw usageError(
      "rank-too-large",
      `a rank of ${rank} is above the smaller side of ${decisive.name}, ${decisive.side}`,
      `Write ${decisive.side} or less; 8 to 64 is usual.`,
    );
  return adapter;
}
