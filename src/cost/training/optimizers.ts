import { usageError } from "../../shared/errors.js";
import { parametersOf, type Weight } from "../model/weights.js";

/** What an optimiser keeps of the weights that it trains, between steps. */
export interface Optimizer {
  readonly name: string;
  readonly description: string;
  /** Bytes of its states for one array, when a state's element takes `elementBytes`. */
  stateBytes(weight: Weight, elementBytes: number): number;
}

/** A number of states as large as the weights. */
const perElement =
  (states: number): Optimizer["stateBytes"] =>
  (weight, elementBytes) =>
    states * parametersOf(weight) * elementBytes;

/** Elements that share one float32 scale in 8-bit states. Source: arXiv:2110.02861 §2.1. */
const BLOCK = 2048;

/** Arrays below this size keep float32 states, as in bitsandbytes (`min_8bit_size`). */
const SMALLEST_IN_8_BITS = 4096;

/**
 * One column and one row of means for each matrix in float32; a vector has them whole. No momentum. Source:
 * arXiv:1804.04235 §3.
 */
const factored: Optimizer["stateBytes"] = (weight) =>
  4 * weight.copies * (weight.kind === "vector" ? weight.outputs : weight.outputs + weight.inputs);

const eightBits: Optimizer["stateBytes"] = (weight) =>
  weight.outputs * weight.inputs < SMALLEST_IN_8_BITS
    ? 2 * 4 * parametersOf(weight)
    : 2 * parametersOf(weight) * (1 + 4 / BLOCK);

/** NEW OPTIMISER: one row. */
const rows = [
  {
    name: "adamw",
    description: "two moments (arXiv:1711.05101)",
    stateBytes: perElement(2),
  },
  {
    name: "adamw-8bit",
    description: "two moments in 8 bits with a float32 scale for 2,048 elements (arXiv:2110.02861)",
    stateBytes: eightBits,
  },
  { name: "sgd", description: "no state", stateBytes: perElement(0) },
  { name: "sgd-momentum", description: "one moment", stateBytes: perElement(1) },
  { name: "lion", description: "one moment (arXiv:2302.06675)", stateBytes: perElement(1) },
  {
    name: "adafactor",
    description: "factored second moments, no momentum (arXiv:1804.04235)",
    stateBytes: factored,
  },
] as const satisfies readonly Optimizer[];

export const optimizers: readonly Optimizer[] = rows;

export type OptimizerName = (typeof rows)[number]["name"];

/** @throws FoveaError `unknown-optimizer`. */
export function findOptimizer(name: string): Optimizer {
  const found = optimizers.find((one) => one.name === name.toLowerCase());
  if (found) return found;
  throw usageError(
    "unknown-optimizer",
    `--optimizer "${name}" is not known`,
    `Choose from ${optimizers.map((one) => one.name).join(", ")}.`,
  );
}
