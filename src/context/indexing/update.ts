import { lstatSync } from "node:fs";
import type { FoveaError } from "../../shared/errors.js";
import { type Encoding, encodings } from "../../shared/tokens/vocabulary.js";
import { span } from "../../shared/trace.js";
import type { Listing, Skipped, Source } from "../scan/source.js";
import type { Changes, Snapshot, Store } from "../store/contract.js";
import { adoptFiles } from "./adopt.js";
import { totalLength } from "./bytes.js";
import { hashOf, readFromOrNothing } from "./content.js";
import { mergeSegments } from "./merge.js";
import { readRefused, writtenRefused } from "./refused.js";
import type { SizedJob, WorkerPool } from "./worker-pool.js";

export interface UpdateOptions {
  readonly encoding: Encoding;
  readonly signal: AbortSignal;
  /** Called first with 0 when the number of files is known, then as files are done. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
  /** A plan made a moment ago, so that the files are not listed again. */
  readonly plan?: UpdatePlan;
  /** Like `onProgress`, for chunks that are embedded afterwards when embeddings are configured. */
  readonly onEmbedding?: (done: number, total: number) => void;
  /** As `PlanOptions.doubted`. */
  readonly doubted?: ReadonlySet<string>;
}

export interface UpdateResult {
  /** Files that were parsed, since their content was new or changed. */
  readonly changed: number;
  /** Files whose new content was already in the index, from another checkout or an earlier time. */
  readonly reused: number;
  readonly removed: number;
  readonly listed: number;
  readonly skipped: readonly Skipped[];
  readonly interrupted: boolean;
  /** Number of embedded chunks, or why embedding failed; absent when no embeddings are configured. */
  readonly embedded?: number | FoveaError;
}

/** The changes that an update would make. */
export interface UpdatePlan {
  readonly listing: Listing;
  /** The index that the files were compared with. */
  readonly snapshot: Snapshot;
  readonly jobs: readonly SizedJob[];
  /** Indexed paths that the listing no longer contains. */
  readonly removed: readonly string[];
  /** Whether the index counted tokens by another encoding and must be rebuilt. */
  readonly recount: boolean;
  /** Indexed files that are not embedded yet; absent when no embeddings are configured. */
  readonly unembedded?: number;
}

export interface PlanOptions {
  /** An index whose tokens were counted by another encoding is rebuilt. */
  readonly encoding: Encoding;
  /** Absolute path of a file, for workers to read; undefined when the source has no files on disk. */
  readonly absolutePath: ((path: string) => string) | undefined;
  /**
   * Files that are compared by content even when their stamp is unchanged: two changes within one tick of the
   * file system's clock may have the same stamp.
   */
  readonly doubted?: ReadonlySet<string> | undefined;
  /** The source's files, when the caller has listed them already. */
  readonly listing?: Listing | undefined;
}

/** Compares the source with the index by paths and stamps, and the doubted files by content too. */
export async function planUpdate(source: Source, store: Store, options: PlanOptions): Promise<UpdatePlan> {
  const [listing, snapshot, encoding] = await Promise.all([
    options.listing ?? source.list(),
    store.snapshot(),
    indexedEncoding(store),
  ]);
  const recount = encoding !== undefined && encoding !== options.encoding;
  const changedUnseen = await changedDespiteStamp(options.doubted, source, listing, snapshot);
  const changes = difference(listing, snapshot, source, options.absolutePath, recount, changedUnseen);
  return { listing, snapshot, recount, ...changes };
}

/** The doubted files whose stamp equals the indexed one although their content differs. */
async function changedDespiteStamp(
  doubted: ReadonlySet<string> | undefined,
  source: Source,
  listing: Listing,
  snapshot: Snapshot,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  if (!doubted || doubted.size === 0) return changed;
  const stamps = new Map<string, string>();
  for (const { path, stamp } of listing.files) if (doubted.has(path)) stamps.set(path, stamp);
  for (const { path, stamp, hash } of snapshot.files) {
    if (stamps.get(path) !== stamp) continue;
    const bytes = await readFromOrNothing((each) => source.read(each), path);
    if (bytes && hashOf(bytes) !== hash) changed.add(path);
  }
  return changed;
}

/** The encoding by which an index counted its tokens; undefined for an empty index. */
export async function indexedEncoding(store: Store): Promise<Encoding | undefined> {
  const name = await store.readFact("encoding");
  return encodings.find((encoding) => encoding === name);
}

