/** Turns text into vectors; the cosine of two vectors says how similar the texts are in meaning. */
export interface EmbeddingProvider {
  /** Identifies the model: vectors of different models cannot be compared. */
  readonly name: string;
  /**
   * Embeds texts. A failed `query` is not retried, because the user waits for it.
   * @returns one vector for each text, in the same order, all of one length.
   * @throws FoveaError `embedding-failed`; the abort reason when `signal` is aborted.
   */
  embed(
    texts: readonly string[],
    kind: "document" | "query",
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}
