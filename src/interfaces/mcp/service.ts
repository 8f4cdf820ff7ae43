import { isEmptyPlan } from "../../context/build/update.js";
import { emptyLedger, type Ledger } from "../../context/refresh/ledger.js";
import { openSessions, type SessionStore } from "../../context/refresh/session-file.js";
import type { Repository } from "../../context/repository.js";
import type { Watch } from "../../context/watch/watch.js";
import { asWriter, dropIndex, openRepository, sessionsFolder } from "../../context/workspace.js";
import { FoveaError, failure } from "../../shared/errors.js";
import type { Home } from "./home.js";
import { refuseWholeDisk } from "./whole-disk.js";

export interface ServiceOptions {
  /** False compares files and index at each call instead of following the files. Default true. */
  readonly watch?: boolean;
  /** Serves this repository of a workspace alone. */
  readonly only?: string;
  /** Told of what went wrong where no call can be told. */
  readonly warn?: (text: string) => void;
}

export type ProgressListener = (done: number, total: number, message: string) => void;

/** Waiting for another process's first index ends after this many tries of ten seconds. */
const BUSY_TRIES = 60;

/**
 * One repository kept ready for all clients of a server: indexed on the first call, then followed. Its sessions are
 * kept in memory and on disk.
 */
export class ContextService implements Home {
  private opened: Promise<Opened> | undefined;
  private readonly listeners = new Set<ProgressListener>();
  private readonly ledgers = new Map<string, Ledger>();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly closing = new AbortController();
  private readonly sessions: SessionStore;

  constructor(
    readonly root: string,
    private readonly options: ServiceOptions = {},
  ) {
    this.sessions = openSessions(sessionsFolder(root));
  }

  /** All clients of one service have the same repository. */
  async serviceFor(): Promise<ContextService> {
    return this;
  }

  /** The repository with its index up to date; makes the index when there is none, which `progress` hears of. */
  async ready(call: {
    readonly signal: AbortSignal;
    readonly progress: ProgressListener;
  }): Promise<Repository> {
    this.listeners.add(call.progress);
    try {
      return await abortable(this.fresh(), call.signal);
    } finally {
      this.listeners.delete(call.progress);
    }
  }

  private async fresh(): Promise<Repository> {
    const opened = await this.open();
    if (opened.repository.store.replaced()) {
      // The index was dropped or rebuilt under this process: what it has open is a file without a name.
      await this.release();
      return this.fresh();
    }
    await opened.watch?.settled();
    // Found by an earlier call, which told of it.
    if (opened.repository.store.damaged) await asWriter(this.root, () => opened.repository.store.beginAnew());
    // Another process may have had the index begun anew, of which no file tells the watch.
    const isWhole = (await opened.repository.store.readFact("updatedAt")) !== undefined;
    if (!opened.watch || !isWhole) await this.update(opened.repository);
    return opened.repository;
  }

  private open(): Promise<Opened> {
    this.opened ??= this.openAnew().catch((error: unknown) => {
      // The next call tries again.
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async openAnew(): Promise<Opened> {
    refuseWholeDisk(this.root);
    const { only } = this.options;
    const warn = (text: string): void => this.options.warn?.(text);
    const open = () => openRepository(this.root, { create: true, warn, ...(only ? { only } : {}) });
    let repository: Repository | undefined;
    try {
      repository = open();
      await this.update(repository);
    } catch (error) {
      await repository?.close();
      if (!(error instanceof FoveaError) || error.code !== "corrupt-index") throw error;
      await dropIndex(this.root);
      repository = open();
      await this.update(repository);
    }
    const watch = this.options.watch === false ? undefined : await this.follow(repository);
    return { repository, watch };
  }

  private async follow(repository: Repository): Promise<Watch | undefined> {
    try {
      const { watchRepository } = await import("../../context/watch/watch.js");
      return await watchRepository(repository, { onError: (error) => this.warn(error) });
    } catch (error) {
      // Without a watcher each call looks for changes itself.
      this.warn(error);
      return undefined;
    }
  }

  private warn(error: unknown): void {
    const text = error instanceof FoveaError ? `${error.message}. ${error.mend}` : String(error);
    this.options.warn?.(text);
  }

  private tell(done: number, total: number, message: string): void {
    for (const listener of this.listeners) listener(done, total, message);
  }

  /** Brings the index up to date, waiting for another writer, which most likely is doing just that. */
  private async update(repository: Repository): Promise<void> {
    for (let tries = 1; ; tries++) {
      if (isEmptyPlan(await repository.plan())) return;
      try {
        await asWriter(this.root, () =>
          repository.update({
            signal: this.closing.signal,
            onProgress: (done, total) => this.tell(done, total, "indexing files"),
            onEmbedding: (done, total) => this.tell(done, total, "embedding chunks"),
          }),
        );
        return;
      } catch (error) {
        if (error instanceof FoveaError && (await isAnswerable(repository, error))) {
          this.warn(error);
          return;
        }
        if (!(error instanceof FoveaError) || error.code !== "index-busy" || tries === BUSY_TRIES)
          throw error;
        this.tell(0, 1, "another process is writing the index");
      }
    }
  }

  /** The ledger of a session; an empty one when it is new. */
  ledger(session: string): Ledger {
    const known = this.ledgers.get(session) ?? this.sessions.read(session) ?? emptyLedger;
    this.ledgers.set(session, known);
    return known;
  }

  /** Runs `work` on a session's ledger; calls of one session wait for each other, so that none sends twice. */
  async inSession<T>(
    session: string,
    work: (ledger: Ledger) => Promise<{ readonly ledger: Ledger; readonly value: T }>,
  ): Promise<T> {
    const before = this.turns.get(session) ?? Promise.resolve();
    const turn = before.then(async () => {
      const { ledger, value } = await work(this.ledger(session));
      this.ledgers.set(session, ledger);
      try {
        this.sessions.write(session, ledger);
      } catch (error) {
        this.warn(error);
      }
      return value;
    });
    const ended = turn.catch(() => {});
    this.turns.set(session, ended);
    void ended.then(() => {
      if (this.turns.get(session) === ended) this.turns.delete(session);
    });
    return turn;
  }

  private async release(): Promise<void> {
    const opened = await this.opened?.catch(() => undefined);
    this.opened = undefined;
    await opened?.watch?.stop();
    await opened?.repository.close();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.release();
  }
}

/** Where an index cannot be written, one that was whole once still answers. */
async function isAnswerable({ store }: Repository, { code }: FoveaError): Promise<boolean> {
  if (code !== "unwritable-index" && code !== "disk-full") return false;
  return (await store.readFact("updatedAt")) !== undefined;
}

interface Opened {
  readonly repository: Repository;
  readonly watch: Watch | undefined;
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(failure("cancelled", "the call was cancelled", "Call again."));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop) signal.removeEventListener("abort", stop);
  }
}
