import { realpathSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import watcher, { type AsyncSubscription } from "@parcel/watcher";
import { FoveaError, failure } from "../../shared/errors.js";
import { isEmptyPlan, type UpdateResult } from "../build/update.js";
import { GitRefusal, runGit } from "../git/run-git.js";
import type { Repository } from "../repository.js";
import { isNeverListed } from "../scan/names.js";
import { LEFTOVERS } from "../scan/walk.js";
import { asWriter, withSoundIndex } from "../workspace.js";

export interface WatchOptions {
  /** Called after each update that changed the index. */
  readonly onUpdate?: (update: WatchedUpdate) => void;
  /** Called when an update failed; the watch goes on and tries again at the next event. */
  readonly onError?: (error: unknown) => void;
}

export interface WatchedUpdate extends UpdateResult {
  /** From the first event of the burst to the index being written. */
  readonly seconds: number;
}

/** An index that follows its files. */
export interface Watch {
  /** Resolves when every change that was noticed so far is in the index, or has failed to get there. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Events of one save come within a few milliseconds of each other; those of a branch switch while it is indexed. */
const BURST_MILLISECONDS = 15;
const BUSY_RETRY_MILLISECONDS = 300;
const IGNORE_FILES = new Set([".gitignore", ".foveaignore", ".ignore"]);

/**
 * Keeps the index of a repository equal to its files until it is stopped. An event only says that something changed:
 * what did is found by comparing the tree with the index, so that no order of events, lost event or rename can leave
 * the two apart. Ignored folders, installed packages and git's own files are not watched.
 * @throws FoveaError `watch-failed` when the system refuses to watch.
 */
export async function watchRepository(repository: Repository, options: WatchOptions = {}): Promise<Watch> {
  const watch = new TreeWatch(repository, options);
  await watch.start();
  return watch;
}

class TreeWatch implements Watch {
  private subscriptions: readonly AsyncSubscription[] = [];
  private dirtySince: number | undefined;
  private ignoresChanged = false;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly repository: Repository,
    private readonly options: WatchOptions,
  ) {}

  async start(): Promise<void> {
    await this.subscribe();
    // What changed before the watch began is no event.
    this.touch();
  }

  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.unsubscribe(this.subscriptions);
    await this.running;
  }

  private async subscribe(): Promise<void> {
    const before = this.subscriptions;
    const { root, watched = [root] } = this.repository.source;
    const subscriptions: AsyncSubscription[] = [];
    for (const folder of watched) subscriptions.push(await this.subscribeTo(realpathSync(folder)));
    this.subscriptions = subscriptions;
    await this.unsubscribe(before);
  }

  private async subscribeTo(folder: string): Promise<AsyncSubscription> {
    try {
      return await watcher.subscribe(
        folder,
        (error, events) => {
          // An error means that events were lost: all the more reason to compare.
          const paths = events?.map((event) => relative(folder, event.path).split(sep).join("/")) ?? [];
          const relevant = paths.filter((path) => !isNeverListed(path));
          if (relevant.some((path) => IGNORE_FILES.has(basename(path)))) this.ignoresChanged = true;
          if (error || relevant.length > 0) this.touch();
        },
        { ignore: await ignoredFolders(folder) },
      );
    } catch (cause) {
      const text = cause instanceof Error ? cause.message : String(cause);
      throw failure(
        "watch-failed",
        `${folder} cannot be watched: ${text}`,
        "On Linux raise fs.inotify.max_user_watches, or run fovea index after changes.",
        cause,
      );
    }
  }

  private async unsubscribe(subscriptions: readonly AsyncSubscription[]): Promise<void> {
    await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
  }

  private touch(): void {
    this.dirtySince ??= performance.now();
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
  }

  private async run(): Promise<void> {
    while (this.dirtySince !== undefined && !this.stopping.signal.aborted) {
      const since = this.dirtySince;
      await sleep(BURST_MILLISECONDS);
      this.dirtySince = undefined;
      try {
        if (this.ignoresChanged) {
          this.ignoresChanged = false;
          await this.subscribe();
        }
        await withSoundIndex(this.repository, () => this.update(since));
      } catch (error) {
        if (error instanceof FoveaError && error.code === "index-busy") {
          // Another writer indexes the same files, but perhaps read them before they changed.
          this.dirtySince ??= since;
          await sleep(BUSY_RETRY_MILLISECONDS);
        } else this.options.onError?.(error);
      }
    }
  }

  private async update(since: number): Promise<void> {
    const plan = await this.repository.plan();
    if (isEmptyPlan(plan)) return;
    await this.repository.prepare(plan);
    const result = await asWriter(this.repository.source.root, () =>
      this.repository.update({ signal: this.stopping.signal, plan }),
    );
    if (result.changed + result.reused + result.removed > 0)
      this.options.onUpdate?.({ ...result, seconds: (performance.now() - since) / 1000 });
  }
}

const NEVER_WATCHED = [".git", ".fovea", "node_modules", ".hg", ".svn", ".jj", ...LEFTOVERS].map(
  (name) => `**/${name}`,
);

/** Folders that hold nothing to index: by name, and in a git repository all that it ignores. */
async function ignoredFolders(root: string): Promise<string[]> {
  try {
    const output = await runGit(root, [
      "ls-files",
      "-z",
      "--others",
      "--ignored",
      "--exclude-standard",
      "--directory",
    ]);
    const folders = output
      .toString("utf8")
      .split("\0")
      .filter((path) => path.endsWith("/") && path !== "./");
    return [...NEVER_WATCHED, ...folders.map((path) => join(root, path.slice(0, -1)))];
  } catch (error) {
    if (error instanceof GitRefusal) return NEVER_WATCHED;
    throw error;
  }
}
