import { elements, type Kernel } from "../../kernel.js";

/**
 * A probe, not a kernel to compare: how fast this machine reads a tensor. It is the roof of memory-bound
 * kernels.
 */
export const read: Kernel = {
  name: "read",
  summary: "reads the tensor once",
  source: "kernels/read/kernel.as.ts",
  causality: "always",
  growth: 1,
  probe: true,
  streams: true,
  inputs: (shape) => [{ name: "q", length: elements(shape), fill: { kind: "uniform", low: 0, high: 1 } }],
  // Sixteen zeros as start values, then sixteen sums.
  outputLength: () => 32,
  flop: () => 0,
  bytesMoved: (shape) => 4 * elements(shape),
  reference: () => new Float64Array(0),
  tolerance: 0,
  wasm: { export: "read", phases: () => [16], sharedBytes: () => 0, ownBytes: () => 0 },
};
