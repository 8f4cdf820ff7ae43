import { dirname } from "node:path";
import Database from "libsql";
import { storeError } from "./errors.js";

/**
 * One writer at a time. The lock is SQLite's own exclusive lock on a file of its own, which the system releases
 * when the process ends, however it ends: a crash cannot leave it stuck.
 */
export interface WriterLock {
  release(): void;
}

/** @throws FoveaError `index-busy` when another process still writes after `waitMilliseconds`, `unwritable-index`. */
export function acquireWriterLock(path: string, waitMilliseconds: number): WriterLock {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: waitMilliseconds });
    // Nothing is kept in it, so nothing need reach the disk.
    database.exec("pragma journal_mode = memory; pragma synchronous = off");
    database.exec("begin exclusive");
  } catch (cause) {
    database?.close();
    throw storeError(dirname(path), cause);
  }
  const held = database;
  return {
    release: () => {
      held.exec("rollback");
      held.close();
    },
  };
}
