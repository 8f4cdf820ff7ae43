import { elements, type Kernel } from "../../kernel.js";
import { gatedFlop, gatedInputs, gatedPlan, gateSums, sigmoid } from "../assembly/gates.js";

/** Gated recurrent unit, hidden size = headDim, reset gate applied after the product, one bias. */
export const gru: Kernel = {
  name: "gru",
  summary: "gated recurrent unit, hidden size d, one layer",
  source: "arXiv:1406.1078 §2.3, in the form of cuDNN (reset after the product)",
  causality: "always",
  growth: 1,
  inputs: (shape) => gatedInputs(shape, 3),
  outputLength: elements,
  flop: (shape) => gatedFlop(shape, 3),
  bytesMoved: (shape) => 8 * elements(shape),
  reference: (inputs, { heads, n, headDim: d }, rows) => {
    const out = new Float64Array(heads * rows.length * d);
    const b = inputs[3]!;
    for (let head = 0; head < heads; head++) {
      const h = new Float64Array(d);
      for (let t = 0, next = 0; next < rows.length; t++) {
        const { fromInput, fromState } = gateSums(inputs, h, head, head * n + t, 3);
        const bias = (unit: number) => b[head * 3 * d + unit]!;
        for (let i = 0; i < d; i++) {
          const r = sigmoid(fromInput[i]! + fromState[i]! + bias(i));
          const z = sigmoid(fromInput[d + i]! + fromState[d + i]! + bias(d + i));
          const fresh = Math.tanh(fromInput[2 * d + i]! + bias(2 * d + i) + r * fromState[2 * d + i]!);
          h[i] = (1 - z) * fresh + z * h[i]!;
        }
        if (t === rows[next]) out.set(h, (head * rows.length + next++) * d);
      }
    }
    return out;
  },
  referenceCostPerToken: ({ heads, headDim }) => heads * 6 * headDim * headDim,
  tolerance: 1e-5,
  wasm: gatedPlan("gru", 3),
};
