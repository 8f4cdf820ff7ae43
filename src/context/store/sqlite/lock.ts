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

/** Locks that this process holds: to close any other handle of such a file would release it. */
const held = new Set<string>();

/**
 * One writer at a time. The lock is SQLite's own exclusive lock on a file of its own, which the system releases
 * when the process ends, however it ends: a crash cannot leave it stuck. Does not wait: SQLite would hold up this whole
 * process, and with it the server that runs in it.
 * @throws FoveaError `index-busy` when another process writes, `unwritable-index`, `disk-full`, `lock-damaged` when
 * something else than a file lies in its place.
 */
export function acquireWriterLock(path: string): WriterLock {
  const name = resolve(path);
  if (held.has(name)) throw busyIndex(dirname(path), undefined);
  prepare(path);
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 0 });
    // Nothing is kept in it, so nothing need reach the disk.
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
 * The file of a lock is empty: what else stands in it is nobody's, and is dropped. The file itself stays, as the lock is
 * on that: were it replaced, two processes could hold one each.
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
    // A log of something else would be played back into it.
    for (const suffix of LOGS) rmSync(path + suffix, { recursive: true, force: true });
  } catch (cause) {
    throw storeError(dirname(path), cause);
  }
}

const LOGS = ["-journal", "-wal", "-shm"];

/** What lies in the place of a lock and is none, as an error; undefined where there is nothing or a file. */
export function lockProblem(path: string): FoveaError | undefined {
  let stats: Stats | undefined;
  try {
    stats = lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw storeError(dirname(path), error);
  }
  if (!stats || stats.isFile()) return undefined;
  const kind = stats.isDirectory() ? "a folder" : stats.isSymbolicLink() ? "a link" : "no regular file";
  return failure(
    "lock-damaged",
    `the lock ${path} is ${kind}`,
    `Run \`fovea doctor --repair\`, which removes it, or remove ${basename(path)} yourself.`,
  );
}

/** Removes what `lockProblem` told of, a link and not what it points to. A lock that is a file stays. */
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
