import { elements, type Kernel, type Shape } from "../../kernel.js";
import { KEYS, packedBytes, QUERIES, tileScratchBytes } from "../assembly/tiles.js";
import { attentionInputs, attentionReference } from "../attention-reference.js";

/** How many keys a query sees before and after itself. */
const reach = ({ causal, window }: Shape) =>
  causal ? { before: window - 1, after: 0 } : { before: window >> 1, after: window >> 1 };

/** Sum over n rows of min(row, b): the pairs on one side of the diagonal in a band of width b. */
const reached = (n: number, b: number) =>
  b >= n - 1 ? (n * (n - 1)) / 2 : (b * (b + 1)) / 2 + (n - 1 - b) * b;

/** Query-key pairs of one head. Causal with w ≤ n: w·n − w(w−1)/2. */
export const windowPairs = (shape: Shape): number => {
  const { before, after } = reach(shape);
  return shape.n + reached(shape.n, before) + reached(shape.n, after);
};

/** Attention within a band around each query: O(n·window). */
export const slidingWindow: Kernel = {
  name: "window",
  summary: "tiled attention within a sliding window (--window), O(n·w)",
  source: "arXiv:2004.05150 §3.1",
  causality: "either",
  growth: 1,
  windowed: true,
  inputs: attentionInputs,
  outputLength: elements,
  flop: (shape) => 4 * shape.heads * shape.headDim * windowPairs(shape),
  bytesMoved: (shape) => 16 * elements(shape),
  reference: (inputs, shape, rows) => {
    const { before, after } = reach(shape);
    return attentionReference(inputs, shape, rows, (row) => [
      Math.max(0, row - before),
      Math.min(shape.n, row + after + 1),
    ]);
  },
  tolerance: 5e-6,
  wasm: {
    export: "sliding_window",
    phases: ({ heads, n }) => [heads * Math.ceil(n / KEYS), heads * Math.ceil(n / QUERIES)],
    sharedBytes: (shape) => shape.heads * packedBytes(shape.n, shape.headDim),
    ownBytes: (shape) => tileScratchBytes(shape.headDim),
  },
};
