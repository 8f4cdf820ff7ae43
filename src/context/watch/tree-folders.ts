import { type Dirent, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { IgnoreRules, MOST_RULE_FILE_BYTES } from "../scan/ignore-rules.js";
import { isNeverListed } from "../scan/names.js";
import { readInsideOrNothing } from "../scan/open-inside.js";
import { LEFTOVERS } from "../scan/walk.js";

/** Files that say what is not to be indexed. */
export const IGNORE_FILES: ReadonlySet<string> = new Set([".gitignore", ".ignore", ".foveaignore"]);

/**
 * The folders of a tree in which a change may be a change of the index: all that hold a listed file, and all that no
 * ignore file names. That may be more than git would list, by an exclude file of the user's, and never less: a folder
 * that is empty today, or holds nothing but ignored files, may get a file to index.
 */
export class TreeFolders {
  private readonly rules = new IgnoreRules();
  /** Folders of listed files and all above them. */
  private readonly listed = new Set<string>();

  constructor(private readonly root: string) {}

  /** Takes a file's folders to be watched whatever the ignore files say: git tracks what it ignores, too. */
  addListed(path: string): void {
    for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
      const folder = path.slice(0, slash);
      if (this.listed.has(folder)) return;
      this.listed.add(folder);
    }
  }

  /**
   * Visits a folder and those inside it, outermost first; "" is the root. `enter` is called before a folder is read, so
   * that what is made in it afterwards is an event.
   */
  visit(folder: string, enter: (folder: string) => void): void {
    enter(folder);
    let entries: Dirent[];
    try {
      entries = readdirSync(join(this.root, folder), { withFileTypes: true });
    } catch {
      // Gone, no folder at all, or not to be read.
      return;
    }
    this.readRules(folder, entries);
    for (const entry of entries) {
      if (!entry.isDirectory()) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (this.isWatched(path, entry.name)) this.visit(path, enter);
    }
  }

  /** Whether changes below this folder count. */
  isWatched(path: string, name: string): boolean {
    if (isNeverListed(path)) return false;
    if (this.listed.has(path)) return true;
    if (LEFTOVERS.has(name) || this.rules.ignoresOne(`${path}/`)) return false;
    // A virtual environment without an ignore file holds thousands of folders.
    return !existsSync(join(this.root, path, "pyvenv.cfg"));
  }

  private readRules(folder: string, entries: readonly Dirent[]): void {
    for (const entry of entries) {
      if (!IGNORE_FILES.has(entry.name) || !entry.isFile()) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      // An ignore file that may not be read ignores nothing.
      const text = readInsideOrNothing(this.root, path, { mostBytes: MOST_RULE_FILE_BYTES });
      if (text) this.rules.add(folder, text.toString("utf8"));
    }
  }
}
