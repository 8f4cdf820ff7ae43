import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** A checkout that `git worktree add` made. */
export interface LinkedWorktree {
  /** By which git knows it, wherever it lies. */
  readonly name: string;
  /** The git folder that all checkouts of its repository share. */
  readonly common: string;
}

/**
 * What git knows of the linked worktree at `root`, read from git's files without running git; undefined when it is none.
 * A copy of a worktree is none, nor a tree that merely says so: git's folder must point back at it.
 */
export function linkedWorktree(root: string): LinkedWorktree | undefined {
  const marker = join(root, ".git");
  const pointer = /^gitdir: (.+)$/.exec(firstLine(marker) ?? "")?.[1];
  if (pointer === undefined) return undefined;
  const own = resolve(root, pointer);
  const [toCommon, back] = [firstLine(join(own, "commondir")), firstLine(join(own, "gitdir"))];
  if (toCommon === undefined || back === undefined) return undefined;
  const common = resolve(own, toCommon);
  const isKnown = isSame(dirname(own), join(common, "worktrees")) && isSame(resolve(own, back), marker);
  return isKnown ? { name: basename(own), common } : undefined;
}

/** Names of the linked worktrees of the repository with this common git folder. */
export function linkedNames(common: string): string[] {
  try {
    return readdirSync(join(common, "worktrees"));
  } catch {
    return [];
  }
}

function firstLine(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").split(/\r?\n/, 1)[0];
  } catch {
    return undefined;
  }
}

function isSame(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}
