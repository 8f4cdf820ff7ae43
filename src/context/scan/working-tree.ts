import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { failure, usageError } from "../../shared/errors.js";
import { GitRefusal, runGit } from "../git/run-git.js";
import { IgnoreRules } from "./ignore-rules.js";
import { isNeverListed, skipByName } from "./names.js";
import type { Listing, ScanLimits, Skipped, Source, SourceFile } from "./source.js";
import { walkDirectory } from "./walk.js";

export interface WorkingTreeOptions extends ScanLimits {
  /** False walks the directory and reads its .gitignore files instead of asking git. Default true. */
  readonly git?: boolean;
}

/** An entry of git's index: 62 bytes, the path, and what rounds it up to eight. */
const INDEX_ENTRY_BYTES = 100;
const OWN_IGNORE_FILE = ".foveaignore";

/**
 * The files under a directory as they are now. In a git repository (the root may be a directory inside one) they are
 * the tracked files and the untracked ones that are not ignored; elsewhere a walk that heeds nested .gitignore files.
 * `.foveaignore` files hold in both. Links are not followed.
 * @throws FoveaError `no-such-path`, `not-a-directory`, `unreadable-directory` when there is no such directory.
 */
export function openWorkingTree(directory: string, options: WorkingTreeOptions = {}): Source {
  const root = resolve(directory);
  checkDirectory(root, directory);
  return {
    root,
    absolutePath: (path) => join(root, path),
    expectedFiles: () =>
      Math.round((statOrNothing(join(root, ".git", "index"))?.size ?? 0) / INDEX_ENTRY_BYTES),
    list: async () => select(root, await listNames(root, options), options),
    read: (path) => readInside(root, path),
    close: async () => {},
  };
}

function checkDirectory(root: string, asGiven: string): void {
  let stats: Stats;
  try {
    stats = statSync(root);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EACCES" || code === "EPERM") throw unreadableDirectory(asGiven, error);
    throw usageError(
      "no-such-path",
      `there is no directory ${asGiven}`,
      "Check the spelling, or give another path.",
      error,
    );
  }
  if (!stats.isDirectory())
    throw usageError("not-a-directory", `${asGiven} is a file`, "Give the directory that holds it.");
  try {
    readdirSync(root);
  } catch (error) {
    throw unreadableDirectory(asGiven, error);
  }
}

const unreadableDirectory = (path: string, cause: unknown) =>
  failure(
    "unreadable-directory",
    `the directory ${path} may not be read`,
    "Check its owner and mode.",
    cause,
  );

/** Names under a root, unsorted, perhaps with repeats; a path that ends in a slash is a repository inside this one. */
async function listNames(root: string, options: WorkingTreeOptions): Promise<string[]> {
  if (options.git === false) return walkDirectory(root);
  try {
    const output = await runGit(root, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    if (output.length > 0) return output.toString("utf8").split("\0").filter(Boolean);
    // Nothing: an empty repository, or a directory that its repository ignores and the caller asked for by name.
    return walkDirectory(root);
  } catch (error) {
    // No repository, no git, or one that git distrusts because another user owns it.
    if (error instanceof GitRefusal) return walkDirectory(root);
    throw error;
  }
}

async function select(root: string, names: readonly string[], options: WorkingTreeOptions): Promise<Listing> {
  const found = new Map<string, SourceFile>();
  const skipped = new Map<string, Skipped>();
  const rules = ownIgnoreRules(root, names);
  const base = root.endsWith(sep) ? root : root + sep;
  for (const name of names) {
    if (found.has(name) || isNeverListed(name)) continue;
    // Synchronous on purpose: 2,800 files take 10 to 25 ms, and 20 to 100 ms through the thread pool.
    const stats = lstatOrNothing(`${base}${name}`);
    if (!stats) continue;
    if (stats.isDirectory()) {
      if (isNested(root, name) && !rules.ignores(`${name.replace(/\/$/, "")}/`))
        await addNested(root, name, options, rules, found, skipped);
      continue;
    }
    const reason = rules.ignores(name)
      ? "ignored"
      : stats.isSymbolicLink()
        ? linkReason(root, name)
        : stats.isFile()
          ? skipByName(name, stats.size, options)
          : "unreadable";
    if (reason) skipped.set(name, { path: name, reason });
    else found.set(name, { path: name, size: stats.size, stamp: stampOf(stats) });
  }
  return { files: sorted(found.values()), skipped: sorted(skipped.values()) };
}

/** A repository inside this one: its own git knows its files. */
async function addNested(
  root: string,
  name: string,
  options: WorkingTreeOptions,
  rules: IgnoreRules,
  found: Map<string, SourceFile>,
  skipped: Map<string, Skipped>,
): Promise<void> {
  const prefix = `${name.replace(/\/$/, "")}/`;
  const inner = join(root, prefix);
  const listing = await select(inner, await listNames(inner, options), options);
  for (const file of listing.files) {
    const path = prefix + file.path;
    if (rules.ignores(path)) skipped.set(path, { path, reason: "ignored" });
    else found.set(path, { ...file, path });
  }
  for (const file of listing.skipped) skipped.set(prefix + file.path, { ...file, path: prefix + file.path });
}

/** True for a submodule or a clone inside the tree that has its files here; false for a second checkout of a repository. */
function isNested(root: string, name: string): boolean {
  const marker = join(root, name, ".git");
  const stats = lstatOrNothing(marker);
  if (!stats) return false;
  if (stats.isDirectory()) return true;
  try {
    return !/\/worktrees\/[^/]+\s*$/.test(readFileSync(marker, "utf8"));
  } catch {
    return false;
  }
}

function ownIgnoreRules(root: string, names: readonly string[]): IgnoreRules {
  const rules = new IgnoreRules();
  const files = new Set(names.filter((name) => name.endsWith(OWN_IGNORE_FILE)));
  files.add(OWN_IGNORE_FILE);
  for (const name of files) {
    const slash = name.lastIndexOf("/");
    if (name.slice(slash + 1) !== OWN_IGNORE_FILE) continue;
    try {
      rules.add(slash === -1 ? "" : name.slice(0, slash), readFileSync(join(root, name), "utf8"));
    } catch {
      // Absent at the root, or gone since it was listed.
    }
  }
  return rules;
}

function linkReason(root: string, name: string): "link" | "link-outside" {
  try {
    return isInside(realpathSync(root), realpathSync(join(root, name))) ? "link" : "link-outside";
  } catch {
    return "link";
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path);
}

function statOrNothing(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function lstatOrNothing(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The ctime catches what keeps its mtime and size: a file copied or moved over another. */
const stampOf = ({ size, mtimeMs, ctimeMs }: Stats): string =>
  `${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}-${Math.round(ctimeMs * 1000).toString(36)}`;

const sorted = <T extends { readonly path: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

async function readInside(root: string, path: string): Promise<Uint8Array> {
  const refuse = (why: string, cause?: unknown) =>
    failure("unreadable-file", `${path} ${why}`, "Run fovea index again if the files have changed.", cause);
  try {
    const real = realpathSync(join(root, path));
    if (!isInside(realpathSync(root), real)) throw refuse("lies outside of the indexed directory");
    // Synchronous on purpose: a pack reads some thirty files, and three turns through the thread pool for each of them
    // take longer than the reading.
    const file = openSync(real, "r");
    try {
      if (!fstatSync(file).isFile()) throw refuse("is not a plain file");
      return readFileSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") throw refuse("is gone", error);
    if (code === "EACCES" || code === "EPERM") throw refuse("may not be read", error);
    throw error;
  }
}
