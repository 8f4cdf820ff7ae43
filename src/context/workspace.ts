import { existsSync, lstatSync, rmSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { FoveaError, usageError } from "../shared/errors.js";
import type { UpdateOptions, UpdateResult } from "./build/update.js";
import { readEmbedding, writeEmbedding } from "./embed/configuration.js";
import { openAiCompatible } from "./embed/openai-compatible.js";
import type { EmbeddingProvider } from "./embed/provider.js";
import { otherCheckouts } from "./git/worktrees.js";
import { readMembers } from "./members.js";
import { Repository, type RepositoryOptions } from "./repository.js";
import { joinTrees } from "./scan/joined-trees.js";
import { openWorkingTree } from "./scan/working-tree.js";
import { removeDatabase } from "./store/sqlite/database-file.js";
import { acquireWriterLock, type WriterLock } from "./store/sqlite/lock.js";
import { releaseClosedConnections } from "./store/sqlite/release.js";
import { seedIndex } from "./store/sqlite/seed.js";
import { openSqliteStore } from "./store/sqlite/sqlite-store.js";

/** Folder of an index inside the root that it indexes. */
export const INDEX_FOLDER = ".fovea";
const DATABASE = "index.db";
const LOCK = "writer.lock";
const LOCK_WAIT_MILLISECONDS = 10_000;

const SESSIONS = "sessions";

/** Folder of the sessions of the repository at `root`. */
export const sessionsFolder = (root: string): string => join(root, INDEX_FOLDER, SESSIONS);

export const databaseFile = (root: string): string => join(root, INDEX_FOLDER, DATABASE);

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

/** The nearest folder upward that has an index or is a git repository. */
export const repositoryAround = (from: string): string | undefined =>
  climb(from, (folder) => existsSync(databaseFile(folder)) || existsSync(join(folder, ".git")));

function climb(from: string, holds: (folder: string) => boolean): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (holds(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

export interface OpenOptions extends RepositoryOptions {
  /** Make the index when there is none; without it that is an error. */
  readonly create: boolean;
}

/**
 * Opens the repository at a root with its index. A new index starts as a copy of the one of another checkout of the same
 * repository, so that a git worktree is not parsed again: only files whose content differs are. The root may be a
 * workspace, which stands for all of its repositories.
 */
export function openRepository(root: string, options: OpenOptions): Repository {
  const members = readMembers(root);
  const source = members
    ? joinTrees(
        root,
        members.map(({ name, path }) => ({ name, source: openWorkingTree(path) })),
      )
    : openWorkingTree(root);
  if (options.create && !members && !existsSync(databaseFile(root)))
    otherCheckouts(root).some((checkout) => seedIndex(databaseFile(root), databaseFile(checkout)));
  const embeddings = options.embeddings ?? configuredEmbeddings(root);
  return new Repository(source, openSqliteStore(databaseFile(root), { create: options.create }), {
    ...options,
    ...(embeddings ? { embeddings } : {}),
  });
}

/** What the user configured by `fovea index --embed`, with the key of the environment. */
function configuredEmbeddings(root: string): EmbeddingProvider | undefined {
  const configured = readEmbedding(root, process.env);
  if (!configured) return undefined;
  const key = process.env.FOVEA_EMBED_KEY;
  return openAiCompatible({ baseUrl: configured.url, model: configured.model, ...(key ? { key } : {}) });
}

/**
 * Runs `work` as the only writer of the index at `root`.
 * @throws FoveaError `index-busy` when another process keeps writing, `unwritable-index`, `disk-full`.
 */
export async function asWriter<T>(
  root: string,
  work: () => Promise<T>,
  waitMilliseconds = LOCK_WAIT_MILLISECONDS,
): Promise<T> {
  const lock = await lockPatiently(join(root, INDEX_FOLDER, LOCK), waitMilliseconds);
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

/** Drops the index at a root, so that the next update builds it anew. Not for an index that is open here. */
export const dropIndex = (root: string): Promise<void> =>
  asWriter(root, async () => {
    await releaseClosedConnections();
    removeDatabase(databaseFile(root));
  });

/**
 * Deletes the index folder of a root, and what was configured for its embeddings; a link in its place is removed, not what it points to.
 * @returns bytes freed; undefined when there was no index folder.
 */
export async function forgetIndex(root: string): Promise<number | undefined> {
  writeEmbedding(root, undefined, process.env);
  const folder = join(root, INDEX_FOLDER);
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats) return undefined;
  let bytes = 0;
  if (stats.isDirectory()) {
    for (const suffix of ["", "-wal"])
      bytes += statSync(databaseFile(root) + suffix, { throwIfNoEntry: false })?.size ?? 0;
    // Waits for a writer, so that none goes on in a folder that is gone.
    await dropIndex(root);
    await releaseClosedConnections();
  }
  rmSync(folder, { recursive: true, force: true });
  return bytes;
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
