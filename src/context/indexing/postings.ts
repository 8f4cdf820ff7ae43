import { MAX_BUCKET_BITS } from "../store/segment.js";
import { ByteReader, type ByteWriter } from "./bytes.js";
import { FIELD_BITS, fields, LARGEST_COUNT } from "./fields.js";

/**
 * The inverted index of one segment. It is divided into buckets by the hash of the term, so that a query reads only
 * the few kilobytes that hold its terms. A bucket is a sequence of entries:
 *
 *     varint term bytes · term (UTF-8) · varint document count · varint posting bytes · postings
 *
 * A posting is `varint gap to the previous document · counts`. Counts are one byte below 128 (the term occurs in the
 * body only), or a byte 128 + one bit per field, followed by one byte for each field whose bit is set.
 */

/** Largest average size of a bucket, at 4 bytes a posting. */
const BUCKET_BYTES = 8192;
const FIELD_COUNT = fields.length;

/** The count of one field in `packed`, which holds the occurrences of a term by field, five bits each. */
export const countIn = (packed: number, field: number): number =>
  (packed >>> (field * FIELD_BITS)) & LARGEST_COUNT;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

/**
 * 32-bit hash of a term. Its low bits are the bucket number, so one bucket of a small segment covers several
 * buckets of a larger one.
 */
export function termHash(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return hash >>> 0;
}

/** How many bits of the hash a segment with this many postings uses as the bucket number. */
export function bucketBitsFor(postings: number): number {
  let bits = 0;
  while (bits < MAX_BUCKET_BITS && postings * 4 > BUCKET_BYTES << bits) bits++;
  return bits;
}

export interface Entry {
  readonly term: string;
  readonly documents: number;
  readonly postings: Uint8Array;
}

export function writeEntry(to: ByteWriter, term: string, documents: number, postings: Uint8Array): void {
  const name = utf8.encode(term);
  to.varint(name.length);
  to.append(name);
  to.varint(documents);
  to.varint(postings.length);
  to.append(postings);
}

export function writePosting(to: ByteWriter, gap: number, packed: number): void {
  to.varint(gap);
  if (packed <= LARGEST_COUNT) {
    to.byte(packed);
    return;
  }
  let mask = 0;
  for (let field = 0; field < FIELD_COUNT; field++) if (countIn(packed, field) > 0) mask |= 1 << field;
  to.byte(128 | mask);
  for (let field = 0; field < FIELD_COUNT; field++) if (mask & (1 << field)) to.byte(countIn(packed, field));
}

/** Calls `visit` with each document (local to the segment, ascending) and its packed counts. */
export function eachPosting(postings: Uint8Array, visit: (document: number, packed: number) => void): void {
  const reader = new ByteReader(postings);
  let document = -1;
  while (!reader.done) {
    document += reader.varint() + 1;
    const first = reader.byte();
    if (first < 128) {
      visit(document, first);
      continue;
    }
    let packed = 0;
    for (let field = 0; field < FIELD_COUNT; field++)
      if (first & (1 << field)) packed |= reader.byte() << (field * FIELD_BITS);
    visit(document, packed);
  }
}

export function* entriesOf(bucket: Uint8Array): Generator<Entry> {
  const reader = new ByteReader(bucket);
  while (!reader.done) {
    const term = fromUtf8.decode(reader.take(reader.varint()));
    const documents = reader.varint();
    yield { term, documents, postings: reader.take(reader.varint()) };
  }
}

/** Finds the entry of one term without decoding the others. */
export function findEntry(bucket: Uint8Array, term: string): Entry | undefined {
  const wanted = utf8.encode(term);
  const reader = new ByteReader(bucket);
  while (!reader.done) {
    const length = reader.varint();
    const name = reader.at;
    reader.at += length;
    const documents = reader.varint();
    const size = reader.varint();
    if (length === wanted.length && hasBytesAt(bucket, name, wanted))
      return { term, documents, postings: reader.take(size) };
    reader.at += size;
  }
  return undefined;
}

/** Compares in place: a bucket has about a hundred entries, and a view of each costs more than reading it. */
function hasBytesAt(bucket: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length; i++) if (bucket[at + i] !== wanted[i]) return false;
  return true;
}
