import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readInsideOrNothing } from "../files/open-inside.js";
import { readPointer } from "./pointer.js";

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
  const own = readPointer(root);
  if (own === undefined) return undefined;
  const [toCommon, back] = [firstLine(own, "commondir"), firstLine(own, "gitdir")];
  if (toCommon === undefined || back === undefined) return undefined;
  const common = resolve(own, toCommon);
  const marker = join(root, ".git");
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