export const isEmptyPlan = (plan: UpdatePlan): boolean =>
  plan.jobs.length === 0 && plan.removed.length === 0 && (plan.unembedded ?? 0) === 0;

/**
 * Makes the index match the source: indexes new and changed files and removes files that the source no longer
 * lists. Writes results batch by batch, so that an interrupted run continues where it ended.
 */
export async function applyUpdate(
  source: Source,
  store: Store,
  { listing, jobs, removed, recount }: UpdatePlan,
  pool: WorkerPool,
  options: UpdateOptions,
): Promise<UpdateResult> {
  options.onProgress?.(0, jobs.length);
  let changed = 0;
  let reused = 0;
  await store.prune();
  // Write the encoding before any tokens are counted, so that an interrupted run continues with the same one.
  if (recount) await store.restart(options.encoding);
  else if ((await indexedEncoding(store)) === undefined) await store.writeFact("encoding", options.encoding);
  const excluded = removed.filter((path) => existsOnDisk(source, path));
  const isNew = (await store.snapshot()).generation === 0;
  // For a new index this first write creates the index, however soon the run is interrupted.
  if (isNew || excluded.length > 0) await write(store, { excluded });
  if (jobs.length > 0) {
    const adoption = await span(
      "adopt",
      () => adoptFiles(jobs, source, store, options),
      ({ adopted: files, others }) => ({ files, unknown: others.length }),
    );
    reused = adoption.reused;
    const refused = readRefused(await store.readFact("refused"));
    await pool.run(adoption.others, {
      signal: options.signal,
      read: (path) => source.read(path),
      onProgress: (done) => options.onProgress?.(adoption.adopted + done, jobs.length),
      refused,
      onRefused: async ({ path, stamp }, reason) => {
        await write(store, { skipped: [{ path, stamp, reason }] });
        await store.writeFact("refused", writtenRefused(refused));
      },
      onBatch: async ({ segment, files, skipped }) => {
        changed += files.length;
        if (files.length + skipped.length === 0) return;
        await write(store, { skipped, ...(files.length > 0 ? { added: { segment, files } } : {}) });
      },
    });
  }
  // Remove after the additions: the store then decides with the final size how much unlisted content it can
  // retain.
  if (removed.length > excluded.length) await write(store, { removed });
  if (jobs.length > 0) await mergeSegments(store, options.signal);
  if (!options.signal.aborted) await store.writeFact("updatedAt", new Date().toISOString());
  const skippedByContent = (await store.snapshot()).skipped.map(({ path, reason }) => ({ path, reason }));
  return {
    changed,
    reused,
    removed: removed.length,
    listed: listing.files.length,
    skipped: [...listing.skipped, ...skippedByContent],
    interrupted: options.signal.aborted,
  };
}

const write = (store: Store, changes: Changes): Promise<void> =>
  span(
    "write",
    () => store.write(changes),
    () => {
      const { added, skipped = [], removed = [], excluded = [] } = changes;
      const outlines = added?.files.reduce((sum, { outline }) => sum + outline.length, 0) ?? 0;
      return {
        files: added?.files.length ?? 0,
        skipped: skipped.length,
        removed: removed.length + excluded.length,
        bytes: totalLength(added?.segment.buckets ?? []) + outlines,
      };
    },
  );

function difference(
  listing: Listing,
  snapshot: Snapshot,
  source: Source,
  absolutePath: ((path: string) => string) | undefined,
  recount: boolean,
  changedUnseen: ReadonlySet<string>,
): { jobs: SizedJob[]; removed: string[] } {
  const known = new Map([...snapshot.files, ...snapshot.skipped].map((file) => [file.path, file.stamp]));
  const jobs: SizedJob[] = [];
  for (const { path, stamp, size } of listing.files) {
    const before = known.get(path);
    known.delete(path);
    if (before === stamp && !recount && !changedUnseen.has(path)) continue;
    const absolute = absolutePath?.(path);
    const root = source.rootOf?.(path);
    const place = absolute !== undefined && root !== undefined ? { absolute, root } : {};
    jobs.push({ path, stamp, bytes: size, ...place });
  }
  return { jobs, removed: [...known.keys()] };
}

/**
 * Whether a path that is no longer listed still exists on disk: it is then ignored or excluded, not deleted.
 */
function existsOnDisk(source: Source, path: string): boolean {
  if (!source.absolutePath) return false;
  try {
    lstatSync(source.absolutePath(path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}
