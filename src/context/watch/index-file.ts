import { statSync } from "node:fs";
import { databaseFile } from "../workspace.js";

/**
 * Names the file that holds the index of a root: another number when it was deleted or made anew, under a process that
 * still has the old one open; -1 when there is none.
 */
export const indexFileOf = (root: string): number => {
  try {
    return statSync(databaseFile(root), { throwIfNoEntry: false })?.ino ?? -1;
  } catch {
    // Its folder is gone, or is a file.
    return -1;
  }
};
