import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { failure, usageError } from "../../shared/errors.js";
import { span } from "../../shared/trace.js";
import { isInnerName, readInside } from "../files/open-inside.js";
import { lstatOrNothing, statOrNothing } from "../files/stats.js";
import { readGitfile } from "../git/gitfile.js";
import { IgnoreRules } from "./ignore-rules.js";
import { NameLister } from "./list-names.js";
import { readRuleFile } from "./rule-file.js";
import { isNeverListed, skipByName } from "./skip-by-name.js";
import type { Listing, ScanLimits, Skipped, Source, SourceFile } from "./source.js";

export interface WorkingTreeOptions extends ScanLimits {
  /** False walks the directory and reads its .gitignore files instead of running git. Default true. */
  readonly git?: boolean;
}

/** Average size of an entry in git's index: 62 bytes, the path, and padding to a multiple of eight. */
const INDEX_ENTRY_BYTES = 100;
const OWN_IGNORE_FILE = ".foveaignore";

/**
 * Opens the current files under a directory as a source. In a git repository (the root may be a directory
 * inside one) these are the tracked files and the untracked ones that are not ignored; elsewhere, the files
 * found by a walk that respects nested .gitignore files. `.foveaignore` files apply in both cases. Links are
 * not followed.
 * @throws FoveaError `no-such-path`, `not-a-directory`, `unreadable-directory`.
 */
