import type { Kernel, Shape } from "../../kernel.js";

/** Units of a ceiling probe: more than threads, so that all of them work to the end. */
const UNITS = 16;
/** FLOP of one round of one unit: STEPS of kernel.as.ts, twelve registers of four lanes, multiply and add. */
const ROUND_FLOP = 96 * 256;

/** Not kernels to compare but the roof over them: `n` is a number of rounds. Judged by `measure/ceiling.ts`. */
const probe = (name: string, summary: string): Kernel => ({
  name,
  summary,
  source: "kernels/ceiling/kernel.as.ts",
  causality: "always",
  growth: 1,
  inputs: () => [{ name: "operands", length: UNITS * 4096, fill: { kind: "uniform", low: 0, high: 0.001 } }],
  outputLength: () => UNITS,
  flop: ({ n }: Shape) => UNITS * n * ROUND_FLOP,
  bytesMoved: () => 0,
  reference: () => new Float64Array(0),
  tolerance: 0,
  wasm: { export: name, phases: () => [UNITS], sharedBytes: () => 0, ownBytes: () => 0 },
});

export const ceilings: readonly Kernel[] = [
  probe("ceiling_chains", "multiply and add in registers"),
  probe("ceiling_product", "a matrix product in the first-level cache"),
];
