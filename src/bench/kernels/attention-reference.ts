import type { Shape, Tensor, TensorSpec } from "../kernel.js";
import { elements } from "../kernel.js";

/** The inputs of every attention: q, k, v, each [heads, n, headDim]. */
export function attentionInputs(shape: Shape): readonly TensorSpec[] {
  const length = elements(shape);
  return ["q", "k", "v"].map((name) => ({ name, length, fill: { kind: "normal" } }));
}

/**
 * softmax(q·kᵀ/√headDim)·v in float64, one row at a time. `sees(i)` is the half-open range of keys that row i
 * attends to. Source: arXiv:1706.03762 equation 1. The maximum is subtracted first, which only prevents
 * overflow.
 */
export function attentionReference(
  [q, k, v]: readonly Tensor[],
  { heads, n, headDim: d }: Shape,
  rows: readonly number[],
  sees: (row: number) => readonly [from: number, to: number],
): Float64Array {
  const out = new Float64Array(heads * rows.length * d);
  for (let head = 0; head < heads; head++) {
    const base = head * n * d;
    rows.forEach((row, at) => {
      const [from, to] = sees(row);
      const score = new Float64Array(to - from);
      let top = -Infinity;
      for (let j = from; j < to; j++) {
        let dot = 0;
        for (let x = 0; x < d; x++) dot += q![base + row * d + x]! * k![base + j * d + x]!;
        score[j - from] = dot / Math.sqrt(d);
        top = Math.max(top, score[j - from]!);
      }
      let sum = 0;
      for (let j = 0; j < score.length; j++) sum += score[j] = Math.exp(score[j]! - top);
      const o = (head * rows.length + at) * d;
      for (let j = from; j < to; j++) {
        const weight = score[j - from]! / sum;
        for (let x = 0; x < d; x++) out[o + x]! += weight * v![base + j * d + x]!;
      }
    });
  }
  return out;
}

/** The range of all keys, or under a causal mask of those up to the row itself. */
export const seesAll = ({ n, causal }: Shape) => {
  return (row: number): readonly [number, number] => [0, causal ? row + 1 : n];
};
