/** A chunk that competed for a place in a pack. */
export interface Worth {
  readonly path: string;
  /** Its own lines, without those of chunks inside it; 1-based, inclusive. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** Estimated probability that the task needs it; the sum over all chunks is 1. */
  readonly relevance: number;
  readonly tokens: number;
}
