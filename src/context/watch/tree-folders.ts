import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { IgnoreRules } from "../scan/ignore-rules.js";
import { readRuleFile } from "../scan/rule-file.js";
import { isNeverListed } from "../scan/skip-by-name.js";
import { LEFTOVERS } from "../scan/walk.js";

/** Names of files that exclude paths from the index. */
export const IGNORE_FILES: ReadonlySet<string> = new Set([".gitignore", ".ignore", ".foveaignore"]);

/**
 * The folders of a tree where a change can change the index: all that hold a listed file, and all that no
 * ignore file excludes. A folder that is empty, or holds only ignored files, is included: it may get a file
 * to index. The set can be larger than what git lists (the user's own exclude file is not read), but never
 * smaller.
 */
export class TreeFolders {
  private readonly rules = new IgnoreRules();
  /** Folders of listed files and all above them. */
  private readonly listed = new Set<string>();

  constructor(private readonly root: string) {}

  /**
   * Adds the folders of a listed file. They are watched even when ignored, because git can track an ignored
   * file.
   */
  addListed(path: string): void {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = path.slice(0, slash);
      if (this.listed.has(folder)) return;
      this.listed.add(folder);
    }
  }

  /**
   * Visits a folder and the folders inside it, outermost first; "" is the root. `enter` is called before a
   * folder is read, so that the caller's watch already sees entries created while it is read.
   */
  visit(folder: string, enter: (folder: string) => void): void {
    enter(folder);
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.root, folder), { withFileTypes: true });
    } catch {
      // Deleted, not a folder, or not readable.
      return;
    }
    this.readRules(folder, entries);
    for (const entry of entries) {
      if (!entry.isDirectory()) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (this.isWatched(path, entry.name)) this.visit(path, enter);
    }
  }

  /** Whether changes below this folder can change the index. */
  isWatched(path: string, name: string): boolean {
    if (isNeverListed(path)) return false;
    if (this.listed.has(path)) return true;
    if (LEFTOVERS.has(name) || this.rules.ignoresOne(`${path}/`)) return false;
    // A Python virtual environment without an ignore file holds thousands of folders.
    return !existsSync(join(this.root, path, "pyvenv.cfg"));
  }

  private readRules(folder: string, entries: readonly Dirent[]): void {
    for (const entry of entries) {
      if (!IGNORE_FILES.has(entry.name) || !entry.isFile()) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const text = readRuleFile(this.root, path);
      if (text !== undefined) this.rules.add(folder, text);
    }
  }
}
