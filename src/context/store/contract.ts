import type { FoveaError } from "../../shared/errors.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import type { Role, SkipReason } from "../scan/source.js";
import type { Segment } from "./segment.js";

/**
 * What the rest of Fovea knows of a store. To add a store:
 *
 * 1. Write a folder `store/<name>/` whose `driver.ts` exports a `StoreDriver`. Nothing else in the tree may
 *    depend on what the store is made of (`boundary.test.ts`).
 * 2. Add it to the list in `drivers.ts`. `test/contract/store*.test.ts` then runs over it: the suite is the
 *    precise form of this file. It also runs over `test/support/delayed-driver.ts`, which does all that a store
 *    across a network may do.
 * 3. To make it the store of working trees, change `storeDriver` in `drivers.ts`.
 *
 * Terms. A *checkout* is a working tree: the main one or a linked git worktree. All checkouts of a repository
 * share one index. A *content* is what was parsed from one path and hash: its file row, outline, postings and
 * vectors. A checkout *lists* a content when it has that file with that hash. An *unlisted* content is one
 * that no checkout lists; some are retained for reuse. A *segment* is the immutable inverted index of the
 * contents that were added by one write.
 */

/**
 * A kind of store: finds, opens, locks and deletes indexes. A `location` names the index of one repository.
 * For a store on a local disk it is a folder in the user's state, which need not exist. For a store across a
 * network it is an address that contains the repository's key. All checkouts of a repository have the same
 * location.
 */
export interface StoreDriver {
  readonly name: string;
  /**
   * Opens the index at a place for one checkout. A store across a network connects at the first read or write,
   * and throws these errors then; until then `readOnly` and `damaged` are false. An index that cannot be written
   * is opened for reading, and `Store.readOnly` is true.
   * @throws FoveaError `no-index` without `create` when there is no index, or it has nothing of this
   * checkout; `corrupt-index`, `index-unreadable`, `unwritable-index`, `disk-full`, `index-busy`.
   */
  open(place: StorePlace, options: StoreOptions): Store;
  /**
   * Whether there is an index, sound or damaged. Left out by a store across a network, which would have to
   * wait for the answer: then `findRoot` recognises git repositories only. Callers that can wait use
   * `describe`.
   */
  exists?(location: string): boolean;
  /** @throws FoveaError `index-unreadable`. */
  describe(location: string): Promise<StoreDescription>;
  /**
   * Deletes the index, sound or damaged, with the data of all checkouts, and nothing else at the location.
   * The caller must hold the lock. Stores of this index that are still open become `replaced`.
   * @throws FoveaError `unwritable-index`.
   */
  drop(location: string): Promise<void>;
  /**
   * Makes the caller the only writer of the index at a location, among all processes. It does not affect
   * readers, or writers of other locations. The lock ends when its process ends, even by a crash. It is not
   * reentrant: a second call waits, even in the process that holds the lock.
   * @param waitMilliseconds how long to wait for another writer; 0 tries once. The event loop runs meanwhile.
   * @throws FoveaError `index-busy` when another writer still holds it after that time, `lock-damaged`,
   * `unwritable-index`, `disk-full`.
   */
  lock(location: string, waitMilliseconds: number): Promise<WriterLock>;
  /**
   * The `lock-damaged` error that `lock` would throw; undefined when it would not. Always undefined where a
   * lock is not a file that can be damaged.
   */
  lockFault(location: string): FoveaError | undefined;
  /** Repairs what `lockFault` reports. Does not remove a lock that a process may hold. */
  mendLock(location: string): void;
  /**
   * Frees what closed stores and released locks still keep open. Windows cannot delete their folder before.
   */
  releaseClosed(): Promise<void>;
}

/** Where the index of a repository is, and for which checkout it is opened. */
export interface StorePlace {
  readonly location: string;
  /** Git's name of the linked worktree; "" for the main or only checkout. */
  readonly checkout: string;
  /** Names of the linked worktrees that exist now. Without it, `Store.prune` takes none to be gone. */
  readonly checkouts?: () => readonly string[];
}

export interface StoreOptions {
  /** Create the index when there is none. Without it, a missing index is an error. */
  readonly create: boolean;
}

