import { elements, type Kernel } from "../../kernel.js";
import { chunkedFlop, chunkedPlan } from "../assembly/chunks.js";
import { attentionInputs } from "../attention-reference.js";

/** Mamba-2's scan: linear attention whose state decays by a scalar per token, S = a·S + kᵀv, out = q·S/√d. */
export const ssd: Kernel = {
  name: "ssd",
  summary: "Mamba-2's scan: linear attention with a scalar decay per token, by chunks of 32",
  source: "arXiv:2405.21060 §6 (block decomposition); q, k, v stand for C, B, X",
  causality: "always",
  growth: 1,
  // The natural logarithm of each token's decay: between 0.82 and 1.
  inputs: (shape) => [
    ...attentionInputs(shape),
    { name: "logDecay", length: shape.heads * shape.n, fill: { kind: "uniform", low: -0.2, high: 0 } },
  ],
  outputLength: elements,
  flop: chunkedFlop,
  bytesMoved: (shape) => 16 * elements(shape) + 4 * shape.heads * shape.n,
  reference: ([q, k, v, logDecay], { heads, n, headDim: d }, rows) => {
    const out = new Float64Array(heads * rows.length * d);
    for (let head = 0; head < heads; head++) {
      const state = new Float64Array(d * d);
      for (let t = 0, next = 0; next < rows.length; t++) {
        const at = (head * n + t) * d;
        const decay = Math.exp(logDecay![head * n + t]!);
        for (let i = 0; i < d; i++)
          for (let j = 0; j < d; j++)
            state[i * d + j] = decay * state[i * d + j]! + k![at + i]! * v![at + j]!;
        if (t !== rows[next]) continue;
        const o = (head * rows.length + next++) * d;
        for (let i = 0; i < d; i++)
          for (let j = 0; j < d; j++) out[o + j]! += (q![at + i]! * state[i * d + j]!) / Math.sqrt(d);
      }
    }
    return out;
  },
  referenceCostPerToken: ({ heads, headDim }) => heads * headDim * headDim,
  tolerance: 1e-5,
  wasm: chunkedPlan("ssd"),
};
