import { FoveaError } from "../shared/errors.js";
import { writeEmbedding } from "./embed/configuration.js";
import { indexPlace, makeIndexPlace } from "./index-place.js";
import type { UpdateOptions, UpdateResult } from "./indexing/update.js";
import { openIndex } from "./open-repository.js";
import type { Repository } from "./repository/repository.js";
import { bytesIn, removeState } from "./state/gone.js";
import type { KeptState } from "./state/moved.js";
import { lstatIfThere } from "./state/private-folder.js";
import { stateFolder } from "./state/state-folder.js";
import type { StoreDescription } from "./store/contract.js";
import { storeDriver } from "./store/drivers.js";

const LOCK_WAIT_MILLISECONDS = 10_000;

/** Whether there is an index of `root`, perhaps of another checkout of its repository only. */
export const hasIndex = (root: string): boolean => storeDriver.exists(indexPlace(root).location);

/** Where the index of `root` is kept, and how large it is; there need not be one. */
export const describeIndex = (root: string): Promise<StoreDescription> =>
  storeDriver.describe(indexPlace(root).location);

/**
 * Runs `work` as the only writer of the index of `root`, and so of all that share it.
 * @throws FoveaError `index-busy` when another process keeps writing, `unwritable-index`, `disk-full`, `lock-damaged`.
 */
export async function asWriter<T>(
  root: string,
  work: () => Promise<T>,
  waitMilliseconds = LOCK_WAIT_MILLISECONDS,
): Promise<T> {
  const lock = await storeDriver.lock(makeIndexPlace(root).location, waitMilliseconds);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * Makes the index of a working tree equal to its files, as its only writer: only what changed is read again.
 * @throws FoveaError `index-busy`, `unwritable-index`, `disk-full`, `corrupt-index`.
 */
export const updateIndex = (
  repository: Repository,
  options: Partial<Omit<UpdateOptions, "encoding">> = {},
): Promise<UpdateResult> =>
  asWriter(repository.source.root, () =>
    repository.update({ ...options, signal: options.signal ?? new AbortController().signal }),
  );

/** What is wrong with the lock of a root's index, as an error; undefined where it is sound. */
export const lockFault = (root: string): FoveaError | undefined =>
  storeDriver.lockFault(indexPlace(root).location);

/** Mends what `lockFault` tells of. */
export const mendLock = (root: string): void => storeDriver.mendLock(indexPlace(root).location);

/**
 * Runs `work`, which brings an index up to date; an index that it finds damaged is emptied first, and so rebuilt: it
 * holds nothing that the files do not.
 */
export async function withSoundIndex<T>(repository: Repository, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FoveaError) || error.code !== "corrupt-index") throw error;
    await asWriter(repository.source.root, () => repository.store.replaceDamaged());
    return work();
  }
}

/**
 * Drops the index of a root with all that share it, so that the next update of each rebuilds it. Not for an index that
 * is open here.
 * @throws FoveaError as `asWriter`.
 */
export const dropIndex = (root: string): Promise<void> =>
  asWriter(root, () => storeDriver.drop(indexPlace(root).location));

/**
 * Deletes all that is kept of a root: its index, its sessions, which repositories it joins, and what was configured for its
 * embeddings. A linked worktree's part of the shared index goes too, and the rest of that stays. Nothing in the root itself
 * is touched.
 * @returns bytes freed; undefined when there was nothing.
 * @throws FoveaError as `asWriter`.
 */
export async function forgetIndex(root: string): Promise<number | undefined> {
  writeEmbedding(root, undefined, process.env);
  const own = stateFolder(root);
  const isShared = indexPlace(root).location !== own;
  const freed = isShared ? await forgetCheckout(root) : undefined;
  if (!lstatIfThere(own)) return freed;
  // Waits for a writer, so that none goes on in a folder that is gone.
  const bytes = bytesIn(own);
  if (!isShared) await dropIndex(root);
  await storeDriver.releaseClosed();
  removeState(own);
  return (freed ?? 0) + bytes;
}

/**
 * Deletes what is kept of folders that are no longer where they were.
 * @returns the states that another process is writing, which stay.
 */
export async function forgetGone(states: readonly KeptState[]): Promise<readonly KeptState[]> {
  await storeDriver.releaseClosed();
  const busy: KeptState[] = [];
  for (const state of states) {
    if (await isBeingWritten(state.folder)) busy.push(state);
    else removeState(state.folder);
  }
  return busy;
}

async function isBeingWritten(location: string): Promise<boolean> {
  try {
    const lock = await storeDriver.lock(location, 0);
    await lock.release();
    return false;
  } catch (error) {
    return error instanceof FoveaError && error.code === "index-busy";
  }
}

/** @returns bytes freed; undefined when the shared index had nothing of this checkout. */
async function forgetCheckout(root: string): Promise<number | undefined> {
  try {
    const store = openIndex(root, false);
    try {
      const before = await store.describe();
      await asWriter(root, () => store.forget());
      return Math.max(0, before.bytes - (await store.describe()).bytes);
    } finally {
      await store.close();
    }
  } catch (error) {
    const code = error instanceof FoveaError ? error.code : undefined;
    if (code === "no-index") return undefined;
    // What it holds of this checkout cannot be told from the rest.
    if (code === "corrupt-index") {
      await dropIndex(root);
      return undefined;
    }
    throw error;
  }
}
