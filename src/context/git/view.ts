import {
  copyFileSync,
  type Dirent,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rm,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { platform } from "node:process";
import { readInsideOrNothing } from "../files/open-inside.js";
import { lstatOrNothing } from "../files/stats.js";
import { configText, type GitRepository, MOST_CONFIG_BYTES } from "./find-repository.js";
import { isTrue, readSetting } from "./git-config.js";
import { headCommit, OBJECT_ID } from "./head.js";

/**
 * Which parts of a repository git can see: `files`, its index and ignore rules; `objects`, objects by id and
 * from HEAD; `names`, also its branches and tags.
 */
export type Needs = "files" | "objects" | "names";

/** A private git directory (GIT_DIR) through which git reads a repository without its configuration. */
export interface GitView {
  readonly folder: string;
  /** Environment variables that make git use it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

const liveFolders = new Set<string>();
/** The parent folder that worked last time. */
let lastParent: string | undefined;

const IN_MEMORY = "/dev/shm";
const MOST_EXCLUDE_BYTES = 1 << 20;

/**
 * Creates a private git directory for a repository: our own configuration, and of the repository only the
 * parts that `needs` names. So git sees no configuration, hook or attributes file of the repository.
 * @throws when there is no folder to write it in.
 */
export function makeGitView(repository: GitRepository, needs: Needs): GitView {
  const folder = makeFolder();
  try {
    const { gitFolder, common, workTree } = repository;
    const isBare = needs !== "files" || workTree === undefined;
    const config = configText(repository);
    writeFileSync(join(folder, "config"), settings(config, isBare, needs === "names"));
    writeFileSync(join(folder, "HEAD"), `${headFor(repository, needs)}\n`);
    if (needs === "names") linkRefs(common, folder);
    else mkdirSync(join(folder, "refs"));
    if (needs === "files") copyExclude(common, folder);
    else copyShallow(common, folder);
    let objects = join(common, "objects");
    const isNeeded = needs !== "files" || isSparse(config, gitFolder);
    if (!isNeeded || objectTrouble(common) !== undefined) {
      objects = join(folder, "objects");
      mkdirSync(objects);
    }
    const env: Record<string, string> = { GIT_DIR: folder, GIT_OBJECT_DIRECTORY: objects };
    if (!isBare) {
      env.GIT_WORK_TREE = workTree!;
      env.GIT_INDEX_FILE = join(gitFolder, "index");
      shareIndex(gitFolder, folder);
    }
    return { folder, env, remove: () => removeLater(folder) };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

/**
 * Why the object store is not self-contained (alternates, links, unreadable folders); undefined when it is.
 */
export function objectTrouble(common: string): string | undefined {
  const objects = join(common, "objects");
  const alternates = lstatOrNothing(join(objects, "info", "alternates"));
  if (alternates && (!alternates.isFile() || alternates.size > 0))
    return "it uses objects of another repository";
  try {
    if (!hasOnlyFilesBelow(objects)) return "there are links or special files among its objects";
  } catch {
    return "its objects cannot be read (permission denied)";
  }
  return undefined;
}

/**
 * Whether a checkout is sparse. Then git needs the objects to list files: the index may name a whole folder
 * by its tree, and ignore files that are not checked out are read from objects. Otherwise git needs no object
 * to list files.
 */
function isSparse(config: string, gitFolder: string): boolean {
  const own = readInsideOrNothing(gitFolder, "config.worktree", { mostBytes: MOST_CONFIG_BYTES });
  return [config, own?.toString("utf8") ?? ""].some((text) =>
    isTrue(readSetting(text, "core", "sparseCheckout")),
  );
}

/** Git nests objects and refs far less deep than this: a branch name has a few segments. */
const MOST_DEPTH = 100;

/**
 * Whether a folder contains only folders and regular files, at any depth. Git would follow a link out of the
 * repository and block on a pipe. True when the folder does not exist.
 * @throws when a folder cannot be read.
 */
function hasOnlyFilesBelow(folder: string, depth = 0): boolean {
  if (depth > MOST_DEPTH) return false;
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
  return entries.every((entry) =>
    entry.isDirectory() ? hasOnlyFilesBelow(join(folder, entry.name), depth + 1) : entry.isFile(),
  );
}

/**
 * Whether the repository is a partial clone (`git clone --filter`): some objects exist only on the server.
 */
export function isPartial({ common }: GitRepository): boolean {
  try {
    return readdirSync(join(common, "objects", "pack")).some((name) => name.endsWith(".promisor"));
  } catch {
    return false;
  }
}

/** Whether git ignores case in paths of this repository (`core.ignoreCase`). */
export const ignoresCase = (repository: GitRepository): boolean =>
  isTrue(readSetting(configText(repository), "core", "ignoreCase"));

/**
 * Our configuration file for git. Of the repository's configuration it takes over only these known, checked
 * values.
 */
function settings(config: string, isBare: boolean, withRefs: boolean): string {
  const truth = (key: string) => (isTrue(readSetting(config, "core", key)) ? "true" : "false");
  const isSha256 = readSetting(config, "extensions", "objectFormat")?.toLowerCase() === "sha256";
  const isTable = withRefs && readSetting(config, "extensions", "refStorage")?.toLowerCase() === "reftable";
  return `[core]
repositoryFormatVersion = ${isSha256 || isTable ? 1 : 0}
bare = ${isBare}
ignoreCase = ${truth("ignoreCase")}
precomposeUnicode = ${truth("precomposeUnicode")}
symlinks = true
longPaths = true
${isSha256 || isTable ? "[extensions]\n" : ""}${isSha256 ? "objectFormat = sha256\n" : ""}${isTable ? "refStorage = reftable\n" : ""}`;
}

function headFor(repository: GitRepository, needs: Needs): string {
  const nothing = "ref: refs/heads/none";
  if (needs === "files") return nothing;
  const head = headCommit(repository);
  // With a reftable only git can read HEAD; `refs/heads/.invalid` is what git itself writes in the HEAD file
  // then.
  return head === "unknown"
    ? "ref: refs/heads/.invalid"
    : head !== undefined && OBJECT_ID.test(head)
      ? head
      : nothing;
}

function linkRefs(common: string, folder: string): void {
  for (const name of ["refs", "reftable"])
    if (lstatOrNothing(join(common, name))?.isDirectory() && isReadableAndPlain(join(common, name)))
      symlinkSync(join(common, name), join(folder, name), "junction");
  // Git does not accept a git directory without `refs`. When it is empty, only names in `packed-refs` are
  // known.
  if (!lstatOrNothing(join(folder, "refs"))) mkdirSync(join(folder, "refs"));
  linkFile(join(common, "packed-refs"), join(folder, "packed-refs"));
}

function isReadableAndPlain(folder: string): boolean {
  try {
    return hasOnlyFilesBelow(folder);
  } catch {
    return false;
  }
}

/** Links a file, or copies it on Windows, where a link to a file needs a special privilege. */
function linkFile(from: string, to: string): void {
  if (!lstatOrNothing(from)?.isFile()) return;
  if (platform === "win32") copyFileSync(from, to);
  else symlinkSync(from, to);
}

/** Copies `info/exclude`: the ignore rules that are not in the work tree. */
function copyExclude(common: string, folder: string): void {
  const text = readExclude(common);
  if (text === "") return;
  mkdirSync(join(folder, "info"));
  writeFileSync(join(folder, "info", "exclude"), text);
}

/** Text of `info/exclude`; "" when it has no rules, as in most repositories. */
export function readExclude(common: string): string {
  const bytes = readInsideOrNothing(common, "info/exclude", { mostBytes: MOST_EXCLUDE_BYTES });
  const text = bytes?.toString("utf8") ?? "";
  return /^[^#\r\n]/m.test(text) ? text : "";
}

function copyShallow(common: string, folder: string): void {
  const shallow = readInsideOrNothing(common, "shallow");
  if (shallow) writeFileSync(join(folder, "shallow"), shallow);
}

/** Links the shared part of a split index, which lies beside the index. */
function shareIndex(gitFolder: string, folder: string): void {
  for (const name of readdirSync(gitFolder))
    if (/^sharedindex\.[0-9a-f]+$/.test(name)) linkFile(join(gitFolder, name), join(folder, name));
}

function makeFolder(): string {
  // Linux keeps /dev/shm in memory: deleting a folder took 0.07 ms there, and 5 to 10 ms on a busy disk. The
  // other places follow because a full or read-only disk must not change which files are listed.
  const inMemory = platform === "linux" ? [IN_MEMORY] : [];
  const places = [...(lastParent ? [lastParent] : []), ...inMemory, tmpdir(), "/tmp", "/var/tmp"].filter(
    isAbsolute,
  );
  for (const place of places)
    try {
      const folder = mkdtempSync(join(place, "fovea-git-"));
      if (liveFolders.size === 0) process.once("exit", removeAll);
      liveFolders.add(folder);
      lastParent = place;
      return folder;
    } catch (error) {
      if (place === places.at(-1)) throw error;
    }
  throw new Error("there is no folder for temporary files");
}

function removeFolder(folder: string): void {
  try {
    // This deletes links, never their targets.
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The system cleans its temporary folders.
  }
  forget(folder);
}

/**
 * Deletes a folder without waiting for a disk. In memory it is deleted at once: that takes no time, and a
 * signal that ends the process meanwhile leaves nothing behind.
 */
function removeLater(folder: string): void {
  if (folder.startsWith(`${IN_MEMORY}/`)) removeFolder(folder);
  else if (liveFolders.has(folder)) rm(folder, { recursive: true, force: true }, () => forget(folder));
}

function forget(folder: string): void {
  liveFolders.delete(folder);
  if (liveFolders.size === 0) process.off("exit", removeAll);
}

function removeAll(): void {
  for (const folder of [...liveFolders]) removeFolder(folder);
}
