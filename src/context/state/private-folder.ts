import { chmodSync, lstatSync, readdirSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { type FoveaError, failure } from "../../shared/errors.js";
import { makeFolders } from "../../shared/make-folders.js";
import { diskFull, isFull } from "./file-errors.js";

const OTHERS_MAY_WRITE = 0o022;
const STICKY = 0o1000;

/** The error for a file or folder in place of a state folder that this user's Fovea did not create. */
export const foreignState = (folder: string, what: string, mend: string, cause?: unknown): FoveaError =>
  failure("foreign-state", `${folder} ${what}`, mend, cause);

/**
 * Checks a state folder: it must be a folder that belongs to this user. A mode wider than 0700 is set to
 * 0700.
 * @returns its stats; undefined when it does not exist.
 * @throws FoveaError `foreign-state` for a link, a file, another user's folder, or one that holds others'
 * files.
 */
export function privateFolder(folder: string): Stats | undefined {
  const stats = lstatIfThere(folder);
  if (!stats) return undefined;
  const replace = "Delete it, or set FOVEA_CACHE_DIR to another folder.";
  if (!stats.isDirectory())
    throw foreignState(folder, stats.isSymbolicLink() ? "is a link" : "is not a folder", replace);
  const user = process.getuid?.();
  if (user === undefined) return stats;
  if (stats.uid !== user) throw foreignState(folder, "belongs to another user", replace);
  // Before the mode is narrowed: a refused folder stays writable by others, so it is refused the next time
  // too.
  if ((stats.mode & OTHERS_MAY_WRITE) !== 0) checkEntries(folder, user, replace);
  if ((stats.mode & 0o077) !== 0) narrow(folder, 0o700);
  return stats;
}

/** Refuses a folder that others could write to, when it contains links or files of other users. */
function checkEntries(folder: string, user: number, mend: string): void {
  for (const name of readdirSync(folder)) {
    const stats = lstatIfThere(join(folder, name));
    if (stats && (stats.uid !== user || stats.isSymbolicLink()))
      throw foreignState(
        folder,
        "could be written by other users, and contains files that are not yours",
        mend,
      );
  }
}

/**
 * Checks the folder that contains all state folders: no other user may be able to replace a folder in it.
 * Removes write permission of others when this user owns it.
 * @throws FoveaError `foreign-state`.
 */
export function checkShelf(folder: string): void {
  const user = process.getuid?.();
  const stats = statIfThere(folder);
  if (user === undefined || !stats) return;
  const open = (stats.mode & OTHERS_MAY_WRITE) !== 0 && (stats.mode & STICKY) === 0;
  const another = "Set FOVEA_CACHE_DIR to a folder of your own.";
  if (stats.uid !== user && stats.uid !== 0) throw foreignState(folder, "belongs to another user", another);
  if (!open) return;
  if (stats.uid !== user) throw foreignState(folder, "can be written by other users", another);
  narrow(folder, stats.mode & 0o7777 & ~OTHERS_MAY_WRITE);
}

/** Sets a narrower mode. On a read-only disk the mode stays as it is: nobody can write there. */
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
 * Creates a folder with mode 0700, and the missing folders above it.
 * @throws FoveaError `unwritable-index`, `disk-full`.
 */
export function makePrivateFolder(folder: string): void {
  try {
    makeFolders(folder, 0o700);
  } catch (cause) {
    // An existing folder may be usable as it is.
    if (statIfThere(folder)?.isDirectory()) return;
    if (isFull(cause)) throw diskFull(folder, cause);
    throw failure(
      "unwritable-index",
      `the folder ${folder} cannot be created`,
      "Make the folder above it writable, or set FOVEA_CACHE_DIR to a folder that is.",
      cause,
    );
  }
}

/**
 * Stats of a path, without following a link; undefined when it does not exist or its path cannot be followed.
 * @throws the system's error in other cases.
 */
export const lstatIfThere = (path: string): Stats | undefined => ifThere(path, lstatSync);

/** The same, of what a link leads to. */
const statIfThere = (path: string): Stats | undefined => ifThere(path, statSync);

function ifThere(path: string, read: typeof statSync | typeof lstatSync): Stats | undefined {
  try {
    return read(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "EACCES" || code === "ELOOP" || code === "ENAMETOOLONG")
      return undefined;
    throw error;
  }
}
