import { accessSync, constants, statSync } from "node:fs";
import { asWriter, dropIndex } from "../../context/index-lifecycle.js";
import { isEmptyPlan } from "../../context/indexing/update.js";
import { openRepository } from "../../context/open-repository.js";
import { emptyLedger, type Ledger, type Receipt } from "../../context/refresh/ledger.js";
import { openSessions, type SessionStore } from "../../context/refresh/session-file.js";
import type { Repository } from "../../context/repository/repository.js";
import { sessionsFolder } from "../../context/state/state-folder.js";
import type { Watch } from "../../context/watch/watch.js";
import { FoveaError, failure } from "../../shared/errors.js";
import { currentSink, reportError, traced } from "../../shared/trace.js";
import type { Delivery } from "./delivery.js";
import { refuseWholeDisk } from "./whole-disk.js";

export interface ServiceOptions {
  /** False compares all files with the index at each call instead of watching the files. Default true. */
  readonly watch?: boolean;
  /** Called after the watch has updated the index. */
  readonly onUpdate?: () => void;
  /** Interval of comparing all files, in milliseconds, once the system refuses to watch. Default: at each call only. */
  readonly pollMilliseconds?: number;
  /** Serves only this repository of a workspace. */
  readonly only?: string;
  /** Gets messages about failures outside any call. */
  readonly warn?: (text: string) => void;
}

export type ProgressListener = (done: number, total: number, message: string) => void;

/**
 * While another process makes the first index, a call tries this often, each try waiting up to ten seconds.
 */
const BUSY_TRIES = 60;
/**
 * A call waits at most this long for earlier answers of its session, since their delivery decides what it may
 * omit.
 */
const EARLIER_ANSWERS_MILLISECONDS = 1000;
/** A replaced index is closed after this time, so that running calls can end. */
const RETIRED_MILLISECONDS = 30_000;
/** Ledgers kept in memory; those of other sessions are read from disk again. */
const LEDGERS = 200;

/**
 * Serves one repository to all clients of a server. It indexes the repository on the first call and watches
 * its files from then on. Sessions are kept in memory and on disk.
 */
export class ContextService {
  private opened: Promise<Opened> | undefined;
  private readonly listeners = new Set<ProgressListener>();
  private readonly ledgers = new Map<string, Ledger>();
  private readonly turns = new Map<string, Promise<unknown>>();
  /** Answers that are neither delivered nor lost yet, by session. */
  private readonly pendingAnswers = new Map<string, Set<Delivery>>();
  /** Calls that wait for the index. */
  private waiting = 0;
  private abandoned = new AbortController();
  private readonly retired = new Set<Opened>();
  private readonly closing = new AbortController();
  private readonly sessions: SessionStore;
  /** Gets the trace of work that belongs to no request. */
  private readonly operator = currentSink();

  constructor(
    readonly root: string,
    private readonly options: ServiceOptions = {},
  ) {
    this.sessions = openSessions(sessionsFolder(root));
  }

  /** Implements `ServiceResolver`: all clients of one service have the same repository. */
  async serviceFor(): Promise<ContextService> {
    return this;
  }

  /**
   * The repository with its index up to date. Makes the index when there is none, and reports to `progress`.
   */
  async ready(call: {
    readonly signal: AbortSignal;
    readonly progress: ProgressListener;
  }): Promise<Repository> {
    call.signal.throwIfAborted();
    this.listeners.add(call.progress);
    this.waiting++;
    try {
      return await abortable(this.freshForCall(call.signal), call.signal);
    } finally {
      this.listeners.delete(call.progress);
      this.waiting--;
      // No call waits for the index any more. The part that is done is kept, and the next call continues
      // there.
      if (this.waiting === 0 && call.signal.aborted) this.abandoned.abort();
    }
  }

  /**
   * As `fresh`. Retries when this call joined an indexing that was cancelled because the other calls were.
   */
  private async freshForCall(signal: AbortSignal): Promise<Repository> {
    for (;;)
      try {
        return await this.fresh();
      } catch (error) {
        const isCancelled = error instanceof FoveaError && error.code === "cancelled";
        if (!isCancelled || signal.aborted || this.closing.signal.aborted) throw error;
      }
  }

