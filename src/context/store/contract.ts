import type { FoveaError } from "../../shared/errors.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import type { Role, SkipReason } from "../scan/source.js";
import type { Segment } from "./segment.js";

/**
 * A kind of store: how indexes are found, opened, locked and dropped. A `location` names the index of one repository: for
 * a store on this disk a folder of ours, which need not exist; for one across a network an address with the repository's
 * key in it. All checkouts of the repository share the index at its location.
 */
export interface StoreDriver {
  readonly name: string;
  /**
   * Opens the index at a place for one checkout. A store across a network may wait with that, and then with these errors,
   * until its first read. Where the index cannot be written it is only read, and `readOnly` says so.
   * @throws FoveaError `no-index` without `create` where there is none, or none of this checkout; `corrupt-index`,
   * `index-unreadable`, `unwritable-index`, `disk-full`, `index-busy`.
   */
  open(place: StorePlace, options: StoreOptions): Store;
  /** Whether there is an index here, sound or not. Never waits: of an index on another machine it says no. */
  exists(location: string): boolean;
  /** @throws FoveaError `index-unreadable`. */
  describe(location: string): Promise<StoreDescription>;
  /**
   * Removes the index with what all checkouts have, sound or not; nothing else that lies there. The caller holds the lock.
   * Stores of it that are still open are `replaced`.
   * @throws FoveaError `unwritable-index`.
   */
  drop(location: string): Promise<void>;
  /**
   * Makes the caller the only writer of the index at a location, among all processes. Writers of other locations do not
   * wait for it, and readers never do. The lock ends with the process, however that ends. It is not taken twice, not even
   * by the process that holds it.
   * @param waitMilliseconds how long to wait for another writer; 0 to try once. This process goes on meanwhile.
   * @throws FoveaError `index-busy` when another still writes by then, `lock-damaged`, `unwritable-index`, `disk-full`.
   */
  lock(location: string, waitMilliseconds: number): Promise<WriterLock>;
  /** Why `lock` would throw `lock-damaged`, as that error; undefined where it would not. */
  lockFault(location: string): FoveaError | undefined;
  /** Mends what `lockFault` tells of. A lock that somebody may hold stays. */
  mendLock(location: string): void;
  /** Frees what closed stores and released locks still hold, so that the folder they lay in can be deleted everywhere. */
  releaseClosed(): Promise<void>;
}

/** Where the index of a repository is, and which of its checkouts asks. */
export interface StorePlace {
  readonly location: string;
  /** As git names a linked worktree; "" for the main or only checkout. */
  readonly checkout: string;
  /** Names of the linked worktrees that there are now; without it none is taken to be gone. */
  readonly checkouts?: () => readonly string[];
}

export interface StoreOptions {
  /** Make the index when there is none; without it that is an error. */
  readonly create: boolean;
}

export interface StoreDescription {
  /** Where it is kept, to be read by people: a file, or an address without secrets. */
  readonly path: string;
  /** What all checkouts have takes so much; 0 where there is nothing. */
  readonly bytes: number;
  /** Version of the format in which this version of Fovea keeps it. */
  readonly format: number;
}

export interface WriterLock {
  release(): Promise<void>;
}

/**
 * An open index, as one checkout sees it: all checkouts of a repository share an index, in which a content is kept once,
 * by path and hash, with its outline and vectors. Reads are batched, so that a store across a network needs one round trip
 * where the embedded one needs a function call. Every write is all or nothing: a reader sees all of it or nothing, and so
 * does the next process after a crash. Only the holder of the driver's lock writes.
 *
 * What is read is what was written: where it is not, or where something is missing, `corrupt-index` is thrown, as late as
 * it is asked for. Paths, stamps and hashes are kept as UTF-8: half of a surrogate pair comes back as U+FFFD.
 * @throws FoveaError from every method but `replaced` and `close`: `corrupt-index`, `index-unreadable`, `index-busy` when
 * others keep it from reading; from those that write also `unwritable-index` and `disk-full`, and then nothing is written.
 */
export interface Store {
  /** Everything a query needs to know of this checkout's files at once. Cheap to call again: unchanged parts are reused. */
  snapshot(): Promise<Snapshot>;
  /** Buckets of segments, in the order asked; undefined where one is empty, or its segment gone. Not to be changed. */
  buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]>;
  /** Encoded outlines of files, in the order asked; undefined where a file's content is gone. */
  outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]>;
  /**
   * Hashes of the contents that are kept of each path: of any checkout, and of earlier times. A path of which there is
   * none is left out.
   */
  knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Changes what this checkout lists. Content that no checkout lists any more is kept for reuse: at most as many documents
   * as all checkouts list, and 4 contents of a path; what was unlisted first is dropped first.
   * @throws FoveaError `corrupt-index` also for an adopted file whose content there is not.
   */
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
  /**
   * Replaces segments by one merged segment; `moved` tells where each content's documents went. Where one of the old is
   * gone by now, nothing happens.
   */
  replaceSegments(old: readonly number[], merged: Segment, moved: readonly MovedContent[]): Promise<void>;
  /** Ids of the files that have vectors of this model, perhaps with some of other checkouts. */
  vectorFiles(model: string): Promise<readonly number[]>;
  /** All vectors of this model that the files of this checkout have, by file id. */
  vectors(model: string): Promise<readonly FileVectors[]>;
  /** Adds vectors, or puts them in the place of a file's older ones. A file that is gone is passed over. */
  writeVectors(model: string, files: readonly FileVectors[]): Promise<void>;
  /** Says which model this checkout wants vectors of, if any, and drops those that none does. */
  keepVectors(model?: string): Promise<void>;
  /** Facts about this checkout's part of the index by name; `encoding` is of the whole. */
  readFact(name: FactName): Promise<string | undefined>;
  writeFact(name: FactName, value: string): Promise<void>;
  /** Looks at everything, of all checkouts. @returns what is wrong, in words; empty when the index is sound. */
  check(): Promise<readonly string[]>;
  /** As the driver's, of what is open. */
  describe(): Promise<StoreDescription>;
  /** True where the index cannot be written: then it is read as it stands, and writing says why it cannot. */
  readonly readOnly: boolean;
  /**
   * Whether what is open is not the index at its location any more: it was dropped, or another put there. Then it still
   * answers from what it was until the next snapshot, for which a store that may make an index opens what is there then.
   */
  replaced(): boolean;
  /** Whether something was found damaged since it was opened or replaced. */
  readonly damaged: boolean;
  /** Replaces a damaged index by an empty one. The caller holds the driver's lock. */
  replaceDamaged(): Promise<void>;
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
