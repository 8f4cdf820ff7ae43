import { FoveaError, failure } from "../../../shared/errors.js";

export const noIndex = (file: string): FoveaError =>
  failure("no-index", `there is no index at ${file}`, "Run `fovea index` first.");

export const noCheckout = (file: string, checkout: string): FoveaError =>
  failure(
    "no-index",
    `the index ${file} holds nothing yet of the worktree ${checkout}`,
    "Run `fovea index` in it first.",
  );

export const corruptIndex = (file: string, cause: unknown): FoveaError =>
  failure(
    "corrupt-index",
    `the index ${file} is damaged`,
    "Run `fovea doctor --repair` to build it anew.",
    cause,
  );

export const diskFull = (file: string, cause: unknown): FoveaError =>
  failure(
    "disk-full",
    `the disk is full while writing ${file}`,
    "Free some space and run the command again; the index is unharmed.",
    cause,
  );

export const unwritableIndex = (file: string, cause: unknown): FoveaError =>
  failure(
    "unwritable-index",
    `the index ${file} cannot be written`,
    "Check the owner and mode of that folder, and whether the disk is read-only.",
    cause,
  );

export const busyIndex = (file: string, cause: unknown): FoveaError =>
  failure(
    "index-busy",
    `another process is writing the index ${file}`,
    "Wait for it to end, or stop it, and run the command again.",
    cause,
  );

/**
 * What SQLite says where the tables or their values are not what we wrote. Our statements are right as they stand, so that
 * one that it finds no sense in (`SQLITE_ERROR`) tells of a changed schema, and a key that is there twice of a lost row.
 */
const DAMAGE =
  /^SQLITE_(?:CORRUPT|NOTADB|ERROR|SCHEMA|FORMAT|MISMATCH|TOOBIG|INTERNAL|EMPTY|IOERR_(?:SHORT_READ|CORRUPTFS|DATA)|CONSTRAINT_(?:UNIQUE|PRIMARYKEY|FOREIGNKEY|ROWID))(?:$|_)/;

/** SQLite's word for what went wrong becomes ours; what we do not know stays as it is. */
export function storeError(file: string, error: unknown): unknown {
  if (error instanceof FoveaError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (DAMAGE.test(code)) return corruptIndex(file, error);
  // Growing the shared memory of the log fails with a code of its own.
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE" || isFull(code)) return diskFull(file, error);
  if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED") || code === "SQLITE_PROTOCOL")
    return busyIndex(file, error);
  // The driver has no code for a database that it could not open at all.
  const notOpened = error instanceof Error && error.message.startsWith("ConnectionFailed");
  if (/^SQLITE_(?:READONLY|CANTOPEN|PERM|AUTH)/.test(code) || REFUSED.has(code) || notOpened)
    return unwritableIndex(file, error);
  if (code.startsWith("SQLITE_IOERR"))
    return failure(
      "index-unreadable",
      `the disk failed while reading or writing ${file} (${code})`,
      "Check that the disk has space and is sound, and run `fovea doctor --repair`.",
      error,
    );
  return error;
}

/** What the system says where a file or folder may not be changed. */
const REFUSED: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "ELOOP", "EISDIR"]);

const isFull = (code: string): boolean => code === "ENOSPC" || code === "EDQUOT";