export interface StoreDescription {
  /** Where the index is, for people: a file path, or an address without secrets. */
  readonly path: string;
  /** Size of the data of all checkouts; 0 when there is no index. */
  readonly bytes: number;
  /** Version of the storage format that this version of Fovea uses. */
  readonly format: number;
}

export interface WriterLock {
  release(): Promise<void>;
}

/**
 * An open index, as seen by one checkout.
 *
 * - Sharing: a content is stored once for all checkouts, keyed by path and hash.
 * - Batches: reads take many keys, so that a store across a network needs one round trip per call.
 * - Atomicity: a write is done completely or not at all, for readers and after a crash. Only the holder of the driver's
 *   lock may write.
 * - Integrity: a read returns exactly what was written. When data is changed or missing, the read that needs it throws
 *   `corrupt-index`; no read returns a wrong value.
 * - Text: paths, stamps and hashes are stored as UTF-8, so an unpaired surrogate comes back as U+FFFD.
 * @throws FoveaError from every method but `replaced` and `close`: `corrupt-index`, `index-unreadable`,
 * `index-busy` when other processes prevent the read. Writes also throw `unwritable-index` and `disk-full`,
 * and then have no effect.
 */
export interface Store {
  /**
   * The checkout's files, and what a query needs of them at once. Cheap to call again: unchanged parts are
   * reused.
   */
  snapshot(): Promise<Snapshot>;
  /**
   * Postings buckets of segments, and their words (`wordsBucket`). The caller must not change the arrays.
   * @returns one entry per key, in order; undefined for an empty bucket, or when the segment no longer
   * exists.
   */
  buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Encoded outlines. @returns one entry per file, in order; undefined when the file's content no longer
   * exists.
   */
  outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]>;
  /**
   * Hashes of the contents that are stored for each path, listed by any checkout or retained. A file with
   * such a hash can be `adopted` instead of parsed.
   * @returns only the paths that have a content.
   */
  knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Changes which files this checkout lists. Unlisted contents are retained for reuse, up to two limits:
   * `RETAINED_PER_PATH` (limits.ts) per path, and in all as many documents as are listed. The contents that
   * were unlisted first are deleted first.
   * @throws FoveaError `corrupt-index` also when the content of an adopted file is missing.
   */
  write(changes: Changes): Promise<void>;
  /**
   * Deletes the files of all checkouts, so that the index can be filled with token counts of another
   * encoding.
   */
  restart(encoding: Encoding): Promise<void>;
  /**
   * Deletes the data of checkouts that no longer exist (`StorePlace.checkouts`). Their contents become
   * unlisted.
   */
  prune(): Promise<void>;
  /**
   * Deletes this checkout's data and all unlisted contents, and frees their space. Postings of deleted
   * contents may remain in segments that other checkouts use, until those segments are merged.
   */
  forget(): Promise<void>;
  /** Sizes of the segments of all checkouts. */
  segments(): Promise<readonly SegmentSize[]>;
  /** Segments with all contents that have documents in them, of all checkouts and unlisted ones. */
  readSegments(ids: readonly number[]): Promise<SegmentContents>;
  /**
   * Replaces segments by one merged segment. Does nothing when one of the old segments no longer exists.
   * @param moved the new first document of every content in the old segments.
   */
  replaceSegments(old: readonly number[], merged: Segment, moved: readonly MovedContent[]): Promise<void>;
  /** Ids of the files that have vectors of this model. May include files of other checkouts. */
  vectorFiles(model: string): Promise<readonly number[]>;
  /** The vectors of this model for all files of this checkout that have them. */
  vectors(model: string): Promise<readonly FileVectors[]>;
  /** Adds vectors, or replaces those that a file has. Skips files that no longer exist. */
  writeVectors(model: string, files: readonly FileVectors[]): Promise<void>;
  /** Sets the model whose vectors this checkout uses, or none, and deletes vectors that no checkout uses. */
  keepVectors(model?: string): Promise<void>;
  /** Reads a fact about this checkout's part of the index. `encoding` is a fact of the whole index. */
  readFact(name: FactName): Promise<string | undefined>;
  writeFact(name: FactName, value: string): Promise<void>;
  /** Checks all data of all checkouts. @returns the problems as sentences; empty when the index is sound. */
  check(): Promise<readonly string[]>;
  /** As `StoreDriver.describe`, for the open index. */
  describe(): Promise<StoreDescription>;
  /** True when the index cannot be written. Reads work; writes throw the reason. */
  readonly readOnly: boolean;
  /**
   * Whether the open index is no longer the one at its location, because it was deleted or replaced. A store
   * across a network says what its last read or write found. The next `snapshot` opens the new index, if the
   * store was opened with `create` or is `readOnly`. Until then other reads use the old index, or find no
   * files where the old one was not kept.
   */
  replaced(): boolean;
  /** Whether a read has found damage since the index was opened or replaced. */
  readonly damaged: boolean;
  /** Replaces a damaged index by an empty one. The caller must hold the driver's lock. */
  replaceDamaged(): Promise<void>;
  close(): Promise<void>;
}

