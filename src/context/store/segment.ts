/** The inverted index of some files, immutable once written. Documents are chunks, numbered from 0 in file order. */
export interface Segment {
  readonly documents: number;
  /** The low bits of a term's hash that name its bucket; there are 2^bucketBits buckets. */
  readonly bucketBits: number;
  readonly buckets: readonly Uint8Array[];
  /** Words in each document's body, at most 65,535. */
  readonly bodyLengths: Uint16Array<ArrayBuffer>;
}

/** `bucketBits` is at most this: a segment of 400,000 chunks, as large as they get, then has some 8 kB in a bucket. */
export const MAX_BUCKET_BITS = 13;
