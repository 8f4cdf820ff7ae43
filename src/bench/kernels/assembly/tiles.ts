/** Sizes of tiles.as.ts, needed to plan memory and units. Both files must change together. */

/**
 * Query rows of a block: 24 groups of four. Of 48, 96, 144 and 192 the fastest on one thread and on two (1.89
 * to 1.92 times).
 */
export const QUERIES = 96;
/** Keys of a tile. */
export const KEYS = 128;
/** The same as in micro-kernel.as.ts. */
const ROW = 144;

/** Bytes of one head's K and V packed for the micro-kernel. */
export const packedBytes = (n: number, headDim: number): number =>
  32 * (Math.ceil(n / 8) * headDim + Math.ceil(n / KEYS) * KEYS * Math.ceil(headDim / 8));

/** Bytes one thread needs: packed queries, a tile of scores, the accumulator, maxima and sums. */
export const tileScratchBytes = (headDim: number): number =>
  64 + 4 * QUERIES * headDim + 4 * QUERIES * ROW + 32 * QUERIES * Math.ceil(headDim / 8) + 8 * QUERIES;
