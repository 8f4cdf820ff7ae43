/** A loaded model: text to vectors of one length, which need not be unit vectors. */
export interface TextEmbedder {
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
