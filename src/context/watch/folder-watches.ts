import { type FSWatcher, lstatSync, watch } from "node:fs";
import { basename, join, sep } from "node:path";
import { type FoveaError, failure } from "../../shared/errors.js";
import { isNeverListed } from "../scan/names.js";
import { IGNORE_FILES, TreeFolders } from "./tree-folders.js";

/** What a tree's watches tell of it. */
export interface FolderListener {
  /** Something changed: below this path, relative to the tree's root; undefined when the system does not say where. */
  readonly onChange: (path: string | undefined) => void;
  /** An ignore file changed: other folders may count now. */
  readonly onIgnoreChange: () => void;
  /** Changes will be missed from now on. */
  readonly onLoss: (error: FoveaError) => void;
}

/** The system's own watch of a whole tree, where there is one that is worth having. */
const WATCHES_TREES = process.platform === "darwin" || process.platform === "win32";

/** A user has some ten or hundred thousand for all programs together: one tree does not take them all. */
const MOST_FOLDERS = 50_000;

/**
 * Node's watches of the folders of one tree. Their events are handled in the turn of the event loop in which they
 * happened, or the next: a request that is sent after a file was written is handled after its event.
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
   * Watches the folders that count now, and no longer those that do not; `listed` are the paths of the listed files.
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

  /** Whether all folders of these files are watched. */
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
        this.hear(folder, event, name),
      );
    } catch (error) {
      // A folder that has gone meanwhile, or may not be read: nothing in it is indexed either.
      if (folder !== "" && GONE.has((error as NodeJS.ErrnoException).code ?? "")) return;
      throw refusal(this.root, error);
    }
    watcher.on("error", (error) => {
      this.drop(folder);
      // Windows says so of a folder that was deleted.
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

  private hear(folder: string, event: string, name: string | null): void {
    if (this.closed) return;
    if (name === null) {
      this.listener.onChange(undefined);
      return;
    }
    const inner = sep === "/" ? name : name.split(sep).join("/");
    const path = folder === "" ? inner : `${folder}/${inner}`;
    // An editor's own files and git's are no news.
    if (isNeverListed(path)) return;
    if (IGNORE_FILES.has(basename(inner))) this.listener.onIgnoreChange();
    if (event === "rename" && !WATCHES_TREES) this.follow(folder, path, inner);
    this.listener.onChange(path);
  }

  /** A name came or went: when it is a folder's, the watches below it come or go with it. */
  private follow(folder: string, path: string, name: string): void {
    let isFolder: boolean;
    try {
      isFolder = lstatSync(join(this.root, path)).isDirectory();
    } catch {
      isFolder = false;
    }
    // A folder that went takes its watch along; one of the same name that came back needs another.
    const inside = `${path}/`;
    if (this.watches.has(path) || !isFolder)
      for (const watched of [...this.watches.keys()])
        if (watched === path || watched.startsWith(inside)) this.drop(watched);
    if (!isFolder || !this.folders.isWatched(path, name)) {
      // Its own folder says so too when it goes.
      if (!isFolder && folder !== "" && !this.isThere(folder)) this.drop(folder);
      return;
    }
    try {
      this.folders.visit(path, (each) => this.watch(each, false));
    } catch (error) {
      this.listener.onLoss(error as FoveaError);
    }
  }

  private isThere(folder: string): boolean {
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
    "Name those that need no index in a .foveaignore, or run fovea index after changes.",
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
    limit ? `Raise it with sysctl, or run fovea index after changes.` : "Run fovea index after changes.",
    cause,
  );
}
