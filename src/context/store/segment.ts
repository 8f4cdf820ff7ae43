/** The inverted index of some files, immutable. Documents are chunks, numbered from 0 in file order. */
export interface Segment {
  readonly documents: number;
  /** So many low bits of a term's hash are the number of its bucket; there are 2^bucketBits buckets. */
  readonly bucketBits: number;
  readonly buckets: readonly Uint8Array[];
  /** Words in each document's body, at most 65,535. */
  readonly bodyLengths: Uint16Array<ArrayBuffer>;
}

/** Limit of `bucketBits`. The largest segments, of 400,000 chunks, then have about 8 kB in a bucket. */
export const MAX_BUCKET_BITS = 13;
