import { createHash } from "node:crypto";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { movedState } from "./moved.js";
import { isAnother, type Origin, originOf, readOrigin, realPathOf, writeOrigin } from "./origin.js";
import {
  checkShelf,
  foreignState,
  lstatIfThere,
  makePrivateFolder,
  privateFolder,
} from "./private-folder.js";
import { suppliedBy } from "./supplied.js";
import { cacheFolder, type Environment } from "./user-folders.js";

const HASH_DIGITS = 16;
const MOST_OF_A_NAME = 40;

/** Name of the state folder for a real path: readable, and unique by a hash of the path. */
function stateName(realPath: string, ...more: readonly string[]): string {
  const hash = createHash("sha256")
    .update([realPath, ...more].join("\0"))
    .digest("hex");
  const shown = basename(realPath)
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/^\.+/, "")
    .slice(0, MOST_OF_A_NAME);
  return `${shown || "root"}-${hash.slice(0, HASH_DIGITS)}`;
}

interface StatePlace {
  /** The cache folder, which contains all state folders. */
  readonly shelf: string;
  readonly folder: string;
  readonly real: string;
  /** True when the states here may come from a repository's author. */
  readonly supplied: boolean;
}

/**
 * Where the state of a folder lies. When the cache may come from a repository's author (`suppliedBy`), the
 * name also depends on the folder's creation time in nanoseconds. The author cannot predict that, so a
 * planted state never matches.
 */
function placeOf(root: string, part: string, env: Environment): StatePlace {
  const shelf = cacheFolder({ env });
  const real = realPathOf(root);
  const plain = { shelf, real, folder: join(shelf, stateName(real, part)), supplied: false };
  const by = suppliedBy(real, shelf);
  if (by === undefined) return plain;
  const born = originOf(real, part)?.born ?? "0";
  // Without birth times, a cache inside a checkout (a HOME under git) is still used: it is usually the user's
  // own.
  if (born === "0" && by === "checkout") return plain;
  if (born === "0")
    throw foreignState(
      shelf,
      `lies inside ${real}, so the author of that folder may have made it`,
      "Set FOVEA_CACHE_DIR to a folder outside.",
    );
  return { shelf, real, folder: join(shelf, stateName(real, part, born)), supplied: true };
}

/**
 * The folder in the user's cache for all data that Fovea keeps about the folder `root`; it may not exist yet.
 * It is never inside the repository, because the repository's author is untrusted. When `root` has moved, its
 * state folder is renamed.
 * @throws FoveaError `no-home`; `foreign-state` when the state folder is not this user's own.
 */
export function stateFolder(root: string, part = "", env: Environment = process.env): string {
  const { shelf, real, folder, supplied } = placeOf(root, part, env);
  const found = privateFolder(folder) ? folder : movedState(shelf, folder, real, part, supplied);
  if (found === undefined) return folder;
  checkShelf(shelf);
  privateFolder(found);
  return found;
}

/** Folder of the sessions of the repository at `root`. @throws FoveaError like `stateFolder`. */
export const sessionsFolder = (root: string): string => join(stateFolder(root), SESSIONS_FOLDER);

/**
 * The existing state folder of `root`, without checks and without looking for a moved one; undefined if there
 * is none.
 */
export function knownStateFolder(root: string, env: Environment = process.env): string | undefined {
  try {
    const { folder } = placeOf(root, "", env);
    return existsSync(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Creates the state folder of `root`, or updates the recorded origin of an existing one.
 * @throws FoveaError `no-home`, `foreign-state`, `unwritable-index`, `disk-full`.
 */
export function makeStateFolder(root: string, part = "", env: Environment = process.env): string {
  const folder = stateFolder(root, part, env);
  const real = realPathOf(root);
  const shelf = cacheFolder({ env });
  if (!lstatIfThere(folder)) {
    makeShelf(shelf);
    makePrivateFolder(folder);
    privateFolder(folder);
  }
  const now = originOf(real, part);
  const before = readOrigin(folder);
  if (!now || (before && isUpToDate(before, now))) return folder;
  if (before && isAnother(before, now))
    for (const name of OF_ONE_FOLDER) rmSync(join(folder, name), { recursive: true, force: true });
  writeOrigin(folder, before ? { ...now, made: before.made } : now);
  return folder;
}

/** File with the list of a workspace's repositories. */
export const MEMBERS_FILE = "workspace.json";
const SESSIONS_FOLDER = "sessions";

/**
 * Not inherited by a new folder at the path of a deleted one. The index is: the next update makes it match.
 */
const OF_ONE_FOLDER = [MEMBERS_FILE, SESSIONS_FOLDER];

const isUpToDate = (one: Origin, other: Origin): boolean =>
  one.root === other.root &&
  one.part === other.part &&
  one.device === other.device &&
  one.inode === other.inode &&
  one.born === other.born;

/**
 * Whether a state belongs to the folder now at `root`, and not to a deleted folder that had the same path.
 */
export function isStateOf(state: string, root: string): boolean {
  const [recorded, now] = [readOrigin(state), originOf(realPathOf(root), "")];
  return !recorded || !now || !isAnother(recorded, now);
}

function makeShelf(shelf: string): void {
  makePrivateFolder(shelf);
  checkShelf(shelf);
  // The cache may lie inside an indexed folder: a home folder, or a project's own cache on a build machine.
  try {
    writeFileSync(join(shelf, ".gitignore"), "*\n", { flag: "wx", mode: 0o600 });
  } catch {
    // The file exists already.
  }
}
