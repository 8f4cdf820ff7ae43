/** A loaded model. Its vectors all have one length; they need not be unit vectors. */
export interface TextEmbedder {
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
