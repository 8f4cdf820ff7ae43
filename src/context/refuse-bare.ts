import { basename, dirname } from "node:path";
import { usageError } from "../shared/errors.js";
import { isGitFolder } from "./git/find-repository.js";

/**
 * Refuses a root that holds git's own data: its files would be indexed in place of the project's.
 * @throws FoveaError `bare-repository`.
 */
export function refuseBare(root: string): void {
  if (!isGitFolder(root)) return;
  if (basename(root) === ".git")
    throw usageError(
      "bare-repository",
      `${root} is the git folder of a repository, without its files`,
      `Give the folder that holds it: ${dirname(root)}.`,
    );
  throw usageError(
    "bare-repository",
    `${root} is a bare repository, without files`,
    "Clone it, or check out a branch (git worktree add <folder> <branch>), and give that folder.",
  );
}
