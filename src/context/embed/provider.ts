/** Turns text into vectors whose angle says how near two texts are in meaning. */
export interface EmbeddingProvider {
  /** Names the space of the vectors: those of two models cannot be compared. */
  readonly name: string;
  /**
   * One vector for each text, in their order, all of one length. A `query` is short and somebody waits for it, so it is
   * tried once.
   * @throws FoveaError `embedding-failed`; what `signal` was aborted with, once it is.
   */
  embed(
    texts: readonly string[],
    kind: "document" | "query",
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}
