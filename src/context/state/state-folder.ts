import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { movedState } from "./moved.js";
import { isSameFolder, originOf, readOrigin, realPathOf, writeOrigin } from "./origin.js";
import {
  checkShelf,
  foreignState,
  lstatIfThere,
  makePrivateFolder,
  privateFolder,
} from "./private-folder.js";
import { cacheFolder, type Environment } from "./user-folders.js";

const HASH_DIGITS = 16;
const MOST_OF_A_NAME = 40;

/** Name of the state of a folder with this real path: to be read by people, and different for every path. */
export function stateName(realPath: string, part: string): string {
  const hash = createHash("sha256").update(realPath).update("\0").update(part).digest("hex");
  const shown = basename(realPath)
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/^\.+/, "")
    .slice(0, MOST_OF_A_NAME);
  return `${shown || "root"}-${hash.slice(0, HASH_DIGITS)}`;
}

/**
 * The folder in the user's cache for all that Fovea keeps of the folder `root`; it need not exist. Nothing in a repository
 * is a state: whoever wrote the repository could have written that too. The state of a folder that has moved is moved
 * after it.
 * @throws FoveaError `no-home`, and `foreign-state` for what is not this user's own.
 */
export function stateFolder(root: string, part = "", env: Environment = process.env): string {
  const shelf = cacheFolder({ env });
  const real = realPathOf(root);
  const folder = join(shelf, stateName(real, part));
  const found = privateFolder(folder) ? folder : movedState(shelf, folder, real, part);
  if (found === undefined) return folder;
  checkShelf(shelf);
  privateFolder(found);
  if (isInside(real, shelf) || isInside(root, shelf)) checkNotSupplied(root, real, shelf, found, part);
  return found;
}

/** As `stateFolder`, where there is one by that very name and nothing is to be said of what is wrong with it. */
export function knownStateFolder(root: string, env: Environment = process.env): string | undefined {
  try {
    const folder = join(cacheFolder({ env }), stateName(realPathOf(root), ""));
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes the state folder of `root`, or tells it where `root` lies now.
 * @throws FoveaError `no-home`, `foreign-state`, `unwritable-index`, `disk-full`.
 */
export function makeStateFolder(root: string, part = "", env: Environment = process.env): string {
  const folder = stateFolder(root, part, env);
  const real = realPathOf(root);
  const shelf = cacheFolder({ env });
  if (!lstatIfThere(folder)) {
    if (isInside(real, shelf) || isInside(root, shelf)) checkNoLinks(root, real, shelf);
    makeShelf(shelf);
    makePrivateFolder(folder);
    privateFolder(folder);
  }
  const origin = originOf(real, part);
  const before = readOrigin(folder);
  if (origin && (!before || before.root !== real || before.part !== part || !isUnmoved(before, origin)))
    writeOrigin(folder, before ? { ...origin, made: before.made } : origin);
  return folder;
}

const isUnmoved = (one: { device: string; inode: string; born: string }, other: typeof one): boolean =>
  one.device === other.device && one.inode === other.inode && one.born === other.born;

function makeShelf(shelf: string): void {
  makePrivateFolder(shelf);
  checkShelf(shelf);
  // The cache may lie in what is indexed: a home folder, or a project's own cache on a build machine.
  try {
    writeFileSync(join(shelf, ".gitignore"), "*\n", { flag: "wx", mode: 0o600 });
  } catch {
    // It is there already.
  }
}

const isInside = (folder: string, path: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);

/**
 * Where the cache lies inside the very folder that is indexed (HOME may be a checkout), its files may have come with the
 * others. A state that was made here knows the number and the time of birth of the folder, which nobody can foretell.
 */
function checkNotSupplied(root: string, real: string, shelf: string, state: string, part: string): void {
  checkNoLinks(root, real, shelf);
  const origin = originOf(real, part);
  const recorded = readOrigin(state);
  if (origin && recorded && isSameFolder(origin, recorded)) return;
  throw foreignState(
    state,
    `lies in ${real} and may have come with it`,
    "Delete it, or set FOVEA_CACHE_DIR to a folder outside.",
  );
}

/** No folder between a root and the cache inside it may be a link: it would lead to where the root's author wants. */
function checkNoLinks(root: string, real: string, shelf: string): void {
  const from = isInside(root, shelf) ? root : real;
  let folder = from;
  for (const name of relative(from, shelf).split(sep)) {
    folder = join(folder, name);
    if (lstatIfThere(folder)?.isSymbolicLink())
      throw foreignState(
        folder,
        `is a link in ${real}, which holds the cache folder`,
        "Set FOVEA_CACHE_DIR to a folder outside.",
      );
  }
}
