import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { FoveaError, usageError } from "../shared/errors.js";
import { keptStates, movedAmong } from "./state/moved.js";
import { realPathOf } from "./state/origin.js";
import { knownStateFolder } from "./state/state-folder.js";
import { cacheFolder } from "./state/user-folders.js";
import { storeDriver } from "./store/drivers.js";

/**
 * Finds the root to work on: the given path; without one, the nearest folder from `cwd` upward that has an
 * index or is a git repository; if there is none, `cwd`. The nearest folder wins, so an index of a parent
 * folder does not hide the repositories inside it.
 * @returns an absolute path.
 * @throws FoveaError `missing-path`, `not-a-folder`, `empty-path`.
 */
export function findRoot(path: string | undefined, cwd: string): string {
  if (path === "") throw usageError("empty-path", "the path is empty", "Give a folder, or leave it out.");
  const from = resolve(cwd, path ?? ".");
  if (!existsSync(from))
    throw usageError("missing-path", `there is no ${from}`, "Give the path of a folder that exists.");
  if (!statSync(from).isDirectory())
    throw usageError("not-a-folder", `${from} is a file`, "Give the folder that holds it.");
  return path === undefined ? (repositoryAround(from) ?? from) : from;
}

/** The nearest folder from `from` upward that has an index or is a git repository. Writes nothing. */
export const repositoryAround = (from: string): string | undefined =>
  climb(from, (folder) => existsSync(join(folder, ".git")) || isIndexed(folder)) ?? movedAround(from);

function isIndexed(folder: string): boolean {
  const state = knownStateFolder(folder);
  return state !== undefined && storeDriver.exists?.(state) === true;
}

/**
 * The nearest folder upward that was moved here after it was indexed. Checks all states in the cache folder.
 */
function movedAround(from: string): string | undefined {
  try {
    const states = keptStates(cacheFolder({ env: process.env })).filter(
      ({ folder }) => storeDriver.exists?.(folder) === true,
    );
    return climb(from, (folder) => movedAmong(states, realPathOf(folder), "", true) !== undefined);
  } catch (error) {
    // Without a home folder there is no cache folder, so there are no indexes.
    if (error instanceof FoveaError && error.code === "no-home") return undefined;
    throw error;
  }
}

function climb(from: string, holds: (folder: string) => boolean): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (holds(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
