import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readInsideOrNothing } from "../files/open-inside.js";
import { readGitfile } from "./gitfile.js";

/** A checkout created by `git worktree add`. */
export interface LinkedWorktree {
  /** Git's name of it, which stays the same when the worktree moves. */
  readonly name: string;
  /** The common git directory, which all worktrees of the repository share. */
  readonly common: string;
}

/**
 * The linked worktree at `root`, read from git's files without running git. The git directory must point back
 * to `root`, so a copied worktree or a tree that only claims to be one does not count.
 * @returns undefined when `root` is not a linked worktree.
 */
export function linkedWorktree(root: string): LinkedWorktree | undefined {
  const own = readGitfile(root);
  if (own === undefined) return undefined;
  const [toCommon, back] = [firstLine(own, "commondir"), firstLine(own, "gitdir")];
  if (toCommon === undefined || back === undefined) return undefined;
  const common = resolve(own, toCommon);
  const marker = join(root, ".git");
  const isKnown = isSame(dirname(own), join(common, "worktrees")) && isSame(resolve(own, back), marker);
  return isKnown ? { name: basename(own), common } : undefined;
}

/** Names of the linked worktrees of the repository with this common git directory. */
export function linkedNames(common: string): string[] {
  try {
    return readdirSync(join(common, "worktrees"));
  } catch {
    return [];
  }
}

const MOST_BYTES = 16 << 10;

const firstLine = (folder: string, file: string): string | undefined =>
  readInsideOrNothing(folder, file, { mostBytes: MOST_BYTES })?.toString("utf8").split(/\r?\n/, 1)[0];

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
