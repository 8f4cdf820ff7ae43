import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { env } from "node:process";
import { readInsideOrNothing } from "../files/open-inside.js";
import { lstatOrNothing } from "../files/stats.js";
import { readSetting } from "./git-config.js";
import { readGitfile } from "./gitfile.js";
import { linkedWorktree } from "./worktrees.js";

/**
 * The repository that contains a folder. It is found without running git: git would also open a repository
 * that was merely planted in the tree, and obey its configuration. All paths are real paths (links resolved).
 */
export interface GitRepository {
  /** The folder that the caller asked about. */
  readonly directory: string;
  /** The folder that contains `.git`; undefined for a bare repository. */
  readonly workTree: string | undefined;
  /** The git directory ($GIT_DIR) of this checkout, with its HEAD and index. */
  readonly gitFolder: string;
  /** The common git directory ($GIT_COMMON_DIR), with the objects and refs that all worktrees share. */
  readonly common: string;
  /** Path of `directory` relative to the work tree: `/` between segments, "" for the work tree itself. */
  readonly prefix: string;
}

/** Larger configuration files are not read: no real repository has one. */
export const MOST_CONFIG_BYTES = 1 << 20;

/**
 * Finds the repository that contains a folder, from the nearest `.git` upward. `.git` must be a directory
 * that, like its main files, is not a symbolic link; or a file whose git directory points back to it, as in
 * linked worktrees and submodules.
 * @returns undefined for anything else: the folder is then treated as one without git.
 */
export function findRepository(folder: string): GitRepository | undefined {
  let directory: string;
  let device: number;
  try {
    directory = realpathSync(folder);
    device = lstatSync(directory).dev;
  } catch {
    return undefined;
  }
  for (let at = directory; ; at = dirname(at)) {
    const stats = lstatOrNothing(at);
    // Stop at a file system boundary, as git does: a disk mounted inside a repository is not part of it.
    if (!stats || stats.dev !== device) return undefined;
    const marker = lstatOrNothing(join(at, ".git"));
    if (marker && (at === directory || isTrusted(marker, directory))) {
      const found = marker.isDirectory() ? folderOf(at) : marker.isFile() ? pointedAt(at) : "refused";
      if (found === "refused") return undefined;
      if (found) {
        const prefix = relative(at, directory).split(sep).join("/");
        return { directory, workTree: at, ...found, prefix };
      }
    } else if (marker) return undefined;
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Like `findRepository`, for a path that the user named: it may also be a bare repository or a git directory.
 */
export function findNamedRepository(folder: string): GitRepository | undefined {
  try {
    const directory = realpathSync(folder);
    if (lstatOrNothing(join(directory, ".git"))?.isFile()) {
      // `.git` points to a bare repository beside it, from which worktrees are made.
      const own = realpathSync(readGitfile(directory) ?? "");
      if (own.startsWith(directory + sep) && hasRegularGitFiles(own, own)) return bare(directory, own);
    } else if (isGitFolder(directory)) return bare(directory, directory);
  } catch {
    // There is no such folder, or `.git` points to a missing one.
  }
  return findRepository(folder);
}

/** Whether a folder is a bare repository or a `.git` folder: it holds git's own data, no files of a project. */
export function isGitFolder(folder: string): boolean {
  try {
    const directory = realpathSync(folder);
    return !lstatOrNothing(join(directory, ".git")) && hasRegularGitFiles(directory, directory);
  } catch {
    return false;
  }
}

const bare = (directory: string, folder: string): GitRepository => ({
  directory,
  workTree: undefined,
  gitFolder: folder,
  common: folder,
  prefix: "",
});

type Folders = Pick<GitRepository, "gitFolder" | "common">;

/**
 * Returns undefined when `.git` has no HEAD, and "refused" when another main file is missing or one of them
 * is a link or a special file.
 */
function folderOf(at: string): Folders | "refused" | undefined {
  const folder = join(at, ".git");
  if (!lstatOrNothing(join(folder, "HEAD"))) return undefined;
  return hasRegularGitFiles(folder, folder) ? { gitFolder: folder, common: folder } : "refused";
}

function pointedAt(at: string): Folders | "refused" {
  const pointer = readGitfile(at);
  if (pointer === undefined) return "refused";
  try {
    const worktree = linkedWorktree(at);
    const gitFolder = realpathSync(pointer);
    const common = worktree ? realpathSync(worktree.common) : gitFolder;
    if (!worktree && !isSubmodule(at, gitFolder)) return "refused";
    return hasRegularGitFiles(gitFolder, common) ? { gitFolder, common } : "refused";
  } catch {
    return "refused";
  }
}

/**
 * Whether `gitFolder` belongs to a submodule at `at`: it lies in the superproject's git directory and points
 * back.
 */
function isSubmodule(at: string, gitFolder: string): boolean {
  const around = findRepository(dirname(at));
  if (!around || !gitFolder.startsWith(join(around.gitFolder, "modules") + sep)) return false;
  const back =
    configOf(gitFolder, "config.worktree", "worktree") ?? configOf(gitFolder, "config", "worktree");
  return back !== undefined && realpathSync(resolve(gitFolder, back)) === at;
}

function configOf(folder: string, file: string, key: string): string | undefined {
  const text = readInsideOrNothing(folder, file, { mostBytes: MOST_CONFIG_BYTES });
  return text && readSetting(text.toString("utf8"), "core", key);
}

/** Text of a repository's configuration file, for `readSetting`; "" when it is missing or unreadable. */
export const configText = ({ common }: GitRepository): string =>
  readInsideOrNothing(common, "config", { mostBytes: MOST_CONFIG_BYTES })?.toString("utf8") ?? "";

/** Whether git's main files exist and none of them is a link, a pipe or a device. */
function hasRegularGitFiles(gitFolder: string, common: string): boolean {
  const is = (folder: string, name: string, kind: "file" | "folder", isNeeded: boolean): boolean => {
    const stats = lstatOrNothing(join(folder, name));
    if (!stats) return !isNeeded;
    return kind === "file" ? stats.isFile() : stats.isDirectory();
  };
  return (
    is(gitFolder, "HEAD", "file", true) &&
    is(gitFolder, "index", "file", false) &&
    is(common, "config", "file", false) &&
    is(common, "packed-refs", "file", false) &&
    is(common, "shallow", "file", false) &&
    is(common, "info", "folder", false) &&
    is(common, "refs", "folder", true) &&
    is(common, "objects", "folder", true)
  );
}

/**
 * Whether a `.git` above the requested folder may be used. A `.git` of another user is not trusted: in a
 * shared parent folder anybody could have put it there.
 */
function isTrusted(marker: Stats, directory: string): boolean {
  const user = process.geteuid?.();
  if (user === undefined) return true;
  return (
    marker.uid === user ||
    marker.uid === lstatOrNothing(directory)?.uid ||
    (user === 0 && String(marker.uid) === env.SUDO_UID)
  );
}
