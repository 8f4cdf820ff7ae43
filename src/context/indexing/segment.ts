import { CodeUnits } from "../../shared/code-units.js";
import type { Segment } from "../store/segment.js";
import { wordTerms } from "../text/terms.js";
import { WordTable } from "../text/word-table.js";
import { ByteWriter } from "./bytes.js";
import { exact, FIELD_BITS, LARGEST_COUNT } from "./fields.js";
import { bucketBitsFor, termHash, writeEntry, writePosting } from "./postings.js";
import { addKnown, encodeWords } from "./vocabulary.js";

/**
 * A segment with this many postings should be written: with its other data it takes about 10 MB in each
 * worker.
 */
const FULL_AT_POSTINGS = 300_000;

/** Initial length of the arrays, which double when full. One edited file needs little. */
const INITIAL_LENGTH = 1 << 12;

type ExactKind = keyof typeof exact;

/** Collects the terms of chunks. `take` returns them as a segment and empties the builder. */
export class SegmentBuilder {
  private terms = new Map<string, number>();
  private termNames: string[] = [];
  private words = new WordTable();
  /** The terms of word i are wordTerms[wordStarts[i], wordStarts[i + 1]). */
  private wordTerms: number[] = [];
  private wordStarts: number[] = [0];
  private exactTerms = emptyExactTerms();
  private known = new Set<string>();
  private readonly own = new CodeUnits();
  // Occurrences of each term in the current chunk, packed by field. `touched` lists the terms that occur in
  // it.
  private counts = new Uint32Array(INITIAL_LENGTH);
  private touched: number[] = [];
  private bodyLength = 0;
  // Parallel arrays: posting i is element i of each.
  private postingTerm = new Int32Array(INITIAL_LENGTH);
  private postingDocument = new Int32Array(INITIAL_LENGTH);
  private postingCounts = new Uint32Array(INITIAL_LENGTH);
  private postings = 0;
  private bodyLengths: number[] = [];

  get documents(): number {
    return this.bodyLengths.length;
  }

  get full(): boolean {
    return this.postings >= FULL_AT_POSTINGS;
  }

  /** Counts the words of a text in a field of the current chunk. */
  addText(text: string, field: number): void {
    if (text !== "") this.addUnits(this.own.load(text), field, 0, text.length);
  }

  /** Counts the words of units[start, end) in a field of the current chunk. */
  addUnits(units: CodeUnits, field: number, start: number, end: number): void {
    const step = 1 << (field * FIELD_BITS);
    const count = this.words.scan(units, start, end);
    while (this.wordStarts.length <= this.words.size) {
      const word = this.words.word(this.wordStarts.length - 1);
      for (const term of wordTerms(word)) this.wordTerms.push(this.idOf(term));
      addKnown(word, this.known);
      this.wordStarts.push(this.wordTerms.length);
    }
    const { found } = this.words;
    for (let i = 0; i < count; i++) {
      const word = found[i]!;
      if (word < 0) continue;
      const last = this.wordStarts[word + 1]!;
      for (let at = this.wordStarts[word]!; at < last; at++) this.increment(this.wordTerms[at]!, field, step);
    }
    if (field === 0) this.bodyLength += count;
  }

  /** Counts one occurrence of an exact term (see fields.ts). */
  addExact(kind: ExactKind, name: string): void {
    let id = this.exactTerms[kind].get(name);
    if (id === undefined) {
      id = this.idOf(exact[kind](name));
      this.exactTerms[kind].set(name, id);
    }
    this.increment(id, 0, 1);
  }

  /** Ends the current chunk. Words added later belong to the next document. */
  endDocument(): void {
    const document = this.bodyLengths.length;
    this.reservePostings(this.touched.length);
    for (const term of this.touched) {
      this.postingTerm[this.postings] = term;
      this.postingDocument[this.postings] = document;
      this.postingCounts[this.postings] = this.counts[term]!;
      this.postings++;
      this.counts[term] = 0;
    }
    this.touched.length = 0;
    this.bodyLengths.push(Math.min(65_535, this.bodyLength));
    this.bodyLength = 0;
  }

