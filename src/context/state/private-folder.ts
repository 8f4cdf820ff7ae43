import { chmodSync, lstatSync, mkdirSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { type FoveaError, failure } from "../../shared/errors.js";
import { diskFull, isFull } from "./file-errors.js";

const OTHERS_MAY_WRITE = 0o022;
const STICKY = 0o1000;

/** What stands where a folder of ours should be, or came there without us. */
export const foreignState = (folder: string, what: string, mend: string, cause?: unknown): FoveaError =>
  failure("foreign-state", `${folder} ${what}`, mend, cause);

/**
 * What is known of the folder of a state, which must be a folder of this user that only this user may enter: a wider mode
 * is narrowed. Undefined when there is nothing.
 * @throws FoveaError `foreign-state` for a link, a file, or another user's folder.
 */
export function privateFolder(folder: string): Stats | undefined {
  const stats = lstatIfThere(folder);
  if (!stats) return undefined;
  const replace = "Delete it, or set FOVEA_CACHE_DIR to another folder.";
  if (!stats.isDirectory())
    throw foreignState(folder, stats.isSymbolicLink() ? "is a link" : "is no folder", replace);
  const user = process.getuid?.();
  if (user === undefined) return stats;
  if (stats.uid !== user) throw foreignState(folder, "belongs to another user", replace);
  // First: a folder that is refused stays open, and so is refused again.
  if ((stats.mode & OTHERS_MAY_WRITE) !== 0) checkEntries(folder, user, replace);
  if ((stats.mode & 0o077) !== 0) narrow(folder, 0o700);
  return stats;
}

/** What another user may have put into a folder while it was open to all. */
function checkEntries(folder: string, user: number, mend: string): void {
  for (const name of readdirSync(folder)) {
    const stats = lstatIfThere(join(folder, name));
    if (stats && (stats.uid !== user || stats.isSymbolicLink()))
      throw foreignState(folder, "could be written by other users, and holds what is not yours", mend);
  }
}

/**
 * The folder that holds all states must be one in which no other user can put one folder in the place of another.
 * @throws FoveaError `foreign-state`.
 */
export function checkShelf(folder: string): void {
  const user = process.getuid?.();
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (user === undefined || !stats) return;
  const open = (stats.mode & OTHERS_MAY_WRITE) !== 0 && (stats.mode & STICKY) === 0;
  const another = "Set FOVEA_CACHE_DIR to a folder of your own.";
  if (stats.uid !== user && stats.uid !== 0) throw foreignState(folder, "belongs to another user", another);
  if (!open) return;
  if (stats.uid !== user) throw foreignState(folder, "can be written by other users", another);
  narrow(folder, stats.mode & 0o7777 & ~OTHERS_MAY_WRITE);
}

/** A disk that cannot be written keeps what mode it has; nobody else can write there either. */
function narrow(folder: string, mode: number): void {
  try {
    chmodSync(folder, mode);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EROFS") return;
    throw foreignState(
      folder,
      "is open to other users, and its mode cannot be changed",
      "Set FOVEA_CACHE_DIR to a folder of your own, on a disk that keeps modes.",
      cause,
    );
  }
}

/**
 * Makes a folder that only this user may enter, and those above it that are missing.
 * @throws FoveaError `unwritable-index`, `disk-full`.
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    // What is there already may be of use as it is.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    if (isFull(cause)) throw diskFull(folder, cause);
    throw failure(
      "unwritable-index",
      `the folder ${folder} cannot be made`,
      "Make the one above it writable, or set FOVEA_CACHE_DIR to a folder that is.",
      cause,
    );
  }
}

/** Undefined also where the way to it is not one of folders that may be entered. */
export function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "EACCES" || code === "ELOOP" || code === "ENAMETOOLONG")
      return undefined;
    throw error;
  }
}
