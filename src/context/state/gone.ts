import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type KeptState, keptStates } from "./moved.js";
import { lstatIfThere } from "./private-folder.js";
import { cacheFolder, type Environment } from "./user-folders.js";

/**
 * States of folders that no longer exist at their path; a moved folder counts until it is used at its new
 * path.
 */
export function goneStates(env: Environment = process.env): KeptState[] {
  return keptStates(cacheFolder({ env })).filter(({ origin }) => !lstatIfThere(origin.root));
}

/** Total size of the files in a folder, in bytes. Does not follow links. */
export function bytesIn(folder: string): number {
  const stats = lstatIfThere(folder);
  if (!stats?.isDirectory()) return stats?.isFile() ? stats.size : 0;
  return readdirSync(folder).reduce((sum, name) => sum + bytesIn(join(folder, name)), 0);
}

/** Deletes a state folder. Does not follow links. @returns bytes freed. */
export function removeState(folder: string): number {
  const bytes = bytesIn(folder);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}
