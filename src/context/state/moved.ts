import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { isSameFolder, type Origin, originOf, readOrigin, realPathOf, writeOrigin } from "./origin.js";
import { lstatIfThere } from "./private-folder.js";

/** A state that is kept, with what it says of its origin. */
export interface KeptState {
  readonly folder: string;
  readonly origin: Origin;
}

/** Every state in the user's cache that can say of what it is. */
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
 * The state, of those given, of the folder that now has this real path and lay elsewhere before. Where states may have come
 * with somebody's files, what they say of paths is not believed.
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

/** False for a copy, and for a folder that also goes by its old path: both keep what they have. */
function hasLeft({ root, part, ...before }: Origin, real: string): boolean {
  const there = originOf(root, part);
  // The old path may be the new one in other letters, where the disk does not tell them apart.
  return !there || !isSameFolder(there, { root, part, ...before }) || realPathOf(root) === real;
}

/**
 * Finds the state of a folder that has moved and gives it the name that it should have now.
 * @returns where it is; undefined when there is none.
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
  // First what it says, then its name: whoever is interrupted between finds it by what it says.
  writeOrigin(folder, { ...(originOf(real, part) ?? origin), made: origin.made });
  try {
    renameSync(folder, to);
  } catch {
    // Another process was faster, or nothing can be written: then it serves from where it is.
    return existsSync(to) ? to : folder;
  }
  return to;
}
