import Database from "libsql";
import { failure } from "../../../shared/errors.js";

/**
 * One writer at a time. The lock is SQLite's own exclusive lock on a file of its own, which the system releases
 * when the process ends, however it ends: a crash cannot leave it stuck.
 */
export interface WriterLock {
  release(): void;
}

/** @throws FoveaError `index-busy` when another process still writes after `waitMilliseconds`. */
export function acquireWriterLock(path: string, waitMilliseconds: number): WriterLock {
  const database = new Database(path, { timeout: waitMilliseconds });
  try {
    database.pragma("journal_mode = delete");
    database.exec("begin exclusive");
  } catch (cause) {
    database.close();
    if (isBusy(cause))
      throw failure(
        "index-busy",
        "another process is writing this index",
        "Wait for it to end, or stop it, and run the command again.",
        cause,
      );
    throw cause;
  }
  return {
    release: () => {
      database.exec("rollback");
      database.close();
    },
  };
}

export const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
