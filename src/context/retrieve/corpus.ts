import { decodeChunks, decodeUses, type OutlineChunk, type OutlineUses } from "../build/outline.js";
import { findEntry, termHash } from "../build/postings.js";
import type { FileRow, SegmentRow, Snapshot, Store } from "../store/contract.js";

/** One term's postings, by segment. */
export interface TermPostings {
  readonly term: string;
  /** Chunks that hold the term, those of replaced files included. */
  readonly documents: number;
  readonly parts: readonly { readonly base: number; readonly postings: Uint8Array }[];
}

const BUCKET_CACHE_BYTES = 48e6;
const OUTLINE_CACHE_ENTRIES = 2000;

/**
 * A snapshot of the index as a query sees it. Documents have one number over all segments (`base` of the segment +
 * local number) and files the number of their place in `files`.
 */
export class Corpus {
  readonly files: readonly FileRow[];
  readonly documents: number;
  /** File of each document, -1 when the file it came from is gone. */
  readonly fileOfDocument: Int32Array;
  /** First document of each file. */
  readonly firstDocument: Int32Array;
  readonly bodyLengths: Uint16Array;
  /** Words in each file's chunks together. */
  readonly fileLengths: Float64Array;
  readonly averageBodyLength: number;
  readonly averageFileLength: number;
  readonly liveDocuments: number;
  private readonly bases: readonly number[];
  private readonly segments: readonly SegmentRow[];
  private readonly bucketCache = new Map<number, Uint8Array | undefined>();
  private bucketCacheBytes = 0;
  private readonly chunkCache = new Map<number, readonly OutlineChunk[]>();
  private byPath: ReadonlyMap<string, number> | undefined;

  constructor(
    private readonly store: Store,
    readonly snapshot: Snapshot,
  ) {
    this.files = snapshot.files;
    this.segments = snapshot.segments;
    const bases: number[] = [];
    const baseOf = new Map<number, number>();
    let documents = 0;
    for (const segment of snapshot.segments) {
      bases.push(documents);
      baseOf.set(segment.id, documents);
      documents += segment.documents;
    }
    this.bases = bases;
    this.documents = documents;
    this.bodyLengths = new Uint16Array(documents);
    snapshot.segments.forEach((segment, index) => {
      this.bodyLengths.set(segment.bodyLengths, bases[index]);
    });
    this.fileOfDocument = new Int32Array(documents).fill(-1);
    this.firstDocument = new Int32Array(this.files.length);
    this.fileLengths = new Float64Array(this.files.length);
    let live = 0;
    let words = 0;
    this.files.forEach((file, index) => {
      const first = baseOf.get(file.segment)! + file.firstDocument;
      this.firstDocument[index] = first;
      this.fileOfDocument.fill(index, first, first + file.documents);
      live += file.documents;
      let length = 0;
      for (let document = first; document < first + file.documents; document++)
        length += this.bodyLengths[document]!;
      this.fileLengths[index] = length;
      words += length;
    });
    this.liveDocuments = live;
    this.averageBodyLength = live > 0 ? words / live : 1;
    this.averageFileLength = this.files.length > 0 ? words / this.files.length : 1;
  }

  /** The number of the file at a path, or -1. */
  fileAt(path: string): number {
    this.byPath ??= new Map(this.files.map((file, index) => [file.path, index]));
    return this.byPath.get(path) ?? -1;
  }

  async postings(terms: readonly string[]): Promise<TermPostings[]> {
    const keyed = terms.map((term) => {
      const hash = termHash(term);
      return this.segments.map((segment) => ({
        segment: segment.id,
        bucket: hash & ((1 << segment.bucketBits) - 1),
      }));
    });
    const missing = new Map<number, { segment: number; bucket: number }>();
    for (const key of keyed.flat()) if (!this.bucketCache.has(cacheKey(key))) missing.set(cacheKey(key), key);
    if (missing.size > 0) await this.loadBuckets([...missing.values()]);
    return terms.map((term, index) => {
      const parts: { base: number; postings: Uint8Array }[] = [];
      let documents = 0;
      keyed[index]!.forEach((key, segment) => {
        const bucket = this.bucketCache.get(cacheKey(key));
        const entry = bucket && findEntry(bucket, term);
        if (!entry) return;
        documents += entry.documents;
        parts.push({ base: this.bases[segment]!, postings: entry.postings });
      });
      return { term, documents, parts };
    });
  }

  private async loadBuckets(keys: readonly { segment: number; bucket: number }[]): Promise<void> {
    if (this.bucketCacheBytes > BUCKET_CACHE_BYTES) {
      this.bucketCache.clear();
      this.bucketCacheBytes = 0;
    }
    const data = await this.store.buckets(keys);
    keys.forEach((key, index) => {
      this.bucketCache.set(cacheKey(key), data[index]);
      this.bucketCacheBytes += data[index]?.length ?? 0;
    });
  }

  /** The chunks of files, in the order asked. */
  async chunks(files: readonly number[]): Promise<(readonly OutlineChunk[])[]> {
    const missing = files.filter((file) => !this.chunkCache.has(file));
    if (missing.length > 0) {
      if (this.chunkCache.size > OUTLINE_CACHE_ENTRIES) this.chunkCache.clear();
      const texts = await this.store.outlines(missing.map((file) => this.files[file]!.id));
      missing.forEach((file, index) => {
        const text = texts[index];
        this.chunkCache.set(file, text === undefined ? [] : decodeChunks(text));
      });
      // A cleared cache may have dropped files that were asked for.
      if (files.some((file) => !this.chunkCache.has(file))) return this.chunks(files);
    }
    return files.map((file) => this.chunkCache.get(file)!);
  }

  /** Imports and references of files, in the order asked. */
  async uses(files: readonly number[]): Promise<OutlineUses[]> {
    const texts = await this.store.outlines(files.map((file) => this.files[file]!.id));
    return texts.map((text) => (text === undefined ? { imports: [], references: [] } : decodeUses(text)));
  }
}

const cacheKey = (key: { segment: number; bucket: number }): number => key.segment * 1024 + key.bucket;
