import type { Encoding } from "../../shared/tokens/vocabulary.js";
import type { Segment } from "../indexing/segment.js";
import type { Role, SkipReason } from "../scan/source.js";

/**
 * Where an index lives, as one checkout sees it: all checkouts of a repository share an index, in which a content is
 * kept once, by path and hash, with its outline and vectors. Reads are batched, so that a store across a network needs
 * one round trip where the embedded one needs a function call. Every write is one transaction: a reader sees all of it
 * or nothing, and so does the next process after a crash. What is read is what was written: where it is not, or where
 * something is missing, `corrupt-index` is thrown, as late as it is asked for.
 */
export interface Store {
  /** Everything a query needs to know of this checkout's files at once. Cheap to call again: unchanged parts are reused. */
  snapshot(): Promise<Snapshot>;
  /** Buckets of segments, in the order asked; undefined where one is empty, or its segment gone. */
  buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]>;
  /** Encoded outlines of files, in the order asked; undefined where a file's content is gone. */
  outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]>;
  /**
   * Hashes of the contents that are kept of each path: of any checkout, and of earlier times. A path of which there is
   * none is left out.
   */
  knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Unlisted content is kept for reuse, at most as many documents as all checkouts list. */
  write(changes: Changes): Promise<void>;
  /** Drops all that any checkout has, so that it can be counted by another encoding. */
  restart(encoding: Encoding): Promise<void>;
  /** Deletes data of checkouts that no longer exist. */
  prune(): Promise<void>;
  /**
   * Drops what this checkout has and all else that no other has, and gives the space back. Postings of it may stay in
   * segments that others use, until those are merged.
   */
  forget(): Promise<void>;
  /** Segments of all checkouts. */
  segments(): Promise<readonly SegmentSize[]>;
  /** Segments with all contents that have documents in them, whoever lists those. */
  readSegments(ids: readonly number[]): Promise<SegmentContents>;
  /** Replaces segments by one merged segment; `moved` tells where each content's documents went. */
  replaceSegments(old: readonly number[], merged: Segment, moved: readonly MovedContent[]): Promise<void>;
  /** Ids of the files that have vectors of this model, perhaps with some of other checkouts. */
  vectorFiles(model: string): Promise<readonly number[]>;
  /** All vectors of this model that the files of this checkout have. */
  vectors(model: string): Promise<readonly FileVectors[]>;
  /** Adds vectors, or puts them in the place of a file's older ones. A file that is gone is passed over. */
  writeVectors(model: string, files: readonly FileVectors[]): Promise<void>;
  /** Says which model this checkout wants vectors of, if any, and drops those that none does. */
  keepVectors(model?: string): Promise<void>;
  /** Facts about this checkout's part of the index by name; `encoding` is of the whole. */
  readFact(name: FactName): Promise<string | undefined>;
  writeFact(name: FactName, value: string): Promise<void>;
  /** @returns what is wrong, in words; empty when the index is sound. */
  check(): Promise<readonly string[]>;
  /** Version of the format in which the index is kept. */
  readonly version: number;
  /** True where the index cannot be written: then it is read as it stands, and writing says why it cannot. */
  readonly readOnly: boolean;
  /**
   * Whether what is open is not the index at its place any more: it was deleted, or another put there. Then it still answers
   * from what it was until the next snapshot, for which a store that may make an index opens what is there then.
   */
  replaced(): boolean;
  /** Whether something was found damaged since it was opened or replaced. */
  readonly damaged: boolean;
  /** Replaces a damaged index by an empty one. The caller is its only writer. */
  replaceDamaged(): Promise<void>;
  /** Bytes on disk, of all checkouts. */
  size(): Promise<number>;
  close(): Promise<void>;
}

/**
 * `updatedAt`: when it was last made equal to its source, ISO 8601. `encoding`: what tokens are counted by. `refused`:
 * contents that exceeded their limits.
 */
export type FactName = "updatedAt" | "encoding" | "history" | "refused";

export interface BucketKey {
  readonly segment: number;
  readonly bucket: number;
}

/** One indexed file. */
export interface FileRow {
  /** Of its content, which other checkouts may have too. */
  readonly id: number;
  readonly path: string;
  /** As `SourceFile.stamp`; equal stamps mean that nothing needs reading. */
  readonly stamp: string;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  readonly bytes: number;
  readonly lines: number;
  readonly tokens: number;
  readonly symbols: number;
  readonly edges: number;
  readonly language: string;
  readonly role: Role;
  readonly segment: number;
  /** Its chunks are documents [firstDocument, firstDocument + documents) of the segment. */
  readonly firstDocument: number;
  readonly documents: number;
}

/** The vectors of a file's chunks. */
export interface FileVectors {
  /** Id of the file. */
  readonly file: number;
  readonly dimensions: number;
  /** One row of `dimensions` bytes for each chunk, in their order; zeros for a chunk without a vector. */
  readonly data: Int8Array;
}

export interface SegmentSize {
  readonly id: number;
  readonly documents: number;
}

export interface SegmentRow extends SegmentSize {
  readonly bucketBits: number;
  readonly bodyLengths: Uint16Array;
}

export interface SegmentContents {
  readonly segments: readonly SegmentRow[];
  readonly contents: readonly Pick<FileRow, "id" | "segment" | "firstDocument" | "documents">[];
}

export interface Snapshot {
  /** Changes with every write that this checkout can notice; 0 before its first. */
  readonly generation: number;
  readonly files: readonly FileRow[];
  /** Those in which the files have documents. */
  readonly segments: readonly SegmentRow[];
  /** Files that were read and found not worth indexing; their stamp says when to look again. */
  readonly skipped: readonly SkippedRow[];
}

export interface SkippedRow {
  readonly path: string;
  readonly stamp: string;
  readonly reason: SkipReason;
}

export interface Changes {
  /** New content: a segment with the files whose chunks it holds (`segment` and `id` are given by the store). */
  readonly added?: { readonly segment: Segment; readonly files: readonly NewFile[] };
  /** Files whose content is among `knownHashes`, with the stamp that they have here. */
  readonly adopted?: readonly AdoptedFile[];
  /** Nothing else of these paths is kept than what other checkouts list. */
  readonly skipped?: readonly SkippedRow[];
  /** Paths that are gone. */
  readonly removed?: readonly string[];
  /** Paths that are there but not to be indexed any more: nothing is kept, as with `skipped`. */
  readonly excluded?: readonly string[];
}

export type NewFile = Omit<FileRow, "id" | "segment"> & { readonly outline: string };

export type AdoptedFile = Pick<FileRow, "path" | "stamp" | "hash">;

export type MovedContent = Pick<FileRow, "id" | "firstDocument">;
