import { elements, type Kernel } from "../../kernel.js";

/** A memory copy of the same tensor: what "at memory bandwidth" means on this machine at this size. */
export const copy: Kernel = {
  name: "copy",
  summary: "a plain memory copy of the tensor, the roof of every O(n) kernel",
  source: "McCalpin, STREAM (1995), the copy test",
  causality: "always",
  growth: 1,
  roof: true,
  inputs: (shape) => [{ name: "q", length: elements(shape), fill: { kind: "normal" } }],
  outputLength: elements,
  flop: () => 0,
  bytesMoved: (shape) => 8 * elements(shape),
  reference: ([q], { heads, n, headDim }, rows) => {
    const out: number[] = [];
    for (let head = 0; head < heads; head++)
      for (const row of rows) for (let x = 0; x < headDim; x++) out.push(q![(head * n + row) * headDim + x]!);
    return Float64Array.from(out);
  },
  tolerance: 0,
  wasm: { export: "copy", phases: () => [16], sharedBytes: () => 0, ownBytes: () => 0 },
};
