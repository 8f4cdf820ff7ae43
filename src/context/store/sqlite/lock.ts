import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  rmSync,
  type Stats,
  truncateSync,
} from "node:fs";
import { basename, dirname, resolve } from "node:path";
import Database from "libsql";
import { type FoveaError, failure } from "../../../shared/errors.js";
import { makePrivateFolder } from "../../state/private-folder.js";
import type { WriterLock } from "../contract.js";
import { busyIndex } from "../errors.js";
import { storeError } from "./errors.js";

/**
 * Paths of the locks that this process holds. Closing any other handle of such a file would release its lock.
 */
const held = new Set<string>();

/**
 * Takes the writer's lock: SQLite's exclusive lock on a separate file. The system releases it when the
 * process ends, even by a crash. Does not wait, because SQLite's wait would block this whole process, and a
 * server with it.
 * @throws FoveaError `index-busy` when another process has it, `unwritable-index`, `disk-full`,
 * `lock-damaged` when something other than a regular file has its name.
 */
export function acquireWriterLock(path: string): WriterLock {
  const name = resolve(path);
  if (held.has(name)) throw busyIndex(dirname(path), undefined);
  prepare(path);
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 0 });
    // The file holds no data, so nothing needs to be written to disk.
    database.exec("pragma journal_mode = memory; pragma synchronous = off");
    database.exec("begin exclusive");
  } catch (cause) {
    database?.close();
    throw storeError(dirname(path), cause);
  }
  held.add(name);
  const opened = database;
  return {
    release: async () => {
      held.delete(name);
      opened.exec("rollback");
      opened.close();
    },
  };
}

/**
 * Empties the file of a lock, which holds no data. The file itself is kept, because the lock is on that file:
 * if it were replaced, two processes could each hold a lock.
 */
function prepare(path: string): void {
  const problem = lockProblem(path);
  if (problem) throw problem;
  makePrivateFolder(dirname(path));
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) {
      closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR | (constants.O_NOFOLLOW ?? 0), 0o600));
      return;
    }
    if (!isWritable(path) && stats.uid === process.getuid?.()) chmodSync(path, 0o600);
    if (stats.size > 0) truncateSync(path);
    // SQLite would apply a left-over log of another database to it.
    for (const suffix of LOGS) rmSync(path + suffix, { recursive: true, force: true });
  } catch (cause) {
    throw storeError(dirname(path), cause);
  }
}

const LOGS = ["-journal", "-wal", "-shm"];

/** The error when something other than a regular file has the name of a lock; otherwise undefined. */
export function lockProblem(path: string): FoveaError | undefined {
  let stats: Stats | undefined;
  try {
    stats = lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw storeError(dirname(path), error);
  }
  if (!stats || stats.isFile()) return undefined;
  const kind = stats.isDirectory() ? "a folder" : stats.isSymbolicLink() ? "a link" : "not a regular file";
  return failure(
    "lock-damaged",
    `the lock ${path} is ${kind}`,
    `Run \`fovea doctor --repair\`, which removes it, or remove ${basename(path)} yourself.`,
  );
}

/** Removes what `lockProblem` reports: a link itself, not its target. A regular file is kept. */
export function repairLock(path: string): void {
  if (lockProblem(path)) rmSync(path, { recursive: true, force: true });
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
