import { mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Creates a folder, and the missing folders above it. Node's own recursive mkdir never returns where an
 * existing folder answers ENOENT to a new entry, as folders of /proc do, and then no signal ends the process.
 * @param mode of the folders that are created.
 * @throws the system's error.
 */
export function makeFolders(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(folder);
  while (!isFolder(at)) {
    missing.push(at);
    if (dirname(at) === at) break;
    at = dirname(at);
  }
  for (const path of missing.reverse())
    try {
      mkdirSync(path, { mode });
    } catch (error) {
      // Another process may have created it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || !isFolder(path)) throw error;
    }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
