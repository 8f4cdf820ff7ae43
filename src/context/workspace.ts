import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FoveaError, usageError } from "../shared/errors.js";
import { readEmbedding, writeEmbedding } from "./embed/configuration.js";
import { rememberedModel } from "./embed/local-model.js";
import { openAiCompatible } from "./embed/openai-compatible.js";
import type { EmbeddingProvider } from "./embed/provider.js";
import { indexPlace, makeIndexPlace } from "./index-place.js";
import type { UpdateOptions, UpdateResult } from "./indexing/update.js";
import { readMembers } from "./members.js";
import { Repository, type RepositoryOptions } from "./repository/repository.js";
import { joinTrees } from "./scan/joined-trees.js";
import { openWorkingTree } from "./scan/working-tree.js";
import { bytesIn, removeState } from "./state/gone.js";
import { type KeptState, keptStates, movedAmong } from "./state/moved.js";
import { realPathOf } from "./state/origin.js";
import { lstatIfThere, touchPrivate } from "./state/private-folder.js";
import { knownStateFolder, SESSIONS_FOLDER, stateFolder } from "./state/state-folder.js";
import { cacheFolder } from "./state/user-folders.js";
import type { Store } from "./store/contract.js";
import { removeDatabase } from "./store/sqlite/database-file.js";
import { acquireWriterLock, lockProblem, repairLock, type WriterLock } from "./store/sqlite/lock.js";
import { releaseClosedConnections } from "./store/sqlite/release.js";
import { databaseName } from "./store/sqlite/schema.js";
import { openSqliteStore } from "./store/sqlite/sqlite-store.js";

const LOCK = "writer.lock";
const LOCK_WAIT_MILLISECONDS = 10_000;

/** Folder of the sessions of the repository at `root`. */
export const sessionsFolder = (root: string): string => join(stateFolder(root), SESSIONS_FOLDER);

/** The database that holds the index of `root`, perhaps with those of the other checkouts of its repository. */
export const databaseFile = (root: string): string => join(indexPlace(root).folder, databaseName);

/**
 * The root to work on: the path given, or the nearest folder upward that has an index or is a git repository, or else
 * the folder itself. Whichever is nearer: an index of a parent folder does not swallow the repositories inside it.
 * @throws FoveaError `missing-path`, `not-a-folder` or `empty-path`.
 */
export function findRoot(path: string | undefined, cwd: string): string {
  if (path === "") throw usageError("empty-path", "the path is empty", "Give a folder, or leave it out.");
  const from = resolve(cwd, path ?? ".");
  if (!existsSync(from))
    throw usageError("missing-path", `there is no ${from}`, "Give the path of a folder that exists.");
  if (!statSync(from).isDirectory())
    throw usageError("not-a-folder", `${from} is a file`, "Give the folder that holds it.");
  return path === undefined ? (repositoryAround(from) ?? from) : from;
}

/** The nearest folder upward that has an index or is a git repository. Makes nothing. */
export const repositoryAround = (from: string): string | undefined =>
  climb(from, (folder) => existsSync(join(folder, ".git")) || hasIndex(folder)) ?? movedAround(from);

function hasIndex(folder: string): boolean {
  const state = knownStateFolder(folder);
  return state !== undefined && existsSync(join(state, databaseName));
}

/** The nearest folder upward that has moved here with an index: to find one, all that are kept are looked through. */
function movedAround(from: string): string | undefined {
  try {
    const states = keptStates(cacheFolder({ env: process.env })).filter(({ folder }) =>
      existsSync(join(folder, databaseName)),
    );
    return climb(from, (folder) => movedAmong(states, realPathOf(folder), "", true) !== undefined);
  } catch (error) {
    // Where there is no place for an index there is none.
    if (error instanceof FoveaError && error.code === "no-home") return undefined;
    throw error;
  }
}

