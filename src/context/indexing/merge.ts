import { span } from "../../shared/trace.js";
import type {
  BucketKey,
  MovedContent,
  SegmentContents,
  SegmentRow,
  SegmentSize,
  Store,
} from "../store/contract.js";
import { MAX_BUCKET_BITS, type Segment } from "../store/segment.js";
import { ByteWriter, totalLength } from "./bytes.js";
import { eachPosting, entriesOf, termHash, writeEntry, writePosting } from "./postings.js";

/** A query reads one bucket per term and segment: more segments than this are merged. */
const MOST_SEGMENTS = 12;
/** A merged segment does not exceed this many documents, so that a merge stays within memory. */
const MOST_DOCUMENTS = 400_000;

/**
 * Keeps segments few: the small ones are merged, as in a log-structured merge tree, and postings of contents that are
 * gone are dropped on the way. Those of other checkouts come along, and those that wait to come back. Each merge is one
 * transaction.
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

/** The smallest segments, when there are too many; together they must fit into one. */
function toMerge(segments: readonly SegmentSize[]): number[] {
  const bySize = segments
    .filter((segment) => segment.documents < MOST_DOCUMENTS / 2)
    .sort((a, b) => a.documents - b.documents);
  if (bySize.length <= MOST_SEGMENTS) return [];
  const chosen: number[] = [];
  let documents = 0;
  for (const segment of bySize) {
    if (documents + segment.documents > MOST_DOCUMENTS) break;
    // A large segment joins only when what it is merged with is of its own order: after an edit only small ones are
    // written anew.
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
  // As many buckets as they have together, so that a query reads no more of a merged segment than of a small one.
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
  return { merged: { documents, bucketBits, buckets, bodyLengths }, moved };
}

/** Contents keep their order; documents are numbered anew without the gaps of dead ones. */
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

/** One bucket of the segment that has most of them, for which each bucket of that one is read once. */
interface BucketSplit {
  readonly bucket: number;
  /** Low bits of a term's hash that name `bucket`. */
  readonly bits: number;
  /** Bits of the merged segment, whose buckets are as fine or finer. */
  readonly into: number;
}

/** @returns the buckets of the merged segment that hold the terms of one of its widest part, in order. */
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
      // A bucket of a smaller segment holds the terms of several of the widest.
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

/** The postings of a term in one of the merged segments. */
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
