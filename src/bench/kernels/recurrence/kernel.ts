import { elements, type Kernel } from "../../kernel.js";
import { read } from "../read/kernel.js";

/**
 * The reference article's linear alternative: s = 0.9·s + q for every token. The output is the last state.
 */
export const recurrence: Kernel = {
  name: "recurrence",
  summary: "the article's recurrence s = 0.9·s + q, one multiply-add per channel and token",
  source: "the reference article's benchmark_quadratic_vs_linear",
  causality: "always",
  growth: 1,
  inputs: (shape) => [{ name: "q", length: elements(shape), fill: { kind: "normal" } }],
  outputLength: ({ heads, headDim }) => heads * headDim,
  lastRowOnly: true,
  streams: true,
  roof: read,
  flop: (shape) => 2 * elements(shape),
  bytesMoved: (shape) => 4 * elements(shape),
  reference: ([q], { heads, n, headDim }, rows) => {
    const out = new Float64Array(heads * rows.length * headDim);
    for (let head = 0; head < heads; head++)
      for (let channel = 0; channel < headDim; channel++) {
        let state = 0;
        let next = 0;
        for (let t = 0; next < rows.length; t++) {
          state = 0.9 * state + q![(head * n + t) * headDim + channel]!;
          if (t === rows[next]) out[(head * rows.length + next++) * headDim + channel] = state;
        }
      }
    return out;
  },
  referenceCostPerToken: ({ heads, headDim }) => heads * headDim,
  tolerance: 1e-5,
  wasm: {
    export: "recurrence",
    phases: ({ heads, headDim }, threads) => [threads <= heads ? heads : heads * Math.ceil(headDim / 32)],
    sharedBytes: () => 0,
    ownBytes: () => 0,
  },
};