  take(): Segment {
    const { order, starts } = this.byTerm();
    const bucketBits = bucketBitsFor(this.postings);
    const buckets = this.writeBuckets(order, starts, bucketBits);
    const segment = {
      words: encodeWords(this.known),
      documents: this.documents,
      bucketBits,
      buckets,
      bodyLengths: Uint16Array.from(this.bodyLengths),
    };
    this.terms = new Map();
    this.termNames = [];
    this.words = new WordTable();
    this.known = new Set();
    this.wordTerms = [];
    this.wordStarts = [0];
    this.exactTerms = emptyExactTerms();
    this.postings = 0;
    this.bodyLengths = [];
    return segment;
  }

  private increment(term: number, field: number, step: number): void {
    const packed = this.counts[term]!;
    if (packed === 0) this.touched.push(term);
    if (((packed >>> (field * FIELD_BITS)) & LARGEST_COUNT) < LARGEST_COUNT)
      this.counts[term] = packed + step;
  }

  private idOf(name: string): number {
    let id = this.terms.get(name);
    if (id === undefined) {
      id = this.termNames.length;
      this.terms.set(name, id);
      this.termNames.push(name);
      if (id >= this.counts.length) {
        const grown = new Uint32Array(this.counts.length * 2);
        grown.set(this.counts);
        this.counts = grown;
      }
    }
    return id;
  }

  private reservePostings(more: number): void {
    const needed = this.postings + more;
    if (needed <= this.postingTerm.length) return;
    const size = Math.max(needed, this.postingTerm.length * 2);
    const grow = <T extends Int32Array | Uint32Array>(old: T, grown: T): T => {
      grown.set(old);
      return grown;
    };
    this.postingTerm = grow(this.postingTerm, new Int32Array(size));
    this.postingDocument = grow(this.postingDocument, new Int32Array(size));
    this.postingCounts = grow(this.postingCounts, new Uint32Array(size));
  }

  /** Counting sort of the postings by term; documents stay ascending within a term. */
  private byTerm(): { order: Int32Array; starts: Int32Array } {
    const starts = new Int32Array(this.termNames.length + 1);
    for (let i = 0; i < this.postings; i++) starts[this.postingTerm[i]! + 1]!++;
    for (let term = 0; term < this.termNames.length; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice();
    const order = new Int32Array(this.postings);
    for (let i = 0; i < this.postings; i++) order[next[this.postingTerm[i]!]!++] = i;
    return { order, starts };
  }

  private writeBuckets(order: Int32Array, starts: Int32Array, bucketBits: number): Uint8Array[] {
    const members: number[][] = Array.from({ length: 1 << bucketBits }, () => []);
    this.termNames.forEach((name, term) => {
      members[termHash(name) & ((1 << bucketBits) - 1)]!.push(term);
    });
    const bucket = new ByteWriter();
    const postings = new ByteWriter();
    return members.map((terms) => {
      for (const term of terms) {
        const from = starts[term]!;
        const to = starts[term + 1]!;
        if (from === to) continue;
        let previous = -1;
        for (let i = from; i < to; i++) {
          const document = this.postingDocument[order[i]!]!;
          writePosting(postings, document - previous - 1, this.postingCounts[order[i]!]!);
          previous = document;
        }
        writeEntry(bucket, this.termNames[term]!, to - from, postings.view());
        postings.length = 0;
      }
      return bucket.take();
    });
  }
}

/**
 * Term ids by kind and bare name: building each prefixed term for a lookup took longer than the lookup
 * itself.
 */
const emptyExactTerms = (): Readonly<Record<ExactKind, Map<string, number>>> => ({
  definition: new Map(),
  reference: new Map(),
  base: new Map(),
  module: new Map(),
});
