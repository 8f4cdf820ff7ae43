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
  /** Called when an update failed; the watch goes on and tries again at the next event. */
  readonly onError?: (error: unknown) => void;
  /**
   * Called once when the system refuses to watch, at the start or for a folder that was made later: `watch-failed`. From
   * then on the files are compared whenever `settled` is called. Without it a refusal at the start is thrown.
   */
  readonly onLoss?: (error: FoveaError) => void;
  /** Compares this often, in milliseconds, once the system refuses to watch. */
  readonly pollMilliseconds?: number;
}

export interface WatchedUpdate extends UpdateResult {
  /** From the first event of the burst to the index being written. */
  readonly seconds: number;
}

/** An index that follows its files. */
export interface Watch {
  /**
   * Resolves when every change that was made before the call is in the index, or has failed to get there. Waits for no
   * later ones, so that it ends however busy the tree is.
   */
  settled(): Promise<void>;
  /** As `settled`, and compares even when nothing was noticed; the contents of the files named are not taken on trust. */
  compare(doubted?: Iterable<string>): Promise<void>;
  stop(): Promise<void>;
}

/** Events of one save come within a few milliseconds of each other; those of a branch switch while it is indexed. */
const BURST_MILLISECONDS = 15;
const BUSY_RETRY_MILLISECONDS = 300;
/** So long after changes of which only the files they were said of were looked at, all files are compared. */
const QUIET_MILLISECONDS = 1000;
/** The system's queue holds some 16,000 events, and drops what comes then. */
const MOST_EVENTS = 2000;

/**
 * Keeps the index of a repository equal to its files until it is stopped. An event only says that something changed:
 * what did is found by comparing the tree with the index, so that no order of events, lost event or rename can leave
 * the two apart. Where events name a few files that were there before, only those are looked at at once, and all when it
 * is quiet. Ignored folders, installed packages and git's own files are not watched.
 * @throws FoveaError `watch-failed` when the system refuses to watch and there is no `onLoss`.
 */
export async function watchRepository(repository: Repository, options: WatchOptions = {}): Promise<Watch> {
  const watch = new TreeWatch(repository, options);
  await watch.start();
  return watch;
}

interface Tree {
  /** What the paths of its files start with: the name of a workspace's repository and a slash, or nothing. */
  readonly prefix: string;
  readonly watches: FolderWatches;
}

class TreeWatch implements Watch {
  private readonly trees: readonly Tree[];
  private dirtySince: number | undefined;
  private changed = new Set<string>();
  private foldersChanged = false;
  private lost = false;
  /** What was found at the last look. */
  private listing: Listing | undefined;
  /** Something happened of which no path tells all. */
  private allDoubted = true;
  private events = 0;
  private quiet: NodeJS.Timeout | undefined;
  private comparing: Promise<void> | undefined;
  /** What was noticed is not in the index: whoever asks next has it tried again. */
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
    // What changed before the watch began is no event.
    this.touch();
  }

  async settled(): Promise<void> {
    await this.hearWhatHappened();
    if (this.lost || this.failed) this.dirtySince ??= performance.now();
    await this.catchUp();
  }

  async compare(doubted: Iterable<string> = []): Promise<void> {
    await this.hearWhatHappened();
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

  /** The event of a change that was made before is there already, and is handled in this turn of the loop or the next. */
  private async hearWhatHappened(): Promise<void> {
    await turn();
    await turn();
  }

  private async catchUp(): Promise<void> {
    // What runs may have looked at the files before the last event.
    if (this.running) await this.running;
    if (this.dirtySince !== undefined) await this.pass();
  }

  /** Watches what is to be watched now. */
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
    // Watches of some folders would only make it look as if all were watched.
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

  /** An update in the background; whoever waits for one does not wait for this. */
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

  /** @returns whether another process was writing the index. */
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
        // Another writer indexes the same files, but perhaps read them before they changed.
        this.dirtySince ??= since;
        for (const path of changed) this.changed.add(path);
        return true;
      } else this.options.onError?.(error);
    }
    return false;
  }

  /**
   * Looks for what no event told of: a file that git tracks or ignores since, another name of a changed file, an event that
   * the system dropped. Nobody waits for this.
   */
  private async compareAll(): Promise<void> {
    if (this.running || this.lost || this.stopping.signal.aborted) return;
    try {
      if (isEmptyPlan(await this.repository.index.plan())) return;
    } catch {
      // Whoever asks next finds out what is wrong.
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
    // A folder that is ignored, with a file in it that git tracks since.
    await this.adjust();
    this.touch();
  }
}
