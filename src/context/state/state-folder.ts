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

/** Name of the state of a folder with this real path: to be read by people, and different for every path. */
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
  readonly shelf: string;
  readonly folder: string;
  readonly real: string;
  /** States in this shelf may have come with somebody's files. */
  readonly supplied: boolean;
}

/**
 * Where states may have come with somebody's files, the name depends on when the folder was made, to the nanosecond, which
 * whoever wrote them cannot foretell: what they supply is never the state of anything.
 */
function placeOf(root: string, part: string, env: Environment): StatePlace {
  const shelf = cacheFolder({ env });
  const real = realPathOf(root);
  const plain = { shelf, real, folder: join(shelf, stateName(real, part)), supplied: false };
  const by = suppliedBy(real, shelf);
  if (by === undefined) return plain;
  const born = originOf(real, part)?.born ?? "0";
  // A home folder that is a checkout is its user's own more often than not: other folders need not suffer for it.
  if (born === "0" && by === "checkout") return plain;
  if (born === "0")
    throw foreignState(
      shelf,
      `lies in ${real}, and may have come with it`,
      "Set FOVEA_CACHE_DIR to a folder outside.",
    );
  return { shelf, real, folder: join(shelf, stateName(real, part, born)), supplied: true };
}

/**
 * The folder in the user's cache for all that Fovea keeps of the folder `root`; it need not exist. Nothing in a repository
 * is a state: whoever wrote the repository could have written that too. The state of a folder that has moved is moved
 * after it.
 * @throws FoveaError `no-home`, and `foreign-state` for what is not this user's own.
 */
export function stateFolder(root: string, part = "", env: Environment = process.env): string {
  const { shelf, real, folder, supplied } = placeOf(root, part, env);
  const found = privateFolder(folder) ? folder : movedState(shelf, folder, real, part, supplied);
  if (found === undefined) return folder;
  checkShelf(shelf);
  privateFolder(found);
  return found;
}

/** Folder of the sessions of the repository at `root`. @throws FoveaError as `stateFolder`. */
export const sessionsFolder = (root: string): string => join(stateFolder(root), SESSIONS_FOLDER);

/** As `stateFolder`, where there is one by that very name and nothing is to be said of what is wrong with it. */
export function knownStateFolder(root: string, env: Environment = process.env): string | undefined {
  try {
    const { folder } = placeOf(root, "", env);
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

/** Which repositories a workspace joins. */
export const MEMBERS_FILE = "workspace.json";
const SESSIONS_FOLDER = "sessions";

/** What a new folder does not inherit from a deleted one at the same path. The index it may have: that is made equal. */
const OF_ONE_FOLDER = [MEMBERS_FILE, SESSIONS_FOLDER];

const isUpToDate = (one: Origin, other: Origin): boolean =>
  one.root === other.root &&
  one.part === other.part &&
  one.device === other.device &&
  one.inode === other.inode &&
  one.born === other.born;

/** False for a state that was made of another folder, which lay where `root` lies now. */
export function isStateOf(state: string, root: string): boolean {
  const [recorded, now] = [readOrigin(state), originOf(realPathOf(root), "")];
  return !recorded || !now || !isAnother(recorded, now);
}

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