export function openWorkingTree(directory: string, options: WorkingTreeOptions = {}): Source {
  const root = resolve(directory);
  checkDirectory(root, directory);
  const listNow = (): Promise<Listing> =>
    span(
      "scan",
      async () => {
        const lister = new NameLister(options.git ?? true);
        return buildListing(root, await lister.names(root), options, lister);
      },
      ({ files, skipped }) => ({ files: files.length, skipped: skipped.length }),
    );
  let begun: Promise<Listing> | undefined;
  return {
    root,
    absolutePath: (path) => join(root, path),
    rootOf: () => root,
    expectedFiles: () =>
      Math.round((statOrNothing(join(root, ".git", "index"))?.size ?? 0) / INDEX_ENTRY_BYTES),
    beginListing: () => {
      begun = listNow();
      // `list` reports the error; this handler only avoids an unhandled rejection.
      begun.catch(() => {});
    },
    list: () => {
      const listing = begun ?? listNow();
      begun = undefined;
      return listing;
    },
    look: (path) => lookAt(root, path, options),
    // Synchronous on purpose: a pack reads some thirty files, and three trips through the thread pool for
    // each take longer than the read itself.
    read: async (path) => readInside(root, path),
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
    throw usageError("not-a-directory", `${asGiven} is a file`, "Give the directory that contains it.");
  try {
    readdirSync(root);
  } catch (error) {
    throw unreadableDirectory(asGiven, error);
  }
}

const unreadableDirectory = (path: string, cause: unknown) =>
  failure(
    "unreadable-directory",
    `the directory ${path} cannot be read: permission denied`,
    "Check its owner and mode.",
    cause,
  );

/** The listing entry of a single path, without ignore rules. */
function lookAt(
  root: string,
  name: string,
  options: WorkingTreeOptions,
): SourceFile | Skipped | "folder" | "nothing" {
  const link = linkAbove(root, name);
  if (link) return { path: name, reason: link };
  const stats = lstatOrNothing(`${baseOf(root)}${name}`);
  if (!stats) return "nothing";
  return stats.isDirectory() ? "folder" : entryOf(root, name, stats, options);
}

const baseOf = (root: string): string => (root.endsWith(sep) ? root : root + sep);

/** A file's entry in the listing: as a file to index, or as skipped with the reason. */
function entryOf(
  root: string,
  name: string,
  stats: Stats,
  options: WorkingTreeOptions,
  isIgnored = false,
): SourceFile | Skipped {
  const reason = isIgnored
    ? "ignored"
    : stats.isSymbolicLink()
      ? linkReason(root, name)
      : stats.isFile()
        ? skipByName(name, stats.size, options)
        : "unreadable";
  return reason ? { path: name, reason } : { path: name, size: stats.size, stamp: stampOf(stats) };
}

async function buildListing(
  root: string,
  names: readonly string[],
  options: WorkingTreeOptions,
  lister: NameLister,
): Promise<Listing> {
  const found = new Map<string, SourceFile>();
  const skipped = new Map<string, Skipped>();
  const nested = new Set<string>();
  const rules = ownIgnoreRules(root, names);
  const base = baseOf(root);
  const links = new Set<string>();
  for (const listed of names) {
    const name = listed.endsWith("/") ? listed.slice(0, -1) : listed;
    // Check names before any access to the disk: git's index may contain any path.
    if (found.has(name) || !isInnerName(name) || isNeverListed(name)) continue;
    // Synchronous on purpose: 2,800 files take 10 to 25 ms, and 20 to 100 ms through the thread pool.
    const stats = lstatOrNothing(`${base}${name}`);
    if (!stats) continue;
    if (stats.isDirectory()) {
      if (nested.has(name) || linkAbove(root, name)) continue;
      if (isNested(root, name) && !rules.ignores(`${name}/`)) {
        nested.add(name);
        await addNested(root, name, options, lister, rules, found, skipped);
      }
      continue;
    }
    if (stats.isSymbolicLink()) links.add(name);
    const file = entryOf(root, name, stats, options, rules.ignores(name));
    if ("reason" in file) skipped.set(name, file);
    else found.set(name, file);
  }
  const files = sorted(found.values());
  const outside = belowLinks(files, links);
  for (const { path } of outside) {
    const link = ancestors(path).find((folder) => links.has(folder))!;
    skipped.set(path, { path, reason: linkReason(root, link) });
  }
  return {
    files: outside.size === 0 ? files : files.filter((file) => !outside.has(file)),
    skipped: sorted(skipped.values()),
  };
}

/**
 * Files below a path that is now a link: git still lists tracked files of a folder that a link has replaced.
 */
function belowLinks(files: readonly SourceFile[], links: ReadonlySet<string>): Set<SourceFile> {
  const below = new Set<SourceFile>();
  for (const link of links) {
    const prefix = `${link}/`;
    let [low, high] = [0, files.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (files[middle]!.path < prefix) low = middle + 1;
      else high = middle;
    }
    for (; files[low]?.path.startsWith(prefix); low++) below.add(files[low]!);
  }
  return below;
}

/** Adds the files of a nested repository, which its own git lists. */
async function addNested(
  root: string,
  name: string,
  options: WorkingTreeOptions,
  lister: NameLister,
  rules: IgnoreRules,
  found: Map<string, SourceFile>,
  skipped: Map<string, Skipped>,
): Promise<void> {
  const prefix = `${name}/`;
  const inner = join(root, prefix);
  const listing = await buildListing(inner, await lister.names(inner), options, lister);
  for (const file of listing.files) {
    const path = prefix + file.path;
    if (rules.ignores(path)) skipped.set(path, { path, reason: "ignored" });
    else found.set(path, { ...file, path });
  }
  for (const file of listing.skipped) skipped.set(prefix + file.path, { ...file, path: prefix + file.path });
}

/**
 * Whether a folder is a submodule or a clone inside the tree; false for a linked worktree, which would repeat
 * files.
 */
function isNested(root: string, name: string): boolean {
  const stats = lstatOrNothing(join(root, name, ".git"));
  if (!stats) return false;
  if (!stats.isFile()) return stats.isDirectory();
  return !/[\\/]worktrees[\\/][^\\/]+$/.test(readGitfile(join(root, name)) ?? "");
}

/** The skip reason when a folder on the path is a link; undefined when none is. */
function linkAbove(root: string, name: string): "link" | "link-outside" | undefined {
  const link = ancestors(name).find((folder) => lstatOrNothing(join(root, folder))?.isSymbolicLink());
  return link === undefined ? undefined : linkReason(root, link);
}

/** All folders that contain a path, the outermost first. */
function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1))
    folders.push(path.slice(0, slash));
  return folders;
}

function ownIgnoreRules(root: string, names: readonly string[]): IgnoreRules {
  const rules = new IgnoreRules();
  const files = new Set(names.filter((name) => name.endsWith(OWN_IGNORE_FILE)));
  files.add(OWN_IGNORE_FILE);
  for (const name of files) {
    const slash = name.lastIndexOf("/");
    if (name.slice(slash + 1) !== OWN_IGNORE_FILE) continue;
    // Undefined when there is none at the root, or it was deleted after the listing.
    const text = readRuleFile(root, name);
    if (text !== undefined) rules.add(slash === -1 ? "" : name.slice(0, slash), text);
  }
  return rules;
}

function linkReason(root: string, name: string): "link" | "link-outside" {
  try {
    return isInside(realpathSync.native(root), realpathSync.native(join(root, name)))
      ? "link"
      : "link-outside";
  } catch {
    return "link";
  }
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === path);
}

/**
 * Includes the ctime, which also changes when another file with equal mtime and size is copied or moved here.
 */
const stampOf = ({ size, mtimeMs, ctimeMs }: Stats): string =>
  `${size.toString(36)}-${Math.round(mtimeMs * 1000).toString(36)}-${Math.round(ctimeMs * 1000).toString(36)}`;

const sorted = <T extends { readonly path: string }>(items: Iterable<T>): T[] =>
  [...items].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
