import { accessSync, constants, existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { linkedNames, linkedWorktree } from "./git/worktrees.js";
import { isWorkspace } from "./members.js";

/** Folder inside a root for what belongs to that root alone, and for the index unless it is shared. */
export const INDEX_FOLDER = ".fovea";

/** Where the index of a root lies. */
export interface IndexPlace {
  /** Folder of the database and its lock. */
  readonly folder: string;
  /** Which of the checkouts in it the root is; "" the main or only one. */
  readonly checkout: string;
  /** Names of the linked worktrees that there are now. */
  readonly checkouts: () => readonly string[];
}

/**
 * The checkouts of a repository share the index of the main one, or where that is bare, one in git's folder. A worktree
 * keeps an index of its own where the shared one cannot be written, and as a workspace, which holds other files.
 */
export function indexPlace(root: string): IndexPlace {
  const own = join(root, INDEX_FOLDER);
  const worktree = isWorkspace(root) ? undefined : linkedWorktree(root);
  const common = worktree?.common ?? join(root, ".git");
  const checkouts = () => linkedNames(common);
  if (worktree) {
    const shared = basename(common) === ".git" ? join(dirname(common), INDEX_FOLDER) : join(common, "fovea");
    // On a disk that cannot be written at all the shared index can still be read.
    if (isWritable(shared) || !isWritable(own)) return { folder: shared, checkout: worktree.name, checkouts };
  }
  return { folder: own, checkout: "", checkouts };
}

/** Whether a folder can be written, or made. */
function isWritable(folder: string): boolean {
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
