/** Formats of a training run, bytes of one element. */
export interface Precision {
  readonly name: string;
  readonly description: string;
  /** Of the weights that the passes read. */
  readonly weight: number;
  readonly gradient: number;
  /** Of a copy that only the optimiser updates; 0 without. */
  readonly master: number;
  readonly state: number;
  /** Of the stream between layers. */
  readonly residual: number;
  /** Of a copy of each product's weights and inputs that the passes cast; 0 when they are 16 bits already. */
  readonly cast: number;
}

/** NEW PRECISION: one row. */
export const precisions = [
  {
    name: "mixed",
    description: "bf16 weights and gradients, float32 master copy and states (arXiv:1910.02054 §3.1)",
    weight: 2,
    gradient: 2,
    master: 4,
    state: 4,
    residual: 2,
    cast: 0,
  },
  {
    name: "autocast",
    description:
      "float32 weights, gradients and states, products in bf16 (PyTorch's autocast, Trainer's bf16=True)",
    weight: 4,
    gradient: 4,
    master: 0,
    state: 4,
    residual: 4,
    cast: 2,
  },
  {
    name: "bf16",
    description: "weights, gradients and states in bf16, no master copy",
    weight: 2,
    gradient: 2,
    master: 0,
    state: 2,
    residual: 2,
    cast: 0,
  },
] as const satisfies readonly Precision[];

export type PrecisionName = (typeof precisions)[number]["name"];

export const findPrecision = (name: PrecisionName): Precision => precisions.find((one) => one.name === name)!;