function climb(from: string, holds: (folder: string) => boolean): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (holds(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

export interface OpenOptions extends RepositoryOptions {
  /** Make the index when there is none; without it that is an error. */
  readonly create: boolean;
  /** Whether the caller compares the files first of all: then they are listed while the index is opened. */
  readonly listsAtOnce?: boolean;
}

/**
 * Opens the repository at a root with its index, which the checkouts of a repository share. The root may be a workspace,
 * which stands for all of its repositories.
 */
export function openRepository(root: string, options: OpenOptions): Repository {
  const members = readMembers(root);
  const source = members
    ? joinTrees(
        root,
        members.map(({ name, path }) => ({ name, source: openWorkingTree(path) })),
      )
    : openWorkingTree(root);
  if (options.listsAtOnce) source.beginListing?.();
  const embeddings = options.embeddings ?? configuredEmbeddings(root);
  return new Repository(source, openStore(root, options.create), {
    ...options,
    ...(embeddings ? { embeddings } : {}),
  });
}

function openStore(root: string, create: boolean): Store {
  const { folder, checkout, checkouts } = create ? makeIndexPlace(root) : indexPlace(root);
  const file = join(folder, databaseName);
  if (create) touchPrivate(file);
  return openSqliteStore(file, { create, checkout, checkouts });
}

/** What the user configured by `fovea index --embed`, with the key of the environment. */
function configuredEmbeddings(root: string): EmbeddingProvider | undefined {
  const configured = readEmbedding(root, process.env);
  if (!configured) return undefined;
  if ("folder" in configured) return rememberedModel(configured.folder, configured.model);
  const key = process.env.FOVEA_EMBED_KEY;
  return openAiCompatible({ baseUrl: configured.url, model: configured.model, ...(key ? { key } : {}) });
}

/**
 * Runs `work` as the only writer of the index of `root`, and so of all that share it.
 * @throws FoveaError `index-busy` when another process keeps writing, `unwritable-index`, `disk-full`.
 */
export async function asWriter<T>(
  root: string,
  work: () => Promise<T>,
  waitMilliseconds = LOCK_WAIT_MILLISECONDS,
): Promise<T> {
  makeIndexPlace(root);
  const file = lockFile(root);
  touchPrivate(file);
  const lock = await lockPatiently(file, waitMilliseconds);
  try {
    return await work();
  } finally {
    lock.release();
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

/** What lies in the place of the lock of a root's index and is none, as an error; undefined where it is sound. */
export const lockFault = (root: string): FoveaError | undefined => lockProblem(lockFile(root));

/** Removes what `lockFault` told of. */
export const mendLock = (root: string): void => repairLock(lockFile(root));

const lockFile = (root: string): string => join(indexPlace(root).folder, LOCK);

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
 */
export const dropIndex = (root: string): Promise<void> =>
  asWriter(root, async () => {
    await releaseClosedConnections();
    removeDatabase(databaseFile(root));
  });

/**
 * Deletes all that is kept of a root: its index, its sessions, which repositories it joins, and what was configured for its
 * embeddings. A linked worktree's part of the shared index goes too, and the rest of that stays. Nothing in the root itself
 * is touched.
 * @returns bytes freed; undefined when there was nothing.
 */
export async function forgetIndex(root: string): Promise<number | undefined> {
  writeEmbedding(root, undefined, process.env);
  const own = stateFolder(root);
  const isShared = indexPlace(root).folder !== own;
  const freed = isShared ? await forgetCheckout(root) : undefined;
  if (!lstatIfThere(own)) return freed;
  // Waits for a writer, so that none goes on in a folder that is gone.
  const bytes = bytesIn(own);
  if (!isShared) await dropIndex(root);
  await releaseClosedConnections();
  removeState(own);
  return (freed ?? 0) + bytes;
}

/**
 * Deletes what is kept of folders that are no longer where they were.
 * @returns the states that another process is writing, which stay.
 */
export async function forgetGone(states: readonly KeptState[]): Promise<readonly KeptState[]> {
  await releaseClosedConnections();
  return states.filter(({ folder }) => {
    let lock: WriterLock;
    try {
      lock = acquireWriterLock(join(folder, LOCK), 0);
    } catch (error) {
      if (error instanceof FoveaError && error.code === "index-busy") return true;
      removeState(folder);
      return false;
    }
    lock.release();
    removeState(folder);
    return false;
  });
}

/** @returns bytes freed; undefined when the shared index had nothing of this checkout. */
async function forgetCheckout(root: string): Promise<number | undefined> {
  try {
    const store = openStore(root, false);
    try {
      const before = await store.size();
      await asWriter(root, () => store.forget());
      return Math.max(0, before - (await store.size()));
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

/** Waits outside of SQLite, which would hold up this whole process, and with it the server that runs in it. */
async function lockPatiently(path: string, waitMilliseconds: number): Promise<WriterLock> {
  const end = performance.now() + waitMilliseconds;
  for (;;)
    try {
      return acquireWriterLock(path, 0);
    } catch (error) {
      const busy = error instanceof FoveaError && error.code === "index-busy";
      if (!busy || performance.now() > end) throw error;
      await sleep(50);
    }
}
