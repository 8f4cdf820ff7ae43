import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { isSameFolder, type Origin, originOf, readOrigin, realPathOf, writeOrigin } from "./origin.js";
import { lstatIfThere } from "./private-folder.js";

/** A stored state folder with its recorded origin. */
export interface KeptState {
  readonly folder: string;
  readonly origin: Origin;
}

/** All state folders of this user in the cache that have a readable origin. */
export function keptStates(shelf: string): KeptState[] {
  let names: string[];
  try {
    names = readdirSync(shelf);
  } catch {
    return [];
  }
  const user = process.getuid?.();
  return names.flatMap((name) => {
    const folder = join(shelf, name);
    const stats = lstatIfThere(folder);
    if (!stats?.isDirectory() || (user !== undefined && stats.uid !== user)) return [];
    const origin = readOrigin(folder);
    return origin ? [{ folder, origin }] : [];
  });
}

/**
 * Finds the state of a folder that now has the real path `real` and was moved there.
 * @param supplied true when the states may come from a repository's author: then recorded paths are not
 * trusted.
 */
export function movedAmong(
  states: readonly KeptState[],
  real: string,
  part: string,
  supplied: boolean,
): KeptState | undefined {
  const now = originOf(real, part);
  if (!now) return undefined;
  return states.find(
    ({ origin }) =>
      origin.part === part &&
      ((!supplied && origin.root === real) || (isSameFolder(origin, now) && hasLeft(origin, real))),
  );
}

/**
 * Whether the folder is no longer at its recorded path. False for a copy and for a folder that is also
 * reachable by its old path: the state stays with the old path then.
 */
function hasLeft({ root, part, ...before }: Origin, real: string): boolean {
  const there = originOf(root, part);
  // On a case-insensitive disk the old path may be the new one in another case.
  return !there || !isSameFolder(there, { root, part, ...before }) || realPathOf(root) === real;
}

/**
 * Finds the state of a folder that was moved, and renames it to the name for the new path.
 * @returns its path; undefined when there is none.
 */
export function movedState(
  shelf: string,
  to: string,
  real: string,
  part: string,
  supplied: boolean,
): string | undefined {
  const found = movedAmong(keptStates(shelf), real, part, supplied);
  if (!found) return undefined;
  const { folder, origin } = found;
  // Write the origin before renaming: if we are interrupted in between, the state is still found by its
  // origin.
  writeOrigin(folder, { ...(originOf(real, part) ?? origin), made: origin.made });
  try {
    renameSync(folder, to);
  } catch {
    // Another process was faster, or the disk is read-only: then use it where it is.
    return existsSync(to) ? to : folder;
  }
  return to;
}
