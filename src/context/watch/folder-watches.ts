import { type FSWatcher, lstatSync, watch } from "node:fs";
import { basename, join, sep } from "node:path";
import { type FoveaError, failure } from "../../shared/errors.js";
import { isNeverListed } from "../scan/skip-by-name.js";
import { IGNORE_FILES, TreeFolders } from "./tree-folders.js";

/** Callbacks of the watches of one tree. */
export interface FolderListener {
  /**
   * Something changed at or below this path, relative to the tree's root; undefined when the path is unknown.
   */
  readonly onChange: (path: string | undefined) => void;
  /** An ignore file changed, so the set of folders to watch may have changed. */
  readonly onIgnoreChange: () => void;
  /** A watch failed: from now on changes can be missed. */
  readonly onLoss: (error: FoveaError) => void;
}

/** Whether the system can watch a whole tree with one watch. */
const WATCHES_TREES = process.platform === "darwin" || process.platform === "win32";

/** Linux limits watches per user (tens or hundreds of thousands); one tree must not use them all. */
const MOST_FOLDERS = 50_000;

/**
 * The `fs.watch` watches of one tree's folders. Events are handled in the turn of the event loop in which
 * they happen or in the next, so a request sent after a file was written is handled after the event of that
 * write.
 */
export class FolderWatches {
  private readonly watches = new Map<string, FSWatcher>();
  private folders: TreeFolders;
  private closed = false;

  constructor(
    private readonly root: string,
    private readonly listener: FolderListener,
  ) {
    this.folders = new TreeFolders(root);
  }

  /**
   * Adds watches for new folders and closes those of folders that need none. `listed` are the paths of listed
   * files.
   * @throws FoveaError `watch-failed` when the system refuses to watch.
   */
  adjust(listed: Iterable<string>): void {
    if (this.closed) return;
    if (WATCHES_TREES) {
      this.watch("", true);
      return;
    }
    this.folders = new TreeFolders(this.root);
    for (const path of listed) this.folders.addListed(path);
    const wanted = new Set<string>();
    this.folders.visit("", (folder) => {
      wanted.add(folder);
      this.watch(folder, false);
    });
    for (const folder of this.watches.keys()) if (!wanted.has(folder)) this.drop(folder);
  }

  /** Whether the folders of all these files are watched. */
  covers(paths: Iterable<string>): boolean {
    if (WATCHES_TREES) return true;
    for (const path of paths) {
      const slash = path.lastIndexOf("/");
      if (!this.watches.has(slash === -1 ? "" : path.slice(0, slash))) return false;
    }
    return true;
  }

  close(): void {
    this.closed = true;
    for (const folder of [...this.watches.keys()]) this.drop(folder);
  }

  private watch(folder: string, recursive: boolean): void {
    if (this.watches.has(folder)) return;
    if (this.watches.size >= MOST_FOLDERS) throw tooManyFolders(this.root);
    let watcher: FSWatcher;
    try {
      watcher = watch(join(this.root, folder), { recursive, persistent: true }, (event, name) =>
        this.handle(folder, event, name),
      );
    } catch (error) {
      // The folder was deleted meanwhile or may not be read: its files are not indexed either.
      if (folder !== "" && GONE.has((error as NodeJS.ErrnoException).code ?? "")) return;
      throw refusal(this.root, error);
    }
    watcher.on("error", (error) => {
      this.drop(folder);
      // Windows reports the deletion of a watched folder as an error.
      if (folder !== "" && GONE.has((error as NodeJS.ErrnoException).code ?? ""))
        this.listener.onChange(folder);
      else this.listener.onLoss(refusal(this.root, error));
    });
    this.watches.set(folder, watcher);
  }

  private drop(folder: string): void {
    this.watches.get(folder)?.close();
    this.watches.delete(folder);
  }

  private handle(folder: string, event: string, name: string | null): void {
    if (this.closed) return;
    if (name === null) {
      this.listener.onChange(undefined);
      return;
    }
    const inner = sep === "/" ? name : name.split(sep).join("/");
    const path = folder === "" ? inner : `${folder}/${inner}`;
    // Editors' temporary files and git's files are never indexed.
    if (isNeverListed(path)) return;
    if (IGNORE_FILES.has(basename(inner))) this.listener.onIgnoreChange();
    if (event === "rename" && !WATCHES_TREES) this.follow(folder, path, inner);
    this.listener.onChange(path);
  }

  /** Handles a created, deleted or renamed entry: for a folder, adds or closes the watches below it. */
  private follow(folder: string, path: string, name: string): void {
    let isFolder: boolean;
    try {
      isFolder = lstatSync(join(this.root, path)).isDirectory();
    } catch {
      isFolder = false;
    }
    // The watch of a deleted folder is dead; a new folder of the same name needs a new watch.
    const inside = `${path}/`;
    if (this.watches.has(path) || !isFolder)
      for (const watched of [...this.watches.keys()])
        if (watched === path || watched.startsWith(inside)) this.drop(watched);
    if (!isFolder || !this.folders.isWatched(path, name)) {
      // The event can be the deletion of `folder` itself.
      if (!isFolder && folder !== "" && !this.exists(folder)) this.drop(folder);
      return;
    }
    try {
      this.folders.visit(path, (each) => this.watch(each, false));
    } catch (error) {
      this.listener.onLoss(error as FoveaError);
    }
  }

  private exists(folder: string): boolean {
    try {
      return lstatSync(join(this.root, folder)).isDirectory();
    } catch {
      return false;
    }
  }
}

const GONE: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);

const tooManyFolders = (root: string): FoveaError =>
  failure(
    "watch-failed",
    `${root} has more than ${MOST_FOLDERS} folders`,
    "List folders that need no index in a .foveaignore, or run fovea index after changes.",
  );

function refusal(root: string, cause: unknown): FoveaError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const limit =
    code === "EMFILE"
      ? "fs.inotify.max_user_instances"
      : code === "ENOSPC"
        ? "fs.inotify.max_user_watches"
        : undefined;
  return failure(
    "watch-failed",
    limit
      ? `${root} cannot be watched: the system's ${limit} is used up`
      : `${root} cannot be watched: ${message}`,
    limit
      ? `Raise this limit with sysctl, or run fovea index after changes.`
      : "Run fovea index after changes.",
    cause,
  );
}
