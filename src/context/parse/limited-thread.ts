import { Worker } from "node:worker_threads";
import { assetPath } from "../../shared/assets.js";

/** Limits of one item (a file); a thread that exceeds one is terminated. */
export interface ThreadLimits {
  /** Processor time of the thread, estimated from that of the process (see `Watchdog`). */
  readonly workMilliseconds: number;
  /**
   * Wall time in which the whole process is idle, because the item waits for something that does not come.
   */
  readonly waitingMilliseconds: number;
  /** Wall time, also on a busy machine. */
  readonly wallMilliseconds: number;
  /** Growth of the process's resident memory since the item began. */
  readonly memoryBytes: number;
}

export const defaultThreadLimits: ThreadLimits = {
  workMilliseconds: 4500,
  waitingMilliseconds: 1500,
  wallMilliseconds: 30_000,
  memoryBytes: 1 << 30,
};

/** Why a thread ended before it replied. */
export type EndReason = "too-slow" | "too-much-memory" | "crashed" | "ended";

/** A thread ended while a request was pending. */
export class ThreadEnded extends Error {
  constructor(
    readonly reason: EndReason,
    /** Index of the item in the request that was being processed; -1 for none. */
    readonly item: number,
    /** The bytes that the thread noted for this item, `NOTE_BYTES` long. */
    readonly note: Uint8Array,
    cause?: unknown,
  ) {
    super(cause instanceof Error ? cause.message : `the thread ended: ${reason}`, { cause });
  }
}

/** Length of a note about an item: a SHA-256. */
export const NOTE_BYTES = 32;
const STEPS = 0;
const ITEM = 1;
const HEAD_BYTES = 8;

/**
 * The worker's side of the shared memory: tells the main thread which item it is processing, without
 * messages.
 */
export class ThreadProgress {
  private readonly head: Int32Array;
  private readonly noted: Uint8Array;

  constructor(shared: SharedArrayBuffer) {
    this.head = new Int32Array(shared, 0, 2);
    this.noted = new Uint8Array(shared, HEAD_BYTES, NOTE_BYTES);
  }

  /**
   * Marks the start of the item with this index, and restarts its limits; -1 when no item is being processed.
   */
  begin(item: number): void {
    this.noted.fill(0);
    Atomics.store(this.head, ITEM, item);
    Atomics.add(this.head, STEPS, 1);
  }

  /** Marks the end of a part of the item, and restarts its limits. */
  step(): void {
    Atomics.add(this.head, STEPS, 1);
  }

  /** Notes bytes about the current item, for `ThreadEnded.note`. */
  note(bytes: Uint8Array): void {
    this.noted.set(bytes.subarray(0, NOTE_BYTES));
  }
}

/** The `workerData` of each thread: shared memory for `ThreadProgress`, and the thread's own data. */
export interface ThreadData<Data> {
  readonly progress: SharedArrayBuffer;
  readonly data: Data;
}

/**
 * Far more than a thread needs. V8 lets garbage grow in proportion to the limit: with the default of 4 GB,
 * two threads took 60 MB more.
 */
const RESOURCE_LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 800 };

/**
 * A worker thread that answers one request at a time, and is terminated when an item of the request exceeds
 * its limits: nothing else stops a regular expression, a grammar's scanner or an inflating stream. It keeps
 * the process alive only while a request is pending.
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

  /** Whether the thread has ended. */
  get gone(): boolean {
    return this.lost !== undefined;
  }

  /** Sends a message that has no reply. */
  tell(message: Request): void {
    this.worker.postMessage(message);
  }

  /**
   * Sends a request and waits for its reply. Only one request may be pending.
   * @throws ThreadEnded when the thread ends before it replies.
   */
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

  /** Terminates the thread at once; a pending request is rejected with the reason. */
  end(reason: EndReason = "ended"): void {
    this.lose(reason);
    void this.worker.terminate();
  }

  /** Number of items and parts begun so far. */
  get steps(): number {
    return Atomics.load(this.head, STEPS);
  }

  /** Whether an item is being processed. */
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
/**
 * Share of a processor below which the process counts as idle. A thread that competes with sixty others gets
 * more.
 */
const IDLE_SHARE = 0.03;
/**
 * A longer interval between two checks means that the machine slept or this thread was busy; it is cut to
 * this.
 */
const LONGEST_TICK_MILLISECONDS = 1000;

/**
 * Checks all threads with a pending request ten times a second. Node does not report processor time or memory
 * per thread, so both are estimated from the process: processor time is divided equally among the busy
 * threads. On a machine that is busy with other programs, a slow file therefore gets the time that it needs.
 * When memory grows while several threads are busy, the cause is unknown: all of them are terminated, and the
 * caller retries each item alone.
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
      this.timer = setInterval(() => this.check(), TICK_MILLISECONDS).unref();
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

  private check(): void {
    const { wall, work, memoryBefore } = this.measure();
    const overMemory: AnyThread[] = [];
    for (const [thread, watched] of [...this.threads]) {
      const { steps, limits } = thread;
      if (steps !== watched.steps) {
        // The item began after the last check, so the memory measured then is its starting point.
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
      else if (this.memory - watched.memoryBytes > limits.memoryBytes) overMemory.push(thread);
    }
    for (const thread of overMemory) thread.end("too-much-memory");
  }
}

const watchdog = new Watchdog();
