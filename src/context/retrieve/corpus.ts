import { count } from "../../shared/trace.js";
import {
  decodeChunks,
  decodeImports,
  decodeUses,
  type OutlineChunk,
  type OutlineUses,
} from "../indexing/outline.js";
import { eachPosting, findEntry, termHash } from "../indexing/postings.js";
import { decodeList } from "../indexing/vocabulary.js";
import type { BucketKey, FileRow, SegmentRow, Snapshot, Store } from "../store/contract.js";
import { BUCKET_NUMBERS, wordsBucket } from "../store/segment.js";
import { everything, type Scope } from "./scope.js";

/** The postings of one term, by segment. */
export interface TermPostings {
  readonly term: string;
  /** Number of live chunks that hold the term. `parts` may contain further chunks, of replaced files. */
  readonly documents: number;
  readonly parts: readonly { readonly base: number; readonly postings: Uint8Array }[];
}

const BUCKET_CACHE_BYTES = 48e6;
const OUTLINE_CACHE_ENTRIES = 2000;

/**
 * A snapshot of the index for queries: all of it or the part in a scope. In a scope, frequencies and averages
 * are those of the scope alone. A document (chunk) has one number over all segments: `base` of its segment
 * plus its local number. A file's number is its place in `files`.
 */
export class Corpus {
  readonly files: readonly FileRow[];
  readonly documents: number;
  /** File of each document; -1 when its file was deleted, was replaced or is outside the scope. */
  readonly fileOfDocument: Int32Array;
  /** First document of each file. */
  readonly firstDocument: Int32Array;
  readonly bodyLengths: Uint16Array;
  /** Number of words in each file's chunks together. */
  readonly fileLengths: Float64Array;
  readonly averageBodyLength: number;
  readonly averageFileLength: number;
  readonly liveDocuments: number;
  private readonly bases: readonly number[];
  /** Whether a segment holds documents of files that were deleted, were replaced or are outside the scope. */
  private readonly hasDead: readonly boolean[];
  private readonly segments: readonly SegmentRow[];
  private readonly bucketCache = new Map<number, Uint8Array | undefined>();
  private bucketCacheBytes = 0;
  private readonly chunkCache = new Map<number, readonly OutlineChunk[]>();
  private byPath: ReadonlyMap<string, number> | undefined;
  private readonly facts = new Map<string, Map<number, unknown>>();

