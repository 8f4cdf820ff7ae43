import type { Kernel, Shape } from "../../kernel.js";

/** Units of a ceiling probe: more than there are threads, so that all threads work until the end. */
const UNITS = 16;
/** The same as STEPS in kernel.as.ts. */
const STEPS = 256;

/**
 * A probe of the arithmetic ceiling, not a kernel to compare. `n` is the number of rounds. Used by
 * `measure/ceiling.ts`.
 * @param stepFlop registers × four lanes × multiply and add.
 */
const probe = (name: string, summary: string, stepFlop: number): Kernel => ({
  name,
  summary,
  source: "kernels/ceiling/kernel.as.ts",
  causality: "always",
  growth: 1,
  probe: true,
  inputs: () => [{ name: "operands", length: UNITS * 4096, fill: { kind: "uniform", low: 0, high: 0.001 } }],
  outputLength: () => UNITS,
  flop: ({ n }: Shape) => UNITS * n * STEPS * stepFlop,
  bytesMoved: () => 0,
  reference: () => new Float64Array(0),
  tolerance: 0,
  wasm: { export: name, phases: () => [UNITS], sharedBytes: () => 0, ownBytes: () => 0 },
});

export const ceilings: readonly Kernel[] = [
  probe("ceiling_chains", "multiply and add in registers", 12 * 4 * 2),
  probe("ceiling_product", "a matrix product in the first-level cache", 8 * 4 * 2),
];
