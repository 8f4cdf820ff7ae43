import type { Shape, TensorSpec, WasmPlan } from "../../kernel.js";
import { elements } from "../../kernel.js";

const padded = (d: number) => Math.ceil(d / 32) * 32;

/** x [heads, n, d], W and U [heads, gates·d, d] by output row, b [heads, gates·d]; weights uniform in ±1/√d as usual. */
export function gatedInputs(shape: Shape, gates: number): readonly TensorSpec[] {
  const { heads, headDim: d } = shape;
  const bound = 1 / Math.sqrt(d);
  const fill = { kind: "uniform", low: -bound, high: bound } as const;
  return [
    { name: "x", length: elements(shape), fill: { kind: "normal" } },
    { name: "W", length: heads * gates * d * d, fill },
    { name: "U", length: heads * gates * d * d, fill },
    { name: "b", length: heads * gates * d, fill },
  ];
}

/** FLOP of W·x + U·h for all gates; the gates' own arithmetic is not counted. */
export const gatedFlop = ({ heads, n, headDim: d }: Shape, gates: number): number =>
  heads * n * gates * 4 * d * d;

/** A unit is a head: the tokens of one head cannot be divided among threads. Sizes follow gates.as.ts. */
export const gatedPlan = (exportName: string, gates: number): WasmPlan => ({
  export: exportName,
  phases: ({ heads }) => [heads, heads],
  sharedBytes: ({ heads, headDim: d }) => 4 * heads * gates * padded(d) * (2 * d + 1),
  ownBytes: ({ headDim: d }) => 4 * (48 * d + 48 * gates * padded(d) + (2 + gates) * padded(d)),
});

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The pre-activations of one token: [W·x, U·h] for every gate unit, in float64. */
export function gateSums(
  [x, W, U]: readonly Float32Array[],
  h: Float64Array,
  head: number,
  token: number,
  gates: number,
): { readonly fromInput: Float64Array; readonly fromState: Float64Array } {
  const d = h.length;
  const fromInput = new Float64Array(gates * d);
  const fromState = new Float64Array(gates * d);
  for (let unit = 0; unit < gates * d; unit++) {
    const row = (head * gates * d + unit) * d;
    for (let i = 0; i < d; i++) {
      fromInput[unit]! += W![row + i]! * x![token * d + i]!;
      fromState[unit]! += U![row + i]! * h[i]!;
    }
  }
  return { fromInput, fromState };
}
