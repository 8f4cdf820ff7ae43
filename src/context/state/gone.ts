import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type KeptState, keptStates } from "./moved.js";
import { lstatIfThere } from "./private-folder.js";
import { cacheFolder, type Environment } from "./user-folders.js";

/** States of folders that are no longer where they were; one that has moved counts until it is used at its new place. */
export function goneStates(env: Environment = process.env): KeptState[] {
  return keptStates(cacheFolder({ env })).filter(({ origin }) => !lstatIfThere(origin.root));
}

/** Bytes of all the files in a folder. No link is followed. */
export function bytesIn(folder: string): number {
  const stats = lstatIfThere(folder);
  if (!stats?.isDirectory()) return stats?.isFile() ? stats.size : 0;
  return readdirSync(folder).reduce((sum, name) => sum + bytesIn(join(folder, name)), 0);
}

/** Deletes a state. No link is followed. @returns bytes freed. */
export function removeState(folder: string): number {
  const bytes = bytesIn(folder);
  rmSync(folder, { recursive: true, force: true });
  return bytes;
}
