import { span } from "../../shared/trace.js";
import type {
  BucketKey,
  MovedContent,
  SegmentContents,
  SegmentRow,
  SegmentSize,
  Store,
} from "../store/contract.js";
import { MAX_BUCKET_BITS, type Segment, wordsBucket } from "../store/segment.js";
import { wordTerms } from "../text/terms.js";
import { ByteWriter, totalLength } from "./bytes.js";
import { eachPosting, entriesOf, termHash, writeEntry, writePosting } from "./postings.js";
import { encodeWords, wordsIn } from "./vocabulary.js";

/** More segments than this are merged: a query reads one bucket per term and segment. */
const MOST_SEGMENTS = 12;
/** Most documents of a merged segment, which bounds the memory of a merge. */
const MOST_DOCUMENTS = 400_000;

/**
 * Merges small segments, as a log-structured merge tree does, and drops postings of contents that are no
 * longer stored. Keeps the contents of all checkouts, and unlisted contents that are retained for reuse. Each
 * merge is one transaction.
 */
export async function mergeSegments(store: Store, signal: AbortSignal): Promise<void> {
  for (;;) {
    const chosen = toMerge(await store.segments());
    if (chosen.length < 2 || signal.aborted) return;
    await span(
      "merge",
      async () => {
        const { merged, moved } = await merge(store, await store.readSegments(chosen));
        await store.replaceSegments(chosen, merged, moved);
        return merged;
      },
      ({ documents, buckets }) => ({ segments: chosen.length, documents, bytes: totalLength(buckets) }),
    );
  }
}

/**
 * Ids of the segments to merge: the smallest ones that together fit into one; empty when there are few
 * segments.
 */
function toMerge(segments: readonly SegmentSize[]): number[] {
  const bySize = segments
    .filter((segment) => segment.documents < MOST_DOCUMENTS / 2)
    .sort((a, b) => a.documents - b.documents);
  if (bySize.length <= MOST_SEGMENTS) return [];
  const chosen: number[] = [];
  let documents = 0;
  for (const segment of bySize) {
    if (documents + segment.documents > MOST_DOCUMENTS) break;
    // A large segment is merged only with segments of similar total size, so that an edit rewrites only small
    // ones.
    if (chosen.length >= 2 && segment.documents > 2 * documents) break;
    chosen.push(segment.id);
    documents += segment.documents;
  }
  return chosen;
}

async function merge(
  store: Store,
  { segments: chosen, contents }: SegmentContents,
): Promise<{ merged: Segment; moved: MovedContent[] }> {
  const { moved, newDocument, documents } = renumber(contents, chosen);
  const bodyLengths = new Uint16Array(documents);
  for (const segment of chosen) {
    const target = newDocument.get(segment.id)!;
    target.forEach((document, old) => {
      if (document >= 0) bodyLengths[document] = segment.bodyLengths[old]!;
    });
  }
  // As many buckets as the chosen segments have together, so that buckets stay small and a query reads no
  // more.
  const widest = Math.max(...chosen.map((segment) => segment.bucketBits));
  const bucketBits = Math.min(
    MAX_BUCKET_BITS,
    Math.ceil(Math.log2(chosen.reduce((sum, segment) => sum + 2 ** segment.bucketBits, 0))),
  );
  const buckets = Array.from({ length: 1 << bucketBits }, (): Uint8Array => new Uint8Array(0));
  for (let bucket = 0; bucket < 1 << widest; bucket++) {
    const finer = await mergeBucket(store, chosen, newDocument, { bucket, bits: widest, into: bucketBits });
    finer.forEach((bytes, index) => {
      buckets[bucket + (index << widest)] = bytes;
    });
  }
  return {
    merged: { documents, bucketBits, buckets, words: await mergeWords(store, chosen, buckets), bodyLengths },
    moved,
  };
}