  private async fresh(): Promise<Repository> {
    const folder = identityOf(this.root);
    if (folder === undefined) {
      const gone = await this.opened?.catch(() => undefined);
      if (gone) await this.retire(gone);
      throw failure(
        "root-gone",
        `the folder ${this.root} is no longer there, or cannot be read`,
        "Bring it back, or start the server in another one.",
      );
    }
    const opened = await this.open();
    if (opened.folder !== folder || opened.repository.store.replaced()) {
      // Another folder has its path now, whose files are not watched; or another process dropped or rebuilt the index,
      // so that the file that is open here is no longer the index.
      await this.retire(opened);
      return this.fresh();
    }
    await opened.watch?.settled();
    // An earlier call found the damage and reported it.
    if (opened.repository.store.damaged)
      await asWriter(this.root, () => opened.repository.store.replaceDamaged());
    // Another process may have emptied the index. The watch does not notice that, since no source file
    // changed.
    const isComplete = (await opened.repository.store.readFact("updatedAt")) !== undefined;
    if (!opened.watch || !isComplete) await this.update(opened.repository);
    return opened.repository;
  }

  private open(): Promise<Opened> {
    this.opened ??= this.openAndUpdate().catch((error: unknown) => {
      // The next call tries again.
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }

  private async openAndUpdate(): Promise<Opened> {
    refuseWholeDisk(this.root);
    const folder = identityOf(this.root);
    const { only } = this.options;
    const warn = (text: string): void => this.options.warn?.(text);
    const open = () =>
      openRepository(this.root, {
        create: true,
        warn,
        freshen: (doubted) => this.freshen(doubted),
        ...(only ? { only } : {}),
      });
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
    return { repository, watch, folder };
  }

  private async follow(repository: Repository): Promise<Watch> {
    const { watchRepository } = await import("../../context/watch/watch.js");
    const { onUpdate, pollMilliseconds } = this.options;
    const listeners = {
      ...(onUpdate ? { onUpdate } : {}),
      ...(pollMilliseconds === undefined ? {} : { pollMilliseconds }),
      onError: (error: unknown) => this.warn(error),
      onLoss: ({ message }: Error) => this.warn(`${message}; files are compared at each call instead`),
    };
    return traced(this.operator, () => watchRepository(repository, listeners));
  }

  /** Updates the index for files that changed while an answer was made from it. */
  private async freshen(doubted: readonly string[]): Promise<void> {
    const opened = await this.opened;
    if (opened?.watch) await opened.watch.compare(doubted);
    else if (opened) await this.update(opened.repository, new Set(doubted), 1);
  }

  private warn(error: unknown): void {
    if (error instanceof Error) reportError(error);
    const text = error instanceof FoveaError ? `${error.message}. ${error.mend}` : String(error);
    this.options.warn?.(text);
  }

  private reportProgress(done: number, total: number, message: string): void {
    for (const listener of this.listeners) listener(done, total, message);
  }

  /** Updates the index. Waits for another writer, which is probably making the same update. */
  private async update(
    repository: Repository,
    doubted: ReadonlySet<string> = new Set(),
    mostTries = BUSY_TRIES,
  ): Promise<void> {
    if (this.abandoned.signal.aborted) this.abandoned = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, this.abandoned.signal]);
    for (let tries = 1; ; tries++) {
      const plan = await repository.index.plan(doubted);
      if (isEmptyPlan(plan)) return;
      if (signal.aborted) throw indexingCancelled();
      try {
        const { interrupted } = await asWriter(this.root, () =>
          repository.update({
            signal,
            doubted,
            plan,
            onProgress: (done, total) => this.reportProgress(done, total, "indexing files"),
            onEmbedding: (done, total) => this.reportProgress(done, total, "embedding chunks"),
          }),
        );
        if (interrupted) throw indexingCancelled();
        return;
      } catch (error) {
        if (error instanceof FoveaError && (await isAnswerable(repository, error))) {
          this.warn(error);
          return;
        }
        if (!(error instanceof FoveaError) || error.code !== "index-busy" || tries >= mostTries) throw error;
        this.reportProgress(0, 1, "another process is writing the index");
      }
    }
  }

  /** The ledger of a session: the pieces that its client is known to have. Empty for a new session. */
  ledger(session: string): Ledger {
    const known = this.ledgers.get(session) ?? this.sessions.read(session) ?? emptyLedger;
    this.keep(session, known);
    return known;
  }

  private keep(session: string, ledger: Ledger): void {
    this.ledgers.delete(session);
    this.ledgers.set(session, ledger);
    for (const oldest of this.ledgers.keys()) {
      if (this.ledgers.size <= LEDGERS) break;
      if (!this.pendingAnswers.has(oldest) && !this.turns.has(oldest)) this.ledgers.delete(oldest);
    }
  }

