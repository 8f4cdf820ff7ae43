import type { Shape, WasmPlan } from "../../kernel.js";

/** Tokens of a chunk, as in chunks.as.ts. The sizes below follow its layout. */
export const CHUNK = 32;
/** Channels of a row of queries. */
const SPAN = 128;
/** The same as in micro-kernel.as.ts. */
const ROW = 144;

const panels = (d: number) => Math.ceil(d / 8);
const four = (d: number) => Math.ceil(d / 4) * 4;
const stateFloats = (d: number) => panels(d) * four(d) * 8 + Math.ceil(four(d) / 8) * 8 + 8;

/**
 * FLOP of the chunked form: reads and updates of the d × d state (4·d² per token), and causal attention
 * within each chunk (4·d per pair). Feature maps, row sums and the masked halves of tiles are not counted.
 */
export function chunkedFlop({ heads, n, headDim: d }: Shape): number {
  const rest = n % CHUNK;
  const pairs = (Math.floor(n / CHUNK) * CHUNK * (CHUNK + 1) + rest * (rest + 1)) / 2;
  return heads * (4 * n * d * d + 4 * d * pairs);
}

/**
 * Units and scratch of the chunked scan: one phase with a unit per head, or three phases with more threads
 * than heads.
 */
export const chunkedPlan = (exportName: string): WasmPlan => ({
  export: exportName,
  phases: ({ heads, n }, threads) =>
    threads <= heads ? [heads] : [heads * Math.ceil(n / CHUNK), heads * 16, heads * Math.ceil(n / CHUNK)],
  sharedBytes: ({ heads, n, headDim }, threads) =>
    threads <= heads ? 0 : 4 * heads * Math.ceil(n / CHUNK) * stateFloats(headDim),
  ownBytes: ({ headDim: d }) =>
    4 *
    (CHUNK * ((Math.ceil(d / SPAN) + 1) * ROW + four(d) + d + (d % 8 ? 8 * panels(d) : 0)) +
      32 +
      3 * CHUNK +
      8 +
      stateFloats(d)),
});
