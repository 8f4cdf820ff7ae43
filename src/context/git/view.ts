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
 * What of a repository git is shown: `files`, its index and what it ignores; `objects`, by their ids and from HEAD;
 * `names`, also its branches and tags.
 */
export type Needs = "files" | "objects" | "names";

/** A git folder of ours, by which git reads a repository without its settings. */
export interface GitView {
  readonly folder: string;
  /** Variables that lead git to it. */
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

const live = new Set<string>();
let base: string | undefined;

const IN_MEMORY = "/dev/shm";
const MOST_EXCLUDE_BYTES = 1 << 20;

/**
 * Makes a private folder that git takes for that of the repository: a configuration of ours, and of the repository only
 * what `needs` calls for. So no setting, hook or attribute file of the repository exists for git.
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

/** Why a repository's objects cannot be read alone, or undefined: then nothing of it leads out of it. */
export function objectTrouble(common: string): string | undefined {
  const objects = join(common, "objects");
  const alternates = lstatOrNothing(join(objects, "info", "alternates"));
  if (alternates && (!alternates.isFile() || alternates.size > 0))
    return "it takes objects of another repository";
  try {
    if (!isPlainBelow(objects)) return "there are links among its objects";
  } catch {
    return "its objects may not be read";
  }
  return undefined;
}

/**
 * Whether a checkout has a part of its files. Then the index may name whole folders by their trees, and ignore files that
 * are not there are read from objects; else names are listed without any.
 */
function isSparse(config: string, gitFolder: string): boolean {
  const own = readInsideOrNothing(gitFolder, "config.worktree", { mostBytes: MOST_CONFIG_BYTES });
  return [config, own?.toString("utf8") ?? ""].some((text) =>
    isTrue(readSetting(text, "core", "sparseCheckout")),
  );
}

/** Git nests nothing as deep below its objects and refs: a branch's name has some segments. */
const MOST_DEPTH = 100;

/**
 * Whether there is nothing below a folder but folders and files: git follows a link out of the repository, and waits for
 * whoever writes to a pipe. True where there is no such folder.
 */
function isPlainBelow(folder: string, depth = 0): boolean {
  if (depth > MOST_DEPTH) return false;
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return true;
    throw error;
  }
  return entries.every((entry) =>
    entry.isDirectory() ? isPlainBelow(join(folder, entry.name), depth + 1) : entry.isFile(),
  );
}

/** Whether objects are missing here that a server has: a clone with a filter. */
export function isPartial({ common }: GitRepository): boolean {
  try {
    return readdirSync(join(common, "objects", "pack")).some((name) => name.endsWith(".promisor"));
  } catch {
    return false;
  }
}

/** Whether git compares names without regard to case there. */
export const isCaseless = (repository: GitRepository): boolean =>
  isTrue(readSetting(configText(repository), "core", "ignoreCase"));

/** A configuration in which only values that we know come from the repository. */
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
  // Of a table of refs only git can tell; this is what git itself writes then.
  return head === "unknown"
    ? "ref: refs/heads/.invalid"
    : head !== undefined && OBJECT_ID.test(head)
      ? head
      : nothing;
}

function linkRefs(common: string, folder: string): void {
  for (const name of ["refs", "reftable"])
    if (lstatOrNothing(join(common, name))?.isDirectory() && isPlainAndRead(join(common, name)))
      symlinkSync(join(common, name), join(folder, name), "junction");
  // Git takes no folder without it for one of its own. Names are then those of `packed-refs`.
  if (!lstatOrNothing(join(folder, "refs"))) mkdirSync(join(folder, "refs"));
  linkFile(join(common, "packed-refs"), join(folder, "packed-refs"));
}

function isPlainAndRead(folder: string): boolean {
  try {
    return isPlainBelow(folder);
  } catch {
    return false;
  }
}

/** Without a right of its own Windows makes no link to a file. */
function linkFile(from: string, to: string): void {
  if (!lstatOrNothing(from)?.isFile()) return;
  if (platform === "win32") copyFileSync(from, to);
  else symlinkSync(from, to);
}

/** What a repository ignores beside its ignore files. */
function copyExclude(common: string, folder: string): void {
  const text = readExclude(common);
  if (text === "") return;
  mkdirSync(join(folder, "info"));
  writeFileSync(join(folder, "info", "exclude"), text);
}

/** The rules of `info/exclude`; "" when there are none, as in most repositories. */
export function readExclude(common: string): string {
  const bytes = readInsideOrNothing(common, "info/exclude", { mostBytes: MOST_EXCLUDE_BYTES });
  const text = bytes?.toString("utf8") ?? "";
  return /^[^#\r\n]/m.test(text) ? text : "";
}

function copyShallow(common: string, folder: string): void {
  const shallow = readInsideOrNothing(common, "shallow");
  if (shallow) writeFileSync(join(folder, "shallow"), shallow);
}

/** The larger part of an index that is split lies beside it. */
function shareIndex(gitFolder: string, folder: string): void {
  for (const name of readdirSync(gitFolder))
    if (/^sharedindex\.[0-9a-f]+$/.test(name)) linkFile(join(gitFolder, name), join(folder, name));
}

function makeFolder(): string {
  // Linux keeps /dev/shm in memory: to remove a folder took 0.07 ms there, 5 to 10 ms on a busy disk. And wherever there
  // is room: a full or read-only disk must not make another listing of the same tree.
  const inMemory = platform === "linux" ? [IN_MEMORY] : [];
  const places = [...(base ? [base] : []), ...inMemory, tmpdir(), "/tmp", "/var/tmp"].filter(isAbsolute);
  for (const place of places)
    try {
      const folder = mkdtempSync(join(place, "fovea-git-"));
      if (live.size === 0) process.once("exit", removeAll);
      live.add(folder);
      base = place;
      return folder;
    } catch (error) {
      if (place === places.at(-1)) throw error;
    }
  throw new Error("there is no folder for temporary files");
}

function removeFolder(folder: string): void {
  try {
    // Links in it are removed, never what they lead to.
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The system's to clean.
  }
  forget(folder);
}

/** The same without waiting for a disk: in memory it takes no time, and leaves nothing to a signal that comes meanwhile. */
function removeLater(folder: string): void {
  if (folder.startsWith(`${IN_MEMORY}/`)) removeFolder(folder);
  else if (live.has(folder)) rm(folder, { recursive: true, force: true }, () => forget(folder));
}

function forget(folder: string): void {
  live.delete(folder);
  if (live.size === 0) process.off("exit", removeAll);
}

function removeAll(): void {
  for (const folder of [...live]) removeFolder(folder);
}