  constructor(
    private readonly store: Store,
    readonly snapshot: Snapshot,
    readonly scope: Scope = everything,
  ) {
    const { files, segments } = scope.partOf(snapshot);
    this.files = files;
    this.segments = segments;
    const bases: number[] = [];
    const baseOf = new Map<number, number>();
    let documents = 0;
    for (const segment of segments) {
      bases.push(documents);
      baseOf.set(segment.id, documents);
      documents += segment.documents;
    }
    this.bases = bases;
    this.documents = documents;
    this.bodyLengths = new Uint16Array(documents);
    segments.forEach((segment, index) => {
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
    this.hasDead = segments.map((segment, index) =>
      this.fileOfDocument.subarray(bases[index], bases[index]! + segment.documents).includes(-1),
    );
    this.averageBodyLength = live > 0 ? words / live : 1;
    this.averageFileLength = this.files.length > 0 ? words / this.files.length : 1;
  }

  /** @returns the number of the file at a path, or -1. */
  fileAt(path: string): number {
    this.byPath ??= new Map(this.files.map((file, index) => [file.path, index]));
    return this.byPath.get(path) ?? -1;
  }

  /** The path of a file within the scope: in a workspace's repository, without the repository's name. */
  pathInScope(file: number): string {
    return this.scope.below(this.files[file]!.path);
  }

  /**
   * Cached values of files that do not depend on the query, such as the words of their paths. `make` is
   * called for the files without a cached value. @returns one value for each of `files`, in their order.
   */
  factsOf<T>(name: string, files: readonly number[], make: (missing: readonly number[]) => T[]): T[] {
    const known = this.known<T>(name);
    const missing = files.filter((file) => !known.has(file));
    if (missing.length > 0) {
      const made = make(missing);
      missing.forEach((file, index) => {
        known.set(file, made[index]!);
      });
    }
    return files.map((file) => known.get(file)!);
  }

  /** Like `factsOf`, for values that have to be read from the store. */
  async readFacts<T>(
    name: string,
    files: readonly number[],
    read: (missing: readonly number[]) => Promise<T[]>,
  ): Promise<T[]> {
    const known = this.known<T>(name);
    const missing = files.filter((file) => !known.has(file));
    if (missing.length > 0) {
      const made = await read(missing);
      missing.forEach((file, index) => {
        known.set(file, made[index]!);
      });
    }
    return files.map((file) => known.get(file)!);
  }

  private known<T>(name: string): Map<number, T> {
    let known = this.facts.get(name);
    if (!known) {
      known = new Map();
      this.facts.set(name, known);
    }
    return known as Map<number, T>;
  }

  async postings(terms: readonly string[]): Promise<TermPostings[]> {
    const keyed = terms.map((term) => {
      const hash = termHash(term);
      return this.segments.map((segment) => ({
        segment: segment.id,
        bucket: hash & ((1 << segment.bucketBits) - 1),
      }));
    });
    const buckets = await this.bucketsOf(keyed.flat());
    return terms.map((term, index) => {
      const parts: { base: number; postings: Uint8Array }[] = [];
      let documents = 0;
      keyed[index]!.forEach((key, segment) => {
        const bucket = buckets.get(cacheKey(key));
        const entry = bucket && findEntry(bucket, term);
        if (!entry) return;
        const base = this.bases[segment]!;
        documents += this.hasDead[segment] ? this.countLive(entry.postings, base) : entry.documents;
        parts.push({ base, postings: entry.postings });
      });
      return { term, documents, parts };
    });
  }

  /** The words of each segment, as a list (indexing/vocabulary.ts). Some may be of files that were replaced. */
  async words(): Promise<string[]> {
    const keys = this.segments.map((segment) => ({ segment: segment.id, bucket: wordsBucket(segment) }));
    return [...(await this.bucketsOf(keys)).values()].map((bytes) => (bytes ? decodeList(bytes) : ""));
  }

  /** The live chunks that hold a term, in index order. */
  async places(term: string): Promise<(readonly [file: number, chunk: number])[]> {
    const [{ parts }] = (await this.postings([term])) as [TermPostings];
    const found: (readonly [number, number])[] = [];
    for (const { base, postings } of parts)
      eachPosting(postings, (local) => {
        const file = this.fileOfDocument[base + local]!;
        if (file >= 0) found.push([file, base + local - this.firstDocument[file]!]);
      });
    return found;
  }

  /** Counts live chunks only, so that the answer to a query does not depend on the history of the index. */
  private countLive(postings: Uint8Array, base: number): number {
    let live = 0;
    eachPosting(postings, (local) => {
      if (this.fileOfDocument[base + local]! >= 0) live++;
    });
    return live;
  }

  private async bucketsOf(keys: readonly BucketKey[]): Promise<ReadonlyMap<number, Uint8Array | undefined>> {
    const found = new Map<number, Uint8Array | undefined>();
    const missing = new Map<number, BucketKey>();
    for (const key of keys) {
      const id = cacheKey(key);
      if (this.bucketCache.has(id)) found.set(id, this.bucketCache.get(id));
      else missing.set(id, key);
    }
    if (missing.size === 0) return found;
    const data = await this.store.buckets([...missing.values()]);
    count({ buckets: data.length, bytes: data.reduce((sum, bucket) => sum + (bucket?.length ?? 0), 0) });
    if (this.bucketCacheBytes > BUCKET_CACHE_BYTES) {
      this.bucketCache.clear();
      this.bucketCacheBytes = 0;
    }
    [...missing.keys()].forEach((id, index) => {
      found.set(id, data[index]);
      if (this.bucketCache.has(id)) return;
      this.bucketCache.set(id, data[index]);
      this.bucketCacheBytes += data[index]?.length ?? 0;
    });
    return found;
  }

  /** The chunks of files, in the order of `files`. */
  async chunks(files: readonly number[]): Promise<(readonly OutlineChunk[])[]> {
    // Read each file once: a name may be defined 25,000 times in one file.
    const missing = [...new Set(files)].filter((file) => !this.chunkCache.has(file));
    if (missing.length > 0) {
      if (this.chunkCache.size > OUTLINE_CACHE_ENTRIES) this.chunkCache.clear();
      const texts = await this.store.outlines(missing.map((file) => this.files[file]!.id));
      missing.forEach((file, index) => {
        const text = texts[index];
        this.chunkCache.set(file, text === undefined ? [] : decodeChunks(text));
      });
      // Clearing the cache may have dropped some of the requested files.
      if (files.some((file) => !this.chunkCache.has(file))) return this.chunks(files);
    }
    return files.map((file) => this.chunkCache.get(file)!);
  }

  /** Imports of a file. */
  async imports(file: number): Promise<OutlineUses["imports"]> {
    const [imports] = await this.readFacts("imports", [file], async () => {
      const [text] = await this.store.outlines([this.files[file]!.id]);
      return [text === undefined ? [] : decodeImports(text)];
    });
    return imports!;
  }

  /** Imports and references of files, in the order of `files`. */
  async uses(files: readonly number[]): Promise<OutlineUses[]> {
    const texts = await this.store.outlines(files.map((file) => this.files[file]!.id));
    return texts.map((text) => (text === undefined ? { imports: [], references: [] } : decodeUses(text)));
  }
}

const cacheKey = (key: BucketKey): number => key.segment * BUCKET_NUMBERS + key.bucket;
