import type { FoveaError } from "../../shared/errors.js";
import { type Encoding, encodings } from "../../shared/tokens/vocabulary.js";
import type { Listing, Skipped, Source } from "../scan/source.js";
import type { FileRow, Snapshot, Store } from "../store/contract.js";
import type { Crew, SizedJob } from "./crew.js";
import { mergeSegments } from "./merge.js";

export interface UpdateOptions {
  readonly encoding: Encoding;
  readonly signal: AbortSignal;
  /** Called as files are done, and once with 0 when the work is known. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
  /** As `onProgress`, for the chunks that are embedded afterwards where embeddings are configured. */
  readonly onEmbedding?: (done: number, total: number) => void;
}

export interface UpdateResult {
  /** Files whose content was new or changed and was indexed. */
  readonly changed: number;
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
  readonly jobs: readonly SizedJob[];
  readonly removed: readonly string[];
  /** Indexed files that wait to be embedded; absent while no embeddings are configured. */
  readonly unembedded?: number;
}

export interface PlanOptions {
  /** An index whose tokens were counted by another encoding is counted anew. */
  readonly encoding: Encoding;
  /** Where a file lies on this machine, so that workers can read it. */
  readonly absolutePath: ((path: string) => string) | undefined;
}

/** Compares the source with the index, by names and stamps alone. */
export async function planUpdate(source: Source, store: Store, options: PlanOptions): Promise<UpdatePlan> {
  const [listing, snapshot, encoding] = await Promise.all([
    source.list(),
    store.snapshot(),
    indexedEncoding(store),
  ]);
  const recount = encoding !== undefined && encoding !== options.encoding;
  return { listing, ...difference(listing, snapshot, options.absolutePath, recount) };
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
  { listing, jobs, removed }: UpdatePlan,
  crew: Crew,
  options: UpdateOptions,
): Promise<UpdateResult> {
  options.onProgress?.(0, jobs.length);
  let changed = 0;
  // Known from the first write on, so that a run that is cut short is taken up with the same encoding.
  if ((await indexedEncoding(store)) === undefined) await store.writeFact("encoding", options.encoding);
  if (removed.length > 0) await store.write({ removed });
  if (jobs.length > 0) {
    await crew.run(jobs, {
      signal: options.signal,
      read: (path) => source.read(path),
      onProgress: (done) => options.onProgress?.(done, jobs.length),
      onHarvest: async ({ segment, files, skipped, restamped }) => {
        changed += files.length;
        if (files.length + skipped.length + restamped.length === 0) return;
        await store.write({ skipped, restamped, ...(files.length > 0 ? { added: { segment, files } } : {}) });
      },
    });
    await mergeSegments(store, options.signal);
  }
  if (!options.signal.aborted) {
    // Written last: a recount that is cut short begins anew, with no file left in the old encoding.
    if ((await indexedEncoding(store)) !== options.encoding)
      await store.writeFact("encoding", options.encoding);
    await store.writeFact("updatedAt", new Date().toISOString());
  }
  const skippedByContent = (await store.snapshot()).skipped.map(({ path, reason }) => ({ path, reason }));
  return {
    changed,
    removed: removed.length,
    listed: listing.files.length,
    skipped: [...listing.skipped, ...skippedByContent],
    interrupted: options.signal.aborted,
  };
}

function difference(
  listing: Listing,
  snapshot: Snapshot,
  absolutePath: ((path: string) => string) | undefined,
  recount: boolean,
): { jobs: SizedJob[]; removed: string[] } {
  const known = new Map<string, FileRow>(snapshot.files.map((file) => [file.path, file]));
  const passedOver = new Map(snapshot.skipped.map((file) => [file.path, file.stamp]));
  const jobs: SizedJob[] = [];
  for (const { path, stamp, size } of listing.files) {
    const before = known.get(path);
    known.delete(path);
    const skippedStamp = passedOver.get(path);
    passedOver.delete(path);
    if ((before?.stamp === stamp && !recount) || skippedStamp === stamp) continue;
    jobs.push({
      path,
      stamp,
      bytes: size,
      ...(absolutePath ? { absolute: absolutePath(path) } : {}),
      ...(before && !recount ? { knownHash: before.hash } : {}),
    });
  }
  return { jobs, removed: [...known.keys(), ...passedOver.keys()] };
}
