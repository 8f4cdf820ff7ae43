import { FoveaError, failure } from "../../../shared/errors.js";
import { SCHEMA_VERSION } from "./schema.js";

export const noIndex = (file: string): FoveaError =>
  failure("no-index", `there is no index at ${file}`, "Run `fovea index` first.");

export const noCheckout = (file: string, checkout: string): FoveaError =>
  failure(
    "no-index",
    `the index ${file} holds nothing yet of the worktree ${checkout}`,
    "Run `fovea index` in it first.",
  );

export const otherVersion = (file: string, version: number): FoveaError =>
  failure(
    "other-index-version",
    version > SCHEMA_VERSION
      ? `the index ${file} was made by a newer Fovea (format ${version}, this one reads ${SCHEMA_VERSION})`
      : `the index ${file} was made by an older Fovea (format ${version}, this one reads ${SCHEMA_VERSION})`,
    version > SCHEMA_VERSION
      ? "Update Fovea, or run `fovea index` to build the index anew."
      : "Run `fovea index` to build it anew.",
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

/** SQLite's word for what went wrong becomes ours; what we do not know stays as it is. */
export function storeError(file: string, error: unknown): unknown {
  if (error instanceof FoveaError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.startsWith("SQLITE_CORRUPT") || code === "SQLITE_NOTADB") return corruptIndex(file, error);
  // Growing the shared memory of the log fails with a code of its own.
  if (code === "SQLITE_FULL" || code === "SQLITE_IOERR_SHMSIZE") return diskFull(file, error);
  // The driver has no code for a database that it could not open at all.
  const notOpened = error instanceof Error && error.message.startsWith("ConnectionFailed");
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN") || notOpened)
    return unwritableIndex(file, error);
  if (code.startsWith("SQLITE_IOERR"))
    return failure(
      "index-unreadable",
      `the disk failed while reading or writing ${file} (${code})`,
      "Check that the disk has space and is sound, and run the command again.",
      error,
    );
  if (isBusy(error))
    return failure(
      "index-busy",
      `another process is writing the index ${file}`,
      "Wait for it to end, or stop it, and run the command again.",
      error,
    );
  return error;
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
