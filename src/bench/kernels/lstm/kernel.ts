import { elements, type Kernel } from "../../kernel.js";
import { gatedFlop, gatedInputs, gatedPlan, gateSums, sigmoid } from "../assembly/gates.js";

/** Long short-term memory, hidden size = headDim; gates in the order input, forget, cell, output. */
export const lstm: Kernel = {
  name: "lstm",
  summary: "long short-term memory, hidden size d, one layer",
  source: "Hochreiter and Schmidhuber (1997) with forget gates, Gers et al. (2000)",
  causality: "always",
  growth: 1,
  inputs: (shape) => gatedInputs(shape, 4),
  outputLength: elements,
  flop: (shape) => gatedFlop(shape, 4),
  bytesMoved: (shape) => 8 * elements(shape),
  reference: (inputs, { heads, n, headDim: d }, rows) => {
    const out = new Float64Array(heads * rows.length * d);
    const b = inputs[3]!;
    for (let head = 0; head < heads; head++) {
      const h = new Float64Array(d);
      const c = new Float64Array(d);
      for (let t = 0, next = 0; next < rows.length; t++) {
        const { fromInput, fromState } = gateSums(inputs, h, head, head * n + t, 4);
        const sum = (unit: number) => fromInput[unit]! + fromState[unit]! + b[head * 4 * d + unit]!;
        for (let i = 0; i < d; i++) {
          c[i] = sigmoid(sum(d + i)) * c[i]! + sigmoid(sum(i)) * Math.tanh(sum(2 * d + i));
          h[i] = sigmoid(sum(3 * d + i)) * Math.tanh(c[i]!);
        }
        if (t === rows[next]) out.set(h, (head * rows.length + next++) * d);
      }
    }
    return out;
  },
  referenceCostPerToken: ({ heads, headDim }) => heads * 8 * headDim * headDim,
  tolerance: 1e-5,
  wasm: gatedPlan("lstm", 4),
};
