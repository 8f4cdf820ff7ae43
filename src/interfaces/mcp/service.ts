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
import type { Delivery } from "./deliveries.js";
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
/** A call waits so long for the answers before it to arrive, which tells what its session holds. */
const LANDING_MILLISECONDS = 1000;
/** Longest that a call reads an index which is no longer the one. */
const RETIRED_MILLISECONDS = 30_000;
/** Ledgers kept in memory; those of other sessions are read from disk again. */
const LEDGERS = 200;

/**
 * One repository kept ready for all clients of a server: indexed on the first call, then followed. Its sessions are
 * kept in memory and on disk.
 */
export class ContextService {
  private opened: Promise<Opened> | undefined;
  private readonly listeners = new Set<ProgressListener>();
  private readonly ledgers = new Map<string, Ledger>();
  private readonly turns = new Map<string, Promise<unknown>>();
  /** Answers on their way, by session. */
  private readonly travelling = new Map<string, Set<Delivery>>();
  /** Calls that wait for the index. */
  private waiting = 0;
  private unwanted = new AbortController();
  private readonly retired = new Set<Opened>();
  private readonly closing = new AbortController();
  private readonly sessions: SessionStore;
  /** Hears of what is done for no request. */
  private readonly operator = currentSink();

  constructor(
    readonly root: string,
    private readonly options: ServiceOptions = {},
  ) {
    this.sessions = openSessions(sessionsFolder(root));
  }

  /** As `Home`: all clients of one service have the same repository. */
  async serviceFor(): Promise<ContextService> {
    return this;
  }

  /** The repository with its index up to date; makes the index when there is none, which `progress` hears of. */
  async ready(call: {
    readonly signal: AbortSignal;
    readonly progress: ProgressListener;
  }): Promise<Repository> {
    call.signal.throwIfAborted();
    this.listeners.add(call.progress);
    this.waiting++;
    try {
      return await abortable(this.wanted(call.signal), call.signal);
    } finally {
      this.listeners.delete(call.progress);
      this.waiting--;
      // Nobody waits for the index any more: what is done of it is kept, and the next call goes on from there.
      if (this.waiting === 0 && call.signal.aborted) this.unwanted.abort();
    }
  }

  /** As `fresh`, again when others ended the indexing that this call joined. */
  private async wanted(signal: AbortSignal): Promise<Repository> {
    for (;;)
      try {
        return await this.fresh();
      } catch (error) {
        const isCancelled = error instanceof FoveaError && error.code === "cancelled";
        if (!isCancelled || signal.aborted || this.closing.signal.aborted) throw error;
      }
  }

  private async fresh(): Promise<Repository> {
    const opened = await this.open();
    if (opened.repository.store.replaced()) {
      // The index was dropped or rebuilt under this process: what it has open is a file without a name.
      await this.retire(opened);
      return this.fresh();
    }
    await opened.watch?.settled();
    // Found by an earlier call, which told of it.
    if (opened.repository.store.damaged)
      await asWriter(this.root, () => opened.repository.store.replaceDamaged());
    // Another process may have emptied the index, which is no change of a file that the watch would notice.
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
    return { repository, watch };
  }

  private async follow(repository: Repository): Promise<Watch> {
    const { watchRepository } = await import("../../context/watch/watch.js");
    const listeners = {
      onError: (error: unknown) => this.warn(error),
      onLoss: ({ message }: Error) => this.warn(`${message}; files are compared at each call instead`),
    };
    return traced(this.operator, () => watchRepository(repository, listeners));
  }

  /** Brings the index up to date while an answer is being made of it. */
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

  private tell(done: number, total: number, message: string): void {
    for (const listener of this.listeners) listener(done, total, message);
  }

  /** Brings the index up to date, waiting for another writer, which most likely is doing just that. */
  private async update(
    repository: Repository,
    doubted: ReadonlySet<string> = new Set(),
    mostTries = BUSY_TRIES,
  ): Promise<void> {
    if (this.unwanted.signal.aborted) this.unwanted = new AbortController();
    const signal = AbortSignal.any([this.closing.signal, this.unwanted.signal]);
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
            onProgress: (done, total) => this.tell(done, total, "indexing files"),
            onEmbedding: (done, total) => this.tell(done, total, "embedding chunks"),
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
        this.tell(0, 1, "another process is writing the index");
      }
    }
  }

  /** The ledger of a session: what its client is known to have; an empty one when it is new. */
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
      if (!this.travelling.has(oldest) && !this.turns.has(oldest)) this.ledgers.delete(oldest);
    }
  }

  /**
   * Runs `work` on a session's ledger; calls of one session wait for each other, and for the answers before to arrive,
   * so that none sends twice. The receipt is entered once the answer has arrived: what did not is not held.
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
      await this.landed(session, delivery);
      const { ledger, receipt, value } = await work(this.ledger(session));
      this.keep(session, ledger);
      this.follows(session, delivery, receipt);
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

  /** Waits for the answers before this one, but not for those that travel with it, nor for ever. */
  private async landed(session: string, { carrier }: Delivery): Promise<void> {
    const others = [...(this.travelling.get(session) ?? [])].filter(
      (other) => carrier === undefined || other.carrier !== carrier,
    );
    if (others.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LANDING_MILLISECONDS);
    });
    await Promise.race([Promise.all(others.map(({ ended }) => ended)), enough]);
    clearTimeout(timer);
  }

  private follows(session: string, delivery: Delivery, receipt: Receipt): void {
    const travelling = this.travelling.get(session) ?? new Set();
    this.travelling.set(session, travelling.add(delivery));
    void delivery.ended.then(() => {
      travelling.delete(delivery);
      if (travelling.size === 0 && this.travelling.get(session) === travelling)
        this.travelling.delete(session);
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

  /** A session that cannot be saved is still one while this process runs. */
  private save(session: string): void {
    try {
      this.sessions.write(session, this.ledger(session));
    } catch (error) {
      this.warn(error);
    }
  }

  /** Closes an index that was replaced by another, once the calls that still read it have ended. */
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

/** Where an index cannot be written, one that was whole once still answers. */
async function isAnswerable({ store }: Repository, { code }: FoveaError): Promise<boolean> {
  if (code !== "unwritable-index" && code !== "disk-full") return false;
  return (await store.readFact("updatedAt")) !== undefined;
}

const indexingCancelled = (): FoveaError =>
  failure("cancelled", "the indexing was cancelled", "Call again; it goes on where it ended.");

interface Opened {
  readonly repository: Repository;
  readonly watch: Watch | undefined;
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