  /**
   * Runs `work` on a session's ledger. Calls of one session run one after another and wait for earlier
   * answers to arrive, so that no piece is sent twice. The receipt is applied to the ledger when the answer
   * has arrived; a lost answer's is not.
   */
  async inSession<T>(
    session: string,
    delivery: Delivery,
    work: (
      ledger: Ledger,
    ) => Promise<{ readonly ledger: Ledger; readonly receipt: Receipt; readonly value: T }>,
  ): Promise<T> {
    const before = this.turns.get(session) ?? Promise.resolve();
    const turn = before.then(async () => {
      await this.earlierAnswersEnded(session, delivery);
      const { ledger, receipt, value } = await work(this.ledger(session));
      this.keep(session, ledger);
      this.trackDelivery(session, delivery, receipt);
      return value;
    });
    const ended = turn.then(
      () => {},
      () => {},
    );
    this.turns.set(session, ended);
    void ended.then(() => {
      if (this.turns.get(session) === ended) this.turns.delete(session);
    });
    return turn;
  }

  /** Waits for earlier answers of the session, at most 1 s, except those in the same carrier as this one. */
  private async earlierAnswersEnded(session: string, { carrier }: Delivery): Promise<void> {
    const others = [...(this.pendingAnswers.get(session) ?? [])].filter(
      (other) => carrier === undefined || other.carrier !== carrier,
    );
    if (others.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, EARLIER_ANSWERS_MILLISECONDS);
    });
    await Promise.race([Promise.all(others.map(({ ended }) => ended)), enough]);
    clearTimeout(timer);
  }

  private trackDelivery(session: string, delivery: Delivery, receipt: Receipt): void {
    const pendingAnswers = this.pendingAnswers.get(session) ?? new Set();
    this.pendingAnswers.set(session, pendingAnswers.add(delivery));
    void delivery.ended.then(() => {
      pendingAnswers.delete(delivery);
      if (pendingAnswers.size === 0 && this.pendingAnswers.get(session) === pendingAnswers)
        this.pendingAnswers.delete(session);
    });
    let isEntered = false;
    let isSaved = false;
    delivery.listen({
      received: () => {
        isEntered = true;
        this.keep(session, receipt.apply(this.ledger(session)));
      },
      confirmed: () => {
        isSaved = true;
        this.save(session);
      },
      lost: () => {
        if (!isEntered) return;
        this.keep(session, receipt.undo(this.ledger(session)));
        if (isSaved) this.save(session);
      },
    });
  }

  /** Saves a session. When that fails, the session is kept in memory while this process runs. */
  private save(session: string): void {
    try {
      this.sessions.write(session, this.ledger(session));
    } catch (error) {
      this.warn(error);
    }
  }

  /** Closes an index that was replaced, after a time in which the calls that still read it can end. */
  private async retire(opened: Opened): Promise<void> {
    if ((await this.opened?.catch(() => undefined)) !== opened) return;
    this.opened = undefined;
    this.retired.add(opened);
    setTimeout(() => void this.closeRetired(opened), RETIRED_MILLISECONDS).unref();
    await opened.watch?.stop();
  }

  private async closeRetired(opened: Opened): Promise<void> {
    if (this.retired.delete(opened)) await opened.repository.close();
  }

  async close(): Promise<void> {
    this.closing.abort();
    const opened = await this.opened?.catch(() => undefined);
    this.opened = undefined;
    await opened?.watch?.stop();
    await opened?.repository.close();
    for (const each of this.retired) await this.closeRetired(each);
  }
}

/**
 * Whether calls can be answered from the index although it cannot be written: it was complete at least once.
 */
async function isAnswerable({ store }: Repository, { code }: FoveaError): Promise<boolean> {
  if (code !== "unwritable-index" && code !== "disk-full") return false;
  return (await store.readFact("updatedAt")) !== undefined;
}

const indexingCancelled = (): FoveaError =>
  failure("cancelled", "the indexing was cancelled", "Call again; it continues where it stopped.");

interface Opened {
  readonly repository: Repository;
  readonly watch: Watch | undefined;
  /** The root when it was opened. */
  readonly folder: string | undefined;
}

/** Tells a folder from another that later has its path. Undefined when it is gone, or cannot be read. */
function identityOf(folder: string): string | undefined {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    const { dev, ino } = statSync(folder);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

async function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
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
