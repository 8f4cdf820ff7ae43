import { lstatSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type LinkedWorktree, linkedNames, linkedWorktree } from "./git/worktrees.js";
import { isWorkspace } from "./members.js";
import { makeStateFolder, stateFolder } from "./state/state-folder.js";
import type { StorePlace } from "./store/contract.js";

/** The place of a root's index. `location` is a folder in the user's cache, which need not exist. */
export type IndexPlace = Required<StorePlace>;

/** Part of a bare repository's state that its worktrees share. */
const WORKTREES = "worktrees";

/**
 * Finds the place of a root's index. The checkouts of a repository share the index of the main checkout;
 * those of a bare repository share one for its git folder. A worktree that is a workspace has its own index,
 * because it holds other files.
 * @throws FoveaError `no-home`, `foreign-state`.
 */
export const indexPlace = (root: string): IndexPlace => placeOf(root, stateFolder);

/**
 * Like `indexPlace`, but creates its folder, and the state folder of `root`, which holds its sessions.
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

/**
 * Returns undefined when `.git` is a symlink: an unpacked archive could link to another worktree's `.git`.
 */
function worktreeAt(root: string): LinkedWorktree | undefined {
  const isFile = lstatSync(join(root, ".git"), { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? linkedWorktree(root) : undefined;
}
