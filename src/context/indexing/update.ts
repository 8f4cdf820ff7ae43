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
  /** Called as files are done, and once with 0 when the work is known. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
  /** What was found a moment ago, so that the files need not be listed again. */
  readonly plan?: UpdatePlan;
  /** As `onProgress`, for the chunks that are embedded afterwards where embeddings are configured. */
  readonly onEmbedding?: (done: number, total: number) => void;
  /** As `PlanOptions.doubted`. */
  readonly doubted?: ReadonlySet<string>;
}

export interface UpdateResult {
  /** Files whose content was new or changed and was parsed. */
  readonly changed: number;
  /** Files whose new content was in the index already, from another checkout or an earlier time. */
  readonly reused: number;
  readonly removed: number;
  readonly listed: number;
  readonly skipped: readonly Skipped[];
  readonly interrupted: boolean;
  /** Chunks that were embedded, or why that failed; absent while no embeddings are configured. */
  readonly embedded?: number | FoveaError;
}

/** What an update would do. */
export interface UpdatePlan {
  readonly listing: Listing;
  /** The index that the files were compared with. */
  readonly snapshot: Snapshot;
  readonly jobs: readonly SizedJob[];
  /** Paths to drop: all that the listing has no more. */
  readonly removed: readonly string[];
  /** Whether the index counts by another encoding, and so is rebuilt. */
  readonly recount: boolean;
  /** Indexed files that wait to be embedded; absent while no embeddings are configured. */
  readonly unembedded?: number;
}

export interface PlanOptions {
  /** An index whose tokens were counted by another encoding is counted again. */
  readonly encoding: Encoding;
  /** Where a file lies on this machine, so that workers can read it. */
  readonly absolutePath: ((path: string) => string) | undefined;
  /** Files whose stamps are not believed: two changes within one tick of the disk's clock may have the same. */
  readonly doubted?: ReadonlySet<string> | undefined;
  /** The source's files, where they are known and need not be listed. */
  readonly listing?: Listing | undefined;
}

/** Compares the source with the index, by names and stamps alone, and by content the files that are doubted. */
export async function planUpdate(source: Source, store: Store, options: PlanOptions): Promise<UpdatePlan> {
  const [listing, snapshot, encoding] = await Promise.all([
    options.listing ?? source.list(),
    store.snapshot(),
    indexedEncoding(store),
  ]);
  const recount = encoding !== undefined && encoding !== options.encoding;
  const disproved = await disprove(options.doubted, source, listing, snapshot);
  const changes = difference(listing, snapshot, source, options.absolutePath, recount, disproved);
  return { listing, snapshot, recount, ...changes };
}

/** The doubted files that have the stamp of what is indexed and another content. */
async function disprove(
  doubted: ReadonlySet<string> | undefined,
  source: Source,
  listing: Listing,
  snapshot: Snapshot,
): Promise<ReadonlySet<string>> {
  const disproved = new Set<string>();
  if (!doubted || doubted.size === 0) return disproved;
  const stamps = new Map<string, string>();
  for (const { path, stamp } of listing.files) if (doubted.has(path)) stamps.set(path, stamp);
  for (const { path, stamp, hash } of snapshot.files) {
    if (stamps.get(path) !== stamp) continue;
    const bytes = await readFromOrNothing((each) => source.read(each), path);
    if (bytes && hashOf(bytes) !== hash) disproved.add(path);
  }
  return disproved;
}

/** The encoding by which the tokens in an index were counted; undefined while it is empty. */
export async function indexedEncoding(store: Store): Promise<Encoding | undefined> {
  const name = await store.readFact("encoding");
  return encodings.find((encoding) => encoding === name);
}

export const isEmptyPlan = (plan: UpdatePlan): boolean =>
  plan.jobs.length === 0 && plan.removed.length === 0 && (plan.unembedded ?? 0) === 0;

/**
 * Makes the index equal to the source: new and changed files are indexed, files that are gone are dropped. What is
 * done is written as it goes, so that an interrupted run is taken up where it ended.
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
  // Before all that is counted, so that a run that is cut short is taken up with the same encoding.
  if (recount) await store.restart(options.encoding);
  else if ((await indexedEncoding(store)) === undefined) await store.writeFact("encoding", options.encoding);
  const excluded = removed.filter((path) => isThere(source, path));
  const isNew = (await store.snapshot()).generation === 0;
  // Of a new index too, so that there is one however soon the run is cut short.
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
  // After what is new, so that as much unlisted content as possible may be kept.
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
  disproved: ReadonlySet<string>,
): { jobs: SizedJob[]; removed: string[] } {
  const known = new Map([...snapshot.files, ...snapshot.skipped].map((file) => [file.path, file.stamp]));
  const jobs: SizedJob[] = [];
  for (const { path, stamp, size } of listing.files) {
    const before = known.get(path);
    known.delete(path);
    if (before === stamp && !recount && !disproved.has(path)) continue;
    const absolute = absolutePath?.(path);
    const root = source.rootOf?.(path);
    const place = absolute !== undefined && root !== undefined ? { absolute, root } : {};
    jobs.push({ path, stamp, bytes: size, ...place });
  }
  return { jobs, removed: [...known.keys()] };
}

/** Whether a path that is not listed any more is still on the disk: then it is not to be indexed any more. */
function isThere(source: Source, path: string): boolean {
  if (!source.absolutePath) return false;
  try {
    lstatSync(source.absolutePath(path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code !== "ENOENT" && code !== "ENOTDIR";
  }
}
