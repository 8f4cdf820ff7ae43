import { elements, type Kernel, pairs, type Shape } from "../../kernel.js";
import { KEYS, packedBytes, QUERIES, tileScratchBytes } from "../assembly/tiles.js";
import { attentionInputs, attentionReference, seesAll } from "../attention-reference.js";

/** Exact attention in tiles with an online softmax. The n × n matrix is never stored. */
export const flash: Kernel = {
  name: "flash",
  summary: "exact attention in tiles, online softmax, O(n) memory",
  source: "arXiv:2205.14135 algorithm 1; arXiv:1805.02867",
  causality: "either",
  growth: 2,
  inputs: attentionInputs,
  outputLength: elements,
  flop: (shape) => 4 * shape.heads * shape.headDim * pairs(shape),
  bytesMoved: (shape) => 4 * elements(shape) * 4,
  reference: (inputs, shape, rows) => attentionReference(inputs, shape, rows, seesAll(shape)),
  tolerance: 5e-6,
  wasm: {
    export: "flash",
    phases: ({ heads, n }) => [heads * Math.ceil(n / KEYS), heads * Math.ceil(n / QUERIES)],
    sharedBytes: (shape: Shape) => shape.heads * packedBytes(shape.n, shape.headDim),
    ownBytes: (shape) => tileScratchBytes(shape.headDim),
  },
};
