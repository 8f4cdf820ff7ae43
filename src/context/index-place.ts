import { lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type LinkedWorktree, linkedNames, linkedWorktree } from "./git/worktrees.js";
import { isWorkspace } from "./members.js";
import { makeStateFolder, stateFolder } from "./state/state-folder.js";
import type { StorePlace } from "./store/contract.js";

/** Where the index of a root is; its location is a folder in the user's cache, which need not exist. */
export type IndexPlace = Required<StorePlace>;

/** Part of a bare repository's state: what its worktrees share, beside what the folder itself may have. */
const WORKTREES = "worktrees";

/**
 * The checkouts of a repository share the index of the main one, or where that is bare, one of its git folder. A worktree
 * that is a workspace has an index of its own, since that holds other files.
 * @throws FoveaError `no-home`, `foreign-state`.
 */
export const indexPlace = (root: string): IndexPlace => placeOf(root, stateFolder);

/**
 * As `indexPlace`, with its folder made, and the one of `root` itself, where its sessions lie.
 * @throws FoveaError `no-home`, `foreign-state`, `unwritable-index`, `disk-full`.
 */
export function makeIndexPlace(root: string): IndexPlace {
  const own = makeStateFolder(root);
  return placeOf(root, (folder, part) => (folder === root && !part ? own : makeStateFolder(folder, part)));
}

function placeOf(root: string, folderOf: (root: string, part?: string) => string): IndexPlace {
  const worktree = isWorkspace(root) ? undefined : worktreeAt(root);
  const common = worktree?.common ?? join(root, ".git");
  return {
    location: worktree ? sharedFolder(common, folderOf) : folderOf(root),
    checkout: worktree?.name ?? "",
    checkouts: () => linkedNames(common),
  };
}

const sharedFolder = (common: string, folderOf: (root: string, part?: string) => string): string =>
  basename(common) === ".git" ? folderOf(dirname(common)) : folderOf(common, WORKTREES);

/** A link to another worktree's `.git`, which an archive may hold, does not make a folder that worktree. */
function worktreeAt(root: string): LinkedWorktree | undefined {
  const isFile = lstatSync(join(root, ".git"), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? linkedWorktree(root) : undefined;
}
