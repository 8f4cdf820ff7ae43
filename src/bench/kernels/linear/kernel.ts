import { elements, type Kernel } from "../../kernel.js";
import { chunkedFlop, chunkedPlan } from "../assembly/chunks.js";
import { attentionInputs } from "../attention-reference.js";

/** elu(x) + 1, the feature map that keeps weights positive. */
const feature = (x: number): number => (x > 0 ? x + 1 : Math.exp(x));

/** Causal linear attention with a d × d state, computed in chunks. */
export const linear: Kernel = {
  name: "linear",
  summary: "causal linear attention, elu + 1, d × d state, by chunks of 32",
  source: "arXiv:2006.16236 equations 8 to 12; chunks as in arXiv:2312.06635 §3",
  causality: "always",
  growth: 1,
  inputs: attentionInputs,
  outputLength: elements,
  flop: chunkedFlop,
  bytesMoved: (shape) => 16 * elements(shape),
  reference: ([q, k, v], { heads, n, headDim: d }, rows) => {
    const out = new Float64Array(heads * rows.length * d);
    for (let head = 0; head < heads; head++) {
      const state = new Float64Array(d * d);
      const z = new Float64Array(d);
      for (let t = 0, next = 0; next < rows.length; t++) {
        const at = (head * n + t) * d;
        for (let i = 0; i < d; i++) {
          const key = feature(k![at + i]!);
          z[i]! += key;
          for (let j = 0; j < d; j++) state[i * d + j]! += key * v![at + j]!;
        }
        if (t !== rows[next]) continue;
        const o = (head * rows.length + next++) * d;
        let weight = 0;
        for (let i = 0; i < d; i++) {
          const query = feature(q![at + i]!);
          weight += query * z[i]!;
          for (let j = 0; j < d; j++) out[o + j]! += query * state[i * d + j]!;
        }
        for (let j = 0; j < d; j++) out[o + j]! /= weight;
      }
    }
    return out;
  },
  referenceCostPerToken: ({ heads, headDim }) => heads * headDim * headDim,
  tolerance: 1e-5,
  wasm: chunkedPlan("linear"),
};
