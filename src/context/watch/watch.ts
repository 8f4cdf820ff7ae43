import { setImmediate as turn } from "node:timers/promises";
import { FoveaError } from "../../shared/errors.js";
import { asWriter, withSoundIndex } from "../index-lifecycle.js";
import { isEmptyPlan, type UpdateResult } from "../indexing/update.js";
import type { Repository } from "../repository/repository.js";
import { relisted } from "../scan/relist.js";
import type { Listing } from "../scan/source.js";
import { FolderWatches } from "./folder-watches.js";

export interface WatchOptions {
  /** Called after each update that changed the index. */
  readonly onUpdate?: (update: WatchedUpdate) => void;
  /** Called when an update failed; the watch continues and tries again at the next event. */
  readonly onError?: (error: unknown) => void;
  /**
   * Called once with `watch-failed` when the system refuses to watch, at the start or for a folder created
   * later. From then on each call of `settled` compares the files. Without `onLoss`, a refusal at the start
   * is thrown.
   */
  readonly onLoss?: (error: FoveaError) => void;
  /** Interval of comparing all files, in milliseconds, once the system refuses to watch. */
  readonly pollMilliseconds?: number;
}

export interface WatchedUpdate extends UpdateResult {
  /** From the first event of the burst until the index was written. */
  readonly seconds: number;
}

/** An index that follows its files. */
export interface Watch {
  /**
   * Resolves when every change made before the call is in the index, or its update failed. Does not wait for
   * later changes, so it ends in a busy tree too.
   */
  settled(): Promise<void>;
  /**
   * Like `settled`, but always compares. The files in `doubted` are read even when their size and time are
   * unchanged.
   */
  compare(doubted?: Iterable<string>): Promise<void>;
  /** Stops watching and cancels a running update. Resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * Wait after an event: events of one save come within a few milliseconds. Those of a branch switch take
 * longer.
 */
const BURST_MILLISECONDS = 15;
const BUSY_RETRY_MILLISECONDS = 300;
/** After an update that looked only at the files named by events, all files are compared this much later. */
const QUIET_MILLISECONDS = 1000;
/** After so many events all files are compared: Linux queues about 16,000 events and drops the rest. */
const MOST_EVENTS = 2000;

/**
 * Keeps the index of a repository up to date with its files until it is stopped. An event only triggers a
 * comparison of the tree with the index, so no order of events, lost event or rename can leave them
 * different. When events name only files that were listed before, just those are compared at once, and all
 * files 1 s later. Ignored folders, installed packages and git's own files are not watched.
 * @throws FoveaError `watch-failed` when the system refuses to watch and there is no `onLoss`.
 */
export async function watchRepository(repository: Repository, options: WatchOptions = {}): Promise<Watch> {
  const watch = new TreeWatch(repository, options);
  await watch.start();
  return watch;
}

interface Tree {
  /** Prefix of the paths of its files: in a workspace, the repository's name and a slash; otherwise empty. */
  readonly prefix: string;
  readonly watches: FolderWatches;
}

class TreeWatch implements Watch {
  private readonly trees: readonly Tree[];
  private dirtySince: number | undefined;
  private changed = new Set<string>();
  private foldersChanged = false;
  private lost = false;
  /** The files found by the last comparison. */
  private listing: Listing | undefined;
  /** Changes happened whose paths are unknown: the next comparison looks at all files. */
  private allDoubted = true;
  private events = 0;
  private quiet: NodeJS.Timeout | undefined;
  private comparing: Promise<void> | undefined;
  /** The last update failed; the next call of `settled` tries again. */
  private failed = false;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();

  constructor(
    private readonly repository: Repository,
    private readonly options: WatchOptions,
  ) {
    const { root, members = [{ name: "", root }] } = repository.source;
    this.trees = members.map((member) => {
      const prefix = member.name === "" ? "" : `${member.name}/`;
      const watches = new FolderWatches(member.root, {
        onChange: (path) => this.touch(path === undefined ? undefined : prefix + path),
        onIgnoreChange: () => {
          this.foldersChanged = true;
        },
        onLoss: (error) => this.lose(error),
      });
      return { prefix, watches };
    });
  }

  async start(): Promise<void> {
    try {
      await this.adjust();
    } catch (error) {
      if (!(error instanceof FoveaError) || !this.options.onLoss) {
        this.closeTrees();
        throw error;
      }
      this.lose(error);
    }
    // Changes made before the watch started raise no event, so compare all files now.
    this.touch();
  }

  async settled(): Promise<void> {
    await this.flushEvents();
    if (this.lost || this.failed) this.dirtySince ??= performance.now();
    await this.catchUp();
  }

  async compare(doubted: Iterable<string> = []): Promise<void> {
    await this.flushEvents();
    const named = [...doubted];
    for (const path of named) this.changed.add(path);
    if (named.length === 0) this.allDoubted = true;
    this.dirtySince ??= performance.now();
    await this.catchUp();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    clearTimeout(this.quiet);
    this.closeTrees();
    await this.running;
    await this.comparing;
  }

