/** The inverted index of some files, immutable. Documents are chunks, numbered from 0 in file order. */
export interface Segment {
  readonly documents: number;
  /** So many low bits of a term's hash are the number of its bucket; there are 2^bucketBits buckets. */
  readonly bucketBits: number;
  readonly buckets: readonly Uint8Array[];
  /** The words of these files, for typing errors. A store keeps them as one more bucket, `wordsBucket`. */
  readonly words: Uint8Array;
  /** Words in each document's body, at most 65,535. */
  readonly bodyLengths: Uint16Array<ArrayBuffer>;
}

/** Number of the bucket that holds a segment's words: the one after the last. */
export const wordsBucket = ({ bucketBits }: Pick<Segment, "bucketBits">): number => 2 ** bucketBits;

/** Limit of `bucketBits`. The largest segments, of 400,000 chunks, then have about 8 kB in a bucket. */
export const MAX_BUCKET_BITS = 13;

/** More than the number of any bucket, that of the words included. */
export const BUCKET_NUMBERS = 2 ** (MAX_BUCKET_BITS + 1);
