import { Worker } from "node:worker_threads";
import { assetPath } from "../../shared/assets.js";

/** What one item (a file) may take before its thread is ended. */
export interface ThreadLimits {
  /** Time that the thread can have worked, as far as the process's own use of processors tells. */
  readonly workMilliseconds: number;
  /** Time on the clock in which the whole process does nothing: what it waits for does not come. */
  readonly waitingMilliseconds: number;
  /** Time on the clock, however little of the machine the process gets. */
  readonly wallMilliseconds: number;
  /** Growth of the process's memory since the item began. */
  readonly memoryBytes: number;
}

export const defaultThreadLimits: ThreadLimits = {
  workMilliseconds: 4500,
  waitingMilliseconds: 1500,
  wallMilliseconds: 30_000,
  memoryBytes: 1 << 30,
};

/** Why a thread ended before it had replied. */
export type EndReason = "too-slow" | "too-much-memory" | "crashed" | "ended";

/** A thread has ended while it was asked for something. */
export class ThreadEnded extends Error {
  constructor(
    readonly reason: EndReason,
    /** Which item of the request it was at; -1 when at none. */
    readonly item: number,
    /** What the thread had noted of the item, of `NOTE_BYTES`. */
    readonly note: Uint8Array,
    cause?: unknown,
  ) {
    super(cause instanceof Error ? cause.message : `the thread ended: ${reason}`, { cause });
  }
}

/** Bytes of what a thread may note of an item: a SHA-256. */
export const NOTE_BYTES = 32;
const STEPS = 0;
const ITEM = 1;
const HEAD_BYTES = 8;

/** The thread's side of what it shares with its keeper: which item it is at, without any message. */
export class ThreadProgress {
  private readonly head: Int32Array;
  private readonly noted: Uint8Array;

  constructor(shared: SharedArrayBuffer) {
    this.head = new Int32Array(shared, 0, 2);
    this.noted = new Uint8Array(shared, HEAD_BYTES, NOTE_BYTES);
  }

  /** The item at this place of the request begins; -1 when none is under way. Its time starts again. */
  begin(item: number): void {
    this.noted.fill(0);
    Atomics.store(this.head, ITEM, item);
    Atomics.add(this.head, STEPS, 1);
  }

  /** A part of the item is done; the next has as much time as an item. */
  step(): void {
    Atomics.add(this.head, STEPS, 1);
  }

  note(bytes: Uint8Array): void {
    this.noted.set(bytes.subarray(0, NOTE_BYTES));
  }
}

/** What each thread is started with, beside its own data. */
export interface ThreadData<Data> {
  readonly progress: SharedArrayBuffer;
  readonly data: Data;
}

/** Far more than a thread needs. V8 lets garbage grow by a share of it: with the default of 4 GB two had 60 MB more. */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 800 };

/**
 * A worker thread that answers one request at a time, and is ended when an item of the request exceeds its limits:
 * nothing else stops a regular expression, a grammar's scanner or an inflating stream. It holds the process only while
 * it is asked.
 */
export class LimitedThread<Request, Reply> {
  private readonly worker: Worker;
  private readonly shared = new SharedArrayBuffer(HEAD_BYTES + NOTE_BYTES);
  private readonly head = new Int32Array(this.shared, 0, 2);
  private pending:
    | { readonly resolve: (reply: Reply) => void; readonly reject: (error: ThreadEnded) => void }
    | undefined;
  private lost: { readonly reason: EndReason; readonly cause?: unknown } | undefined;

  constructor(
    asset: string,
    data: unknown,
    readonly limits: ThreadLimits = defaultThreadLimits,
  ) {
    Atomics.store(this.head, ITEM, -1);
    this.worker = new Worker(assetPath(asset), {
      workerData: { progress: this.shared, data } satisfies ThreadData<unknown>,
      resourceLimits: RESOURCE_LIMITS,
    });
    this.worker.unref();
    this.worker.on("message", (reply: Reply) => this.takePending()?.resolve(reply));
    this.worker.on("error", (error: NodeJS.ErrnoException) =>
      this.lose(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too-much-memory" : "crashed", error),
    );
    this.worker.once("exit", () => this.lose("crashed"));
  }

  get gone(): boolean {
    return this.lost !== undefined;
  }

  /** For messages that no reply is expected to. */
  tell(message: Request): void {
    this.worker.postMessage(message);
  }

  /** @throws ThreadEnded when the thread ends before it replies. */
  ask(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.lost) {
        reject(this.ended(this.lost.reason, this.lost.cause));
        return;
      }
      this.pending = { resolve, reject };
      this.worker.ref();
      watchdog.watch(this);
      this.worker.postMessage(request);
    });
  }

  /** Ends the thread, whatever it does; whoever waits for a reply is told the reason. */
  end(reason: EndReason = "ended"): void {
    this.lose(reason);
    void this.worker.terminate();
  }

  /** How often an item has begun or done a part, and whether one is under way. */
  get steps(): number {
    return Atomics.load(this.head, STEPS);
  }

  get atItem(): boolean {
    return Atomics.load(this.head, ITEM) >= 0;
  }

  private lose(reason: EndReason, cause?: unknown): void {
    this.lost ??= { reason, cause };
    const error = this.ended(this.lost.reason, this.lost.cause);
    this.takePending()?.reject(error);
  }

  private ended(reason: EndReason, cause?: unknown): ThreadEnded {
    const note = Uint8Array.from(new Uint8Array(this.shared, HEAD_BYTES, NOTE_BYTES));
    return new ThreadEnded(reason, Atomics.load(this.head, ITEM), note, cause);
  }

  private takePending() {
    const { pending } = this;
    this.pending = undefined;
    if (pending) this.worker.unref();
    watchdog.forget(this);
    return pending;
  }
}