  private closeTrees(): void {
    for (const { watches } of this.trees) watches.close();
  }

  /** Waits two turns of the event loop: events of earlier changes are handled in this turn or the next. */
  private async flushEvents(): Promise<void> {
    await turn();
    await turn();
  }

  private async catchUp(): Promise<void> {
    // The running update may have read the files before the last event.
    if (this.running) await this.running;
    if (this.dirtySince !== undefined) await this.pass();
  }

  /** Adapts the watches to the listed files and the ignore files. */
  private async adjust(): Promise<void> {
    const { files } = await this.repository.reader.whole();
    for (const { prefix, watches } of this.trees) {
      const inner = files.flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
      watches.adjust(inner);
    }
  }

  private lose(error: FoveaError): void {
    if (this.lost || this.stopping.signal.aborted) return;
    this.lost = true;
    // With only some folders watched, changes in the others would be missed without notice.
    this.closeTrees();
    this.options.onLoss?.(error);
    this.touch();
  }

  private touch(path?: string): void {
    if (this.stopping.signal.aborted) return;
    if (path === undefined || ++this.events > MOST_EVENTS) this.allDoubted = true;
    if (path !== undefined) this.changed.add(path);
    this.dirtySince ??= performance.now();
    this.schedule(BURST_MILLISECONDS);
  }

  /** Schedules an update in the background. `settled` does not wait for the timer: it starts its own. */
  private schedule(milliseconds: number): void {
    if (this.timer !== undefined || this.running || this.stopping.signal.aborted) return;
    this.timer = setTimeout(() => void this.pass(), milliseconds);
  }

  private pass(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.running) return this.running;
    let wait = BURST_MILLISECONDS;
    const pass = this.once()
      .then((isBusy) => {
        if (isBusy) wait = BUSY_RETRY_MILLISECONDS;
      })
      .finally(() => {
        this.running = undefined;
        const { pollMilliseconds } = this.options;
        if (this.dirtySince !== undefined) this.schedule(wait);
        else if (this.lost && pollMilliseconds !== undefined) {
          this.dirtySince = performance.now() + pollMilliseconds;
          this.schedule(pollMilliseconds);
        }
      });
    this.running = pass;
    return pass;
  }

  /** Runs one update. @returns whether another process was writing the index. */
  private async once(): Promise<boolean> {
    if (this.stopping.signal.aborted) return false;
    const since = this.dirtySince ?? performance.now();
    const changed = this.changed;
    const isPartial = !this.allDoubted && !this.foldersChanged && !this.lost && !this.failed;
    this.allDoubted = false;
    this.dirtySince = undefined;
    this.changed = new Set();
    this.events = 0;
    try {
      if (this.foldersChanged && !this.lost) {
        this.foldersChanged = false;
        await this.adjust();
      }
      await withSoundIndex(this.repository, () =>
        this.update(since, changed, isPartial ? this.listing : undefined),
      );
      this.failed = false;
    } catch (error) {
      if (this.stopping.signal.aborted) return false;
      this.failed = true;
      if (error instanceof FoveaError && error.code === "watch-failed") this.lose(error);
      else if (error instanceof FoveaError && error.code === "index-busy") {
        // The other writer indexes the same files, but may have read them before they changed.
        this.dirtySince ??= since;
        for (const path of changed) this.changed.add(path);
        return true;
      } else this.options.onError?.(error);
    }
    return false;
  }

  /**
   * Compares all files, to find changes without an event: a file that git now tracks or ignores, another hard
   * link to a changed file, an event that the system dropped. No caller waits for this.
   */
  private async compareAll(): Promise<void> {
    if (this.running || this.lost || this.stopping.signal.aborted) return;
    try {
      if (isEmptyPlan(await this.repository.index.plan())) return;
    } catch {
      // The update below meets the same error and reports it.
    }
    this.allDoubted = true;
    this.touch();
  }

  private async update(
    since: number,
    changed: ReadonlySet<string>,
    before: Listing | undefined,
  ): Promise<void> {
    const listing = before && relisted(this.repository.source, before, changed);
    const plan = await this.repository.index.plan(changed, listing);
    this.listing = plan.listing;
    clearTimeout(this.quiet);
    if (listing)
      this.quiet = setTimeout(() => {
        this.comparing = this.compareAll();
      }, QUIET_MILLISECONDS);
    if (isEmptyPlan(plan)) return;
    await this.repository.index.prepare(plan);
    const result = await asWriter(this.repository.source.root, () =>
      this.repository.update({ signal: this.stopping.signal, plan, doubted: changed }),
    );
    if (result.changed + result.reused + result.removed > 0)
      this.options.onUpdate?.({ ...result, seconds: Math.max(0, performance.now() - since) / 1000 });
    if (this.lost || this.stopping.signal.aborted) return;
    const covered = this.trees.every(({ prefix, watches }) =>
      watches.covers(
        plan.jobs.flatMap(({ path }) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : [])),
      ),
    );
    if (covered) return;
    // An update indexed a file in an unwatched folder: git now tracks a file in an ignored folder.
    await this.adjust();
    this.touch();
  }
}
