import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { env } from "node:process";
import { readInsideOrNothing } from "../files/open-inside.js";
import { lstatOrNothing } from "../files/stats.js";
import { readSetting } from "./git-config.js";
import { readPointer } from "./pointer.js";
import { linkedWorktree } from "./worktrees.js";

/**
 * Which repository a folder lies in, found without git: git would open a repository that a tree merely contains, and
 * obey its settings. All paths are real ones.
 */
export interface GitRepository {
  /** The folder that was asked for. */
  readonly directory: string;
  /** The folder that holds `.git`; undefined where a bare repository was named. */
  readonly workTree: string | undefined;
  /** Where HEAD and the index of this checkout lie. */
  readonly gitFolder: string;
  /** Where the objects and refs lie, which checkouts share. */
  readonly common: string;
  /** From the work tree to `directory`: `/` between segments, "" for the work tree itself. */
  readonly prefix: string;
}

/** Larger configuration is no one's. */
export const MOST_CONFIG_BYTES = 1 << 20;

/**
 * The repository that a folder lies in: the nearest folder upward that has a `.git` says. That must be a folder which,
 * as its main files, is no link, or a file to which git's folder points back, as those of linked worktrees and submodules
 * do. Undefined for anything else: what is not certainly a repository's own is a folder like others.
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
    // As git does: a disk that is mounted in a repository is no part of it.
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

/** The same, where a user names a repository: it may be a bare one, or git's own folder. */
export function findNamedRepository(folder: string): GitRepository | undefined {
  try {
    const directory = realpathSync(folder);
    if (lstatOrNothing(join(directory, ".git"))?.isFile()) {
      // `.git` says where beside it the bare repository lies of which worktrees are made.
      const own = realpathSync(readPointer(directory) ?? "");
      if (own.startsWith(directory + sep) && isSound(own, own)) return bare(directory, own);
    } else if (!lstatOrNothing(join(directory, ".git")) && isSound(directory, directory))
      return bare(directory, directory);
  } catch {
    // No such folder, or a pointer to nowhere.
  }
  return findRepository(folder);
}

const bare = (directory: string, folder: string): GitRepository => ({
  directory,
  workTree: undefined,
  gitFolder: folder,
  common: folder,
  prefix: "",
});

type Folders = Pick<GitRepository, "gitFolder" | "common">;

/** Undefined when the folder `.git` is none of git's, "refused" when it is a strange one. */
function folderOf(at: string): Folders | "refused" | undefined {
  const folder = join(at, ".git");
  if (!lstatOrNothing(join(folder, "HEAD"))) return undefined;
  return isSound(folder, folder) ? { gitFolder: folder, common: folder } : "refused";
}

function pointedAt(at: string): Folders | "refused" {
  const pointer = readPointer(at);
  if (pointer === undefined) return "refused";
  try {
    const worktree = linkedWorktree(at);
    const gitFolder = realpathSync(pointer);
    const common = worktree ? realpathSync(worktree.common) : gitFolder;
    if (!worktree && !isSubmodule(at, gitFolder)) return "refused";
    return isSound(gitFolder, common) ? { gitFolder, common } : "refused";
  } catch {
    return "refused";
  }
}

/** Whether git's folder is that of a submodule at `at`: in the folder of the repository around it, and pointing back. */
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

/** The configuration of a repository, for `readSetting`; "" when there is none that can be read. */
export const configText = ({ common }: GitRepository): string =>
  readInsideOrNothing(common, "config", { mostBytes: MOST_CONFIG_BYTES })?.toString("utf8") ?? "";

/** Whether git's main files are there and none of them is a link, a pipe or a device. */
function isSound(gitFolder: string, common: string): boolean {
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

/** Whether a `.git` above the folder asked for may say what is listed: not that of another user in a shared folder. */
function isTrusted(marker: Stats, directory: string): boolean {
  const user = process.geteuid?.();
  if (user === undefined) return true;
  return (
    marker.uid === user ||
    marker.uid === lstatOrNothing(directory)?.uid ||
    (user === 0 && String(marker.uid) === env.SUDO_UID)
  );
}