type AnyThread = Pick<LimitedThread<never, unknown>, "steps" | "atItem" | "limits" | "end">;

interface Watched {
  steps: number;
  workMilliseconds: number;
  waitingMilliseconds: number;
  wallMilliseconds: number;
  memoryBytes: number;
}

const TICK_MILLISECONDS = 100;
/** Of a processor: with less, no thread has anything to do. One that waits its turn beside sixty others gets more. */
const IDLE_SHARE = 0.03;
/** A longer time between two looks is one in which the machine slept or this thread was busy: it tells nothing. */
const LONGEST_TICK_MILLISECONDS = 1000;

/**
 * Looks at all threads that are at work ten times a second. Neither the processor time nor the memory of one thread can
 * be asked for, so both are told from the process's: busy threads share what it used, and on a machine that is busy with
 * other things a slow file is given the time that it needs. Memory that grows while several are at work may be any's:
 * all are ended, and whoever asked tries each alone.
 */
class Watchdog {
  private readonly threads = new Map<AnyThread, Watched>();
  private timer: NodeJS.Timeout | undefined;
  private at = 0;
  private cpu = 0;
  private memory = 0;

  watch(thread: AnyThread): void {
    if (this.threads.size === 0) {
      this.measure();
      this.timer = setInterval(() => this.look(), TICK_MILLISECONDS).unref();
    }
    const { steps } = thread;
    this.threads.set(thread, {
      steps,
      workMilliseconds: 0,
      waitingMilliseconds: 0,
      wallMilliseconds: 0,
      memoryBytes: this.memory,
    });
  }

  forget(thread: AnyThread): void {
    this.threads.delete(thread);
    if (this.threads.size === 0) clearInterval(this.timer);
  }

  private measure(): { readonly wall: number; readonly work: number; readonly memoryBefore: number } {
    const before = { at: this.at, cpu: this.cpu, memory: this.memory };
    this.at = performance.now();
    const { user, system } = process.cpuUsage();
    this.cpu = (user + system) / 1000;
    this.memory = process.memoryUsage.rss();
    const wall = Math.min(this.at - before.at, LONGEST_TICK_MILLISECONDS);
    const work = Math.min(wall, (this.cpu - before.cpu) / Math.max(1, this.threads.size));
    return { wall, work, memoryBefore: before.memory };
  }

  private look(): void {
    const { wall, work, memoryBefore } = this.measure();
    const greedy: AnyThread[] = [];
    for (const [thread, watched] of [...this.threads]) {
      const { steps, limits } = thread;
      if (steps !== watched.steps) {
        // It began after the last look, when its memory was not yet taken.
        Object.assign(watched, {
          steps,
          workMilliseconds: 0,
          waitingMilliseconds: 0,
          wallMilliseconds: 0,
          memoryBytes: memoryBefore,
        });
      }
      watched.wallMilliseconds += wall;
      watched.workMilliseconds += work;
      if (work < wall * IDLE_SHARE && wall < LONGEST_TICK_MILLISECONDS) watched.waitingMilliseconds += wall;
      watched.memoryBytes = Math.min(watched.memoryBytes, this.memory);
      const slow =
        thread.atItem &&
        (watched.workMilliseconds > limits.workMilliseconds ||
          watched.waitingMilliseconds > limits.waitingMilliseconds);
      if (slow || watched.wallMilliseconds > limits.wallMilliseconds) thread.end("too-slow");
      else if (this.memory - watched.memoryBytes > limits.memoryBytes) greedy.push(thread);
    }
    for (const thread of greedy) thread.end("too-much-memory");
  }
}

const watchdog = new Watchdog();
