import { elements, type Kernel, pairs, type Shape } from "../../kernel.js";
import { KEYS, packedBytes, QUERIES, tileScratchBytes } from "../assembly/tiles.js";
import { attentionInputs, attentionReference, seesAll } from "../attention-reference.js";

/** Bytes of one head's matrix in the kernel's layout, with rows padded to whole tiles. */
export const matrixBytes = (n: number): number => Math.ceil(n / 4) * 4 * Math.ceil(n / 8) * 8 * 4;

/** Attention in its usual form: the n × n matrix of one head at a time, softmax over it, then times v. */
export const naive: Kernel = {
  name: "naive",
  summary: "attention that stores the n × n matrix, one head at a time",
  source: "arXiv:1706.03762 equation 1",
  causality: "either",
  growth: 2,
  inputs: attentionInputs,
  outputLength: elements,
  flop: (shape) => 4 * shape.heads * shape.headDim * pairs(shape),
  // The matrix is written as scores, read and written by softmax, read by the product with v.
  bytesMoved: (shape) => 16 * elements(shape) + 16 * shape.heads * pairs(shape),
  reference: (inputs, shape, rows) => attentionReference(inputs, shape, rows, seesAll(shape)),
  tolerance: 5e-6,
  wasm: {
    export: "naive",
    phases: ({ heads, n }) => {
      const blocks = Math.ceil(n / QUERIES);
      return Array.from({ length: heads }, () => [Math.ceil(n / KEYS), blocks, blocks, blocks]).flat();
    },
    sharedBytes: ({ n, headDim }: Shape) => packedBytes(n, headDim) + matrixBytes(n),
    ownBytes: ({ headDim }) => tileScratchBytes(headDim),
  },
};