/** The words of the chosen segments that still have a posting in the merged buckets. */
async function mergeWords(
  store: Store,
  chosen: readonly SegmentRow[],
  buckets: readonly Uint8Array[],
): Promise<Uint8Array> {
  const lists = await store.buckets(
    chosen.map((segment) => ({ segment: segment.id, bucket: wordsBucket(segment) })),
  );
  const words = new Set(lists.flatMap((list) => (list ? wordsIn(list) : [])));
  const terms = new Set<string>();
  for (const bucket of buckets) for (const { term } of entriesOf(bucket)) terms.add(term);
  return encodeWords([...words].filter((word) => wordTerms(word).some((term) => terms.has(term))));
}

/** Numbers the documents of the merged segment. Contents keep their order; deleted ones leave no gaps. */
function renumber(contents: SegmentContents["contents"], chosen: readonly SegmentRow[]) {
  const newDocument = new Map(
    chosen.map((segment) => [segment.id, new Int32Array(segment.documents).fill(-1)]),
  );
  const order = new Map(chosen.map((segment, index) => [segment.id, index]));
  const inOrder = contents.toSorted(
    (a, b) => order.get(a.segment)! - order.get(b.segment)! || a.firstDocument - b.firstDocument,
  );
  let documents = 0;
  const moved = inOrder.map((content): MovedContent => {
    const target = newDocument.get(content.segment)!;
    const firstDocument = documents;
    for (let i = 0; i < content.documents; i++) target[content.firstDocument + i] = documents++;
    return { id: content.id, firstDocument };
  });
  return { moved, newDocument, documents };
}

/**
 * A bucket number of the widest chosen segment (the one with the most buckets), and how the merge divides it.
 */
interface BucketSplit {
  readonly bucket: number;
  /** How many low bits of a term's hash give `bucket`. */
  readonly bits: number;
  /** The same number for the merged segment; at least `bits`. */
  readonly into: number;
}

/** @returns the buckets of the merged segment that receive the terms of this bucket, in order. */
async function mergeBucket(
  store: Store,
  chosen: readonly SegmentRow[],
  newDocument: ReadonlyMap<number, Int32Array>,
  { bucket, bits, into }: BucketSplit,
): Promise<Uint8Array[]> {
  const keys = chosen.map(
    (segment): BucketKey => ({ segment: segment.id, bucket: bucket & ((1 << segment.bucketBits) - 1) }),
  );
  const data = await store.buckets(keys);
  const finer = Array.from({ length: 1 << (into - bits) }, () => new Map<string, Part[]>());
  data.forEach((bytes, index) => {
    if (!bytes) return;
    for (const entry of entriesOf(bytes)) {
      const hash = termHash(entry.term);
      // A bucket of a narrower segment also holds terms of the widest segment's other buckets.
      if ((hash & ((1 << bits) - 1)) !== bucket) continue;
      const byTerm = finer[(hash & ((1 << into) - 1)) >>> bits]!;
      const list = byTerm.get(entry.term);
      const part = { segment: chosen[index]!.id, postings: entry.postings };
      if (list) list.push(part);
      else byTerm.set(entry.term, [part]);
    }
  });
  return finer.map((byTerm) => writeBucket(byTerm, newDocument));
}

/** A term's postings in one of the segments to merge. */
interface Part {
  readonly segment: number;
  readonly postings: Uint8Array;
}

function writeBucket(
  byTerm: ReadonlyMap<string, readonly Part[]>,
  newDocument: ReadonlyMap<number, Int32Array>,
): Uint8Array {
  const out = new ByteWriter();
  const postings = new ByteWriter();
  for (const [term, parts] of byTerm) {
    let count = 0;
    let previous = -1;
    for (const part of parts) {
      const target = newDocument.get(part.segment)!;
      eachPosting(part.postings, (old, packed) => {
        const document = target[old]!;
        if (document < 0) return;
        writePosting(postings, document - previous - 1, packed);
        previous = document;
        count++;
      });
    }
    if (count > 0) writeEntry(out, term, count, postings.view());
    postings.length = 0;
  }
  return out.take();
}
