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

/** Whether `root` has an index. It may hold only other checkouts of the repository. */
export const hasIndex = async (root: string): Promise<boolean> => (await describeIndex(root)).bytes > 0;

/** Describes the location and size (in bytes) of the index of `root`, which need not exist. */
export const describeIndex = (root: string): Promise<StoreDescription> =>
  storeDriver.describe(indexPlace(root).location);

/**
 * Runs `work` while holding the writer's lock of the index of `root`, which all its checkouts share.
 * @param waitMilliseconds how long to wait for another writer.
 * @returns the result of `work`.
 * @throws FoveaError `index-busy` when another process keeps writing, `unwritable-index`, `disk-full`,
 * `lock-damaged`.
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
 * Updates the index of a repository from its files, holding the writer's lock. Only changed files are read.
 * @returns counts of files changed, reused and removed.
 * @throws FoveaError `index-busy`, `unwritable-index`, `disk-full`, `corrupt-index`.
 */
export const updateIndex = (
  repository: Repository,
  options: Partial<Omit<UpdateOptions, "encoding">> = {},
): Promise<UpdateResult> =>
  asWriter(repository.source.root, () =>
    repository.update({ ...options, signal: options.signal ?? new AbortController().signal }),
  );

/**
 * Checks the writer's lock of a root's index. @returns the fault as an error; undefined when the lock is
 * sound.
 */
export const lockFault = (root: string): FoveaError | undefined =>
  storeDriver.lockFault(indexPlace(root).location);

/** Repairs the fault that `lockFault` reports. */
export const mendLock = (root: string): void => storeDriver.mendLock(indexPlace(root).location);

/**
 * Runs `work`, which updates an index. When it throws `corrupt-index`, the index is emptied and `work` runs
 * again and so rebuilds it. No data is lost, because everything in the index comes from the files.
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
 * Deletes the index of a root, including the data of all checkouts that share it. The next update of each
 * rebuilds it. The index must not be open in this process.
 * @throws FoveaError `index-busy`, `unwritable-index`, `disk-full`, `lock-damaged`.
 */
export const dropIndex = (root: string): Promise<void> =>
  asWriter(root, () => storeDriver.drop(indexPlace(root).location));

/**
 * Deletes everything that Fovea keeps for a root: its index, sessions, workspace members and embedding
 * configuration. Of an index shared by worktrees only this worktree's part is deleted. The root itself is not
 * changed.
 * @returns bytes freed; undefined when nothing was kept.
 * @throws FoveaError `index-busy`, `unwritable-index`, `disk-full`, `lock-damaged`, `damaged-embeddings`,
 * `unwritable-embeddings`.
 */
export async function forgetIndex(root: string): Promise<number | undefined> {
  writeEmbedding(root, undefined, process.env);
  const own = stateFolder(root);
  const isShared = indexPlace(root).location !== own;
  const freed = isShared ? await forgetCheckout(root) : undefined;
  if (!lstatIfThere(own)) return freed;
  // `dropIndex` waits for a writer, so that none continues in a deleted folder.
  const bytes = bytesIn(own);
  if (!isShared) await dropIndex(root);
  await storeDriver.releaseClosed();
  removeState(own);
  return (freed ?? 0) + bytes;
}

/**
 * Deletes the states of folders that no longer exist at their recorded place.
 * @returns the states that were not deleted because another process is writing them.
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

/** Deletes this checkout's part of a shared index. @returns bytes freed; undefined when there is no index. */
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
    // In a damaged index this checkout's part cannot be separated from the rest.
    if (code === "corrupt-index") {
      await dropIndex(root);
      return undefined;
    }
    throw error;
  }
}