/**
 * - `updatedAt`: when the last complete update ended, ISO 8601. Missing when none was completed.
 * - `encoding`: the tokenizer of all token counts in the index.
 * - `history`: git history as JSON (`git/remember-history.ts`).
 * - `refused`: contents that exceeded their limits and are not parsed again.
 */
export type FactName = "updatedAt" | "encoding" | "history" | "refused";

export interface BucketKey {
  readonly segment: number;
  /** From 0 to 2^`bucketBits` - 1. */
  readonly bucket: number;
}

/** One indexed file of a checkout. */
export interface FileRow {
  /** Id of the file's content, which other checkouts may list too. */
  readonly id: number;
  readonly path: string;
  /** As `SourceFile.stamp`. A file with an equal stamp need not be read. */
  readonly stamp: string;
  /** SHA-256 of the content, hex. */
  readonly hash: string;
  readonly bytes: number;
  readonly lines: number;
  readonly tokens: number;
  /** Number of definitions and headed sections. */
  readonly symbols: number;
  /** Number of references and imports. */
  readonly edges: number;
  readonly language: string;
  readonly role: Role;
  readonly segment: number;
  /** The file's chunks are the documents [firstDocument, firstDocument + documents) of the segment. */
  readonly firstDocument: number;
  readonly documents: number;
}

/** The vectors of a file's chunks. */
export interface FileVectors {
  /** Id of the file. */
  readonly file: number;
  readonly dimensions: number;
  /** One row of `dimensions` bytes per chunk, in chunk order. All zeros for a chunk without a vector. */
  readonly data: Int8Array;
}

export interface SegmentSize {
  readonly id: number;
  readonly documents: number;
}

/** A segment without its buckets; fields as in `Segment`. */
export interface SegmentRow extends SegmentSize {
  readonly bucketBits: number;
  readonly bodyLengths: Uint16Array;
}

export interface SegmentContents {
  readonly segments: readonly SegmentRow[];
  readonly contents: readonly Pick<FileRow, "id" | "segment" | "firstDocument" | "documents">[];
}

export interface Snapshot {
  /** A new number after every write that changes what this checkout reads; 0 before its first write. */
  readonly generation: number;
  /** By path. */
  readonly files: readonly FileRow[];
  /** The segments that contain documents of the files. */
  readonly segments: readonly SegmentRow[];
  /**
   * Files that were read and are not indexed because of their content, by path. Their stamp tells when to read
   * them again.
   */
  readonly skipped: readonly SkippedRow[];
}

export interface SkippedRow {
  readonly path: string;
  readonly stamp: string;
  readonly reason: SkipReason;
}

/** One write. */
export interface Changes {
  /**
   * New contents: their files, and the segment that holds their chunks. The store assigns `id` and `segment`.
   */
  readonly added?: { readonly segment: Segment; readonly files: readonly NewFile[] };
  /** Files whose content is already stored (`knownHashes`), with their stamp in this checkout. */
  readonly adopted?: readonly AdoptedFile[];
  /** Files that are skipped from now on. Their unlisted contents are deleted, not retained. */
  readonly skipped?: readonly SkippedRow[];
  /** Paths that no longer exist. Their contents may be retained for reuse. */
  readonly removed?: readonly string[];
  /**
   * Paths that exist but are no longer indexed, such as newly ignored files. Unlisted contents are deleted.
   */
  readonly excluded?: readonly string[];
}

export type NewFile = Omit<FileRow, "id" | "segment"> & { readonly outline: string };

export type AdoptedFile = Pick<FileRow, "path" | "stamp" | "hash">;

export type MovedContent = Pick<FileRow, "id" | "firstDocument">;
