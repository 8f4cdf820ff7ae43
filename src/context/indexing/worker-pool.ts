import { availableParallelism } from "node:os";
import { failure } from "../../shared/errors.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { emitSpan, reportError } from "../../shared/trace.js";
import { LimitedThread, ThreadEnded, type ThreadLimits } from "../parse/limited-thread.js";
import type { RefusalReason } from "../scan/source.js";
import { readFromOrNothing } from "./content.js";
import type { IndexBatch, IndexingWork, Job } from "./file-indexer.js";
import type { WorkerReply, WorkerRequest, WorkerSetup } from "./index-worker.js";
import { contentKey } from "./refused.js";

/** Bytes of files for each worker: a worker takes about 60 ms to start, and 60 MB of memory. */
const BYTES_PER_WORKER = 300_000;
const LARGEST_BATCH_BYTES = 400_000;
const SMALLEST_BATCH_BYTES = 40_000;
/** Worker deaths that no file caused, after which the run fails. */
const MOST_DEATHS = 3;
/** After an abort, workers have this long to finish their file; then they are ended. */
const GRACE_MILLISECONDS = 300;
/** How long an idle worker is kept for the next update, in a server or a watch. */
const IDLE_MILLISECONDS = 10_000;

export interface SizedJob extends Job {
  readonly bytes: number;
}

export interface PoolRunOptions {
  readonly onBatch: (batch: IndexBatch) => Promise<void>;
  /** Called for each file that exceeds its limits and is left out of the index. */
  readonly onRefused: (job: SizedJob, reason: RefusalReason) => Promise<void>;
  readonly onProgress: (filesDone: number) => void;
  readonly signal: AbortSignal;
  /** Reads the content of a job that has neither `absolute` nor `content`. */
  readonly read?: (path: string) => Promise<Uint8Array>;
  /** Contents that exceeded their limits in earlier runs. The run adds its own. */
  readonly refused?: Map<string, RefusalReason>;
}

type Worker = LimitedThread<WorkerRequest, WorkerReply>;

/**
 * Indexes files in worker threads, on all cores. Never parses in the calling thread, since a file's content
 * may keep the parser busy for ever. Waits for each batch to be written before the next, which bounds memory.
 * `start` starts workers before the jobs are known: that takes as long as listing the files. After a run one
 * worker stays for `IDLE_MILLISECONDS`, for the next update.
 */
export class WorkerPool {
  private workers: Worker[] = [];
  private idle: NodeJS.Timeout | undefined;

  constructor(
    readonly encoding: Encoding,
    readonly threads = availableParallelism(),
    private readonly limits?: ThreadLimits,
  ) {}

  start(count = this.threads): void {
    this.stopWhenIdle();
    while (this.workers.length < Math.max(1, Math.min(count, this.threads)))
      this.workers.push(this.startOne());
  }

  /** Starts the workers that these jobs need, and has them load the files' grammars. */
  prepareFor(jobs: readonly SizedJob[]): void {
    if (jobs.length === 0) return;
    this.start(workersFor(jobs));
    const paths = jobs.map(({ path }) => path);
    for (const worker of this.workers) worker.tell({ expect: paths });
  }

  /** Indexes the jobs. @throws FoveaError `worker-died` when workers keep ending and no file is the cause. */
  async run(jobs: readonly SizedJob[], options: PoolRunOptions): Promise<void> {
    // Start no worker when all content was known.
    if (jobs.length === 0) return;
    clearTimeout(this.idle);
    this.idle = undefined;
    const onAbort = (): void => void setTimeout(() => this.stop(), GRACE_MILLISECONDS).unref();
    options.signal.addEventListener("abort", onAbort);
    try {
      const run = new PoolRun(this, jobs, options);
      await run.finish();
      run.traceWork();
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      options.signal.removeEventListener("abort", onAbort);
      for (const worker of this.workers.splice(1)) worker.end();
      this.stopWhenIdle();
    }
  }

  private stopWhenIdle(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.stop(), IDLE_MILLISECONDS).unref();
  }

  /** The worker with this index. Starts one when there is none or it has ended. */
  worker(index: number): Worker {
    const known = this.workers[index];
    if (known && !known.gone) return known;
    const worker = this.startOne();
    this.workers[index] = worker;
    return worker;
  }

  stop(): void {
    clearTimeout(this.idle);
    for (const worker of this.workers.splice(0)) worker.end();
  }

  workersFor(jobs: readonly SizedJob[]): number {
    return Math.max(1, Math.min(this.threads, workersFor(jobs)));
  }

  private startOne(): Worker {
    return new LimitedThread(
      "index-worker.cjs",
      { encoding: this.encoding } satisfies WorkerSetup,
      this.limits,
    );
  }
}

const workersFor = (jobs: readonly SizedJob[]): number =>
  Math.ceil(jobs.reduce((sum, job) => sum + job.bytes, 0) / BYTES_PER_WORKER);

/** One run: the jobs in the queue, those whose results workers still hold, and those to try alone. */
class PoolRun {
  private readonly queue: JobQueue;
  private readonly paths: readonly string[];
  /** Jobs during which a worker died or ran out of memory. Each is tried alone later to find the cause. */
  private readonly suspects: SizedJob[] = [];
  /** Set when a worker was lost with the results it held: from then on workers hand over after each batch. */
  private handOverEachBatch = false;
  /** A write failed, or workers keep dying: the others end. */
  private failed = false;
  private deaths = 0;
  private done = 0;
  private readonly worked: IndexingWork[] = [];
  /** The last write. Batches of all workers are written one after another. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly pool: WorkerPool,
    private readonly jobs: readonly SizedJob[],
    private readonly options: PoolRunOptions,
  ) {
    this.queue = new JobQueue(pool.workersFor(jobs) > 1 ? byExtension(jobs) : jobs);
    this.paths = jobs.map(({ path }) => path);
  }

  async finish(): Promise<void> {
    const { signal } = this.options;
    // A lost worker's jobs return to the queue, maybe after the other workers have stopped: loop until it is
    // empty.
    while (!this.queue.empty && !signal.aborted) {
      const workers = this.pool.workersFor(this.queue.waiting());
      await this.allEnded(Array.from({ length: workers }, (_, index) => this.work(index, workers)));
    }
    for (const job of this.suspects) {
      if (signal.aborted) return;
      await this.tryAlone(job);
    }
  }

  /** Waits for all, also when one fails: what goes on after the pool has stopped would start workers again. */
  private async allEnded(works: readonly Promise<void>[]): Promise<void> {
    const onFailure = (error: unknown): never => {
      this.failed = true;
      this.pool.stop();
      throw error;
    };
    const ends = await Promise.allSettled(works.map((work) => work.catch(onFailure)));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  }

  /** Traces the time spent parsing and building, summed over all threads. */
  traceWork(): void {
    const sum = (of: (work: IndexingWork) => number): number =>
      this.worked.reduce((total, work) => total + of(work), 0);
    const threads = this.pool.workersFor(this.jobs);
    const files = sum((work) => work.files);
    emitSpan(
      "parse",
      sum((work) => work.parseMilliseconds),
      { files, bytes: sum((work) => work.bytes), threads },
    );
    emitSpan(
      "build",
      sum((work) => work.otherMilliseconds),
      { files, threads },
    );
  }

  private async work(index: number, workers: number): Promise<void> {
    let gathered: SizedJob[] = [];
    let informed: Worker | undefined;
    for (;;) {
      const { signal } = this.options;
      if (this.failed) return;
      const batch = signal.aborted ? undefined : this.queue.take(index % 2 === 0 ? "first" : "last", workers);
      if (!batch && gathered.length === 0) return;
      const worker = this.pool.worker(index);
      if (worker !== informed) worker.tell({ expect: this.paths });
      informed = worker;
      const jobs = batch ?? [];
      const lost = await this.ask(worker, jobs, batch === undefined || this.handOverEachBatch);
      if (!lost) {
        gathered.push(...jobs);
        continue;
      }
      if (lost === "handed-over") {
        gathered = [];
        continue;
      }
      if (signal.aborted || this.failed) return;
      this.handOverEachBatch = true;
      this.done -= gathered.length;
      const current = jobs[lost.item];
      this.queue.putBack([...gathered, ...jobs].filter((job) => job !== current));
      gathered = [];
      if (!current) this.countDeath(lost);
      else if (lost.reason === "too-slow") await this.refuse(current, lost);
      else this.suspects.push(current);
    }
  }

  private async tryAlone(job: SizedJob): Promise<void> {
    for (;;) {
      const worker = this.pool.worker(0);
      const lost = await this.ask(worker, [job], true);
      if (!lost || lost === "handed-over") return;
      if (this.options.signal.aborted) return;
      if (lost.item >= 0 && !isSystemError(lost.cause)) return this.refuse(job, lost);
      this.countDeath(lost);
    }
  }

  /**
   * Has a worker index jobs.
   * @returns undefined when the worker keeps the results, "handed-over" when all its results were written, and
   *   ThreadEnded when it was lost with the results it held.
   */
  private async ask(
    worker: Worker,
    jobs: readonly SizedJob[],
    handOver: boolean,
  ): Promise<undefined | "handed-over" | ThreadEnded> {
    const { options } = this;
    const refused = options.refused ?? new Map<string, RefusalReason>();
    let reply: WorkerReply;
    try {
      const whole = await Promise.all(jobs.map((job) => withContent(job, options)));
      reply = await worker.ask({ jobs: whole, handOver, refused });
    } catch (error) {
      if (error instanceof ThreadEnded) return error;
      throw error;
    }
    this.done += reply.done;
    this.worked.push(reply.work);
    options.onProgress(this.done);
    const batch = reply.batch;
    if (!batch) return undefined;
    this.writing = this.writing.then(() => options.onBatch(batch));
    await this.writing;
    return "handed-over";
  }

  private async refuse(job: SizedJob, ended: ThreadEnded): Promise<void> {
    const { reason, note } = ended;
    const why = reason === "too-slow" || reason === "too-much-memory" ? reason : "unparsable";
    reportError(failure(why, `${job.path} exceeds its limits and is not indexed`, "Split the file.", ended));
    this.options.refused?.set(contentKey(job.path, Buffer.from(note).toString("hex")), why);
    this.writing = this.writing.then(() => this.options.onRefused(job, why));
    await this.writing;
    this.options.onProgress(++this.done);
  }

  /** Counts a death that no file caused. @throws FoveaError `worker-died` after too many. */
  private countDeath(lost: ThreadEnded): void {
    reportError(lost);
    if (++this.deaths <= MOST_DEATHS) return;
    throw failure(
      "worker-died",
      `an indexing thread ended: ${lost.message}`,
      "Run the command again; what was written so far is kept.",
      lost,
    );
  }
}

/**
 * Sorts jobs by extension, so that a worker that takes from one end meets few languages: each language costs
 * a query to compile and code to warm up.
 */
function byExtension(jobs: readonly SizedJob[]): SizedJob[] {
  const extension = ({ path }: SizedJob): string => path.slice(path.lastIndexOf(".") + 1);
  return jobs
    .map((job) => ({ job, extension: extension(job) }))
    .sort((a, b) => (a.extension < b.extension ? -1 : a.extension > b.extension ? 1 : 0))
    .map(({ job }) => job);
}

/**
 * Waiting jobs, taken from both ends. Batches shrink as the queue empties, so that all workers end together.
 */
class JobQueue {
  private jobs: SizedJob[];
  private from = 0;
  private to: number;
  private bytes: number;

  constructor(jobs: readonly SizedJob[]) {
    this.jobs = [...jobs];
    this.to = jobs.length;
    this.bytes = bytesOf(jobs);
  }

  get empty(): boolean {
    return this.from === this.to;
  }

  waiting(): readonly SizedJob[] {
    return this.jobs.slice(this.from, this.to);
  }

  /**
   * Takes the next batch from one end, sized for the number of workers; undefined when the queue is empty.
   */
  take(end: "first" | "last", workers: number): SizedJob[] | undefined {
    if (this.empty) return undefined;
    const share = this.bytes / (workers * 4);
    const enough = Math.max(SMALLEST_BATCH_BYTES, Math.min(LARGEST_BATCH_BYTES, share));
    const batch: SizedJob[] = [];
    let bytes = 0;
    while (this.from < this.to && bytes < enough) {
      const job = this.jobs[end === "first" ? this.from++ : --this.to]!;
      batch.push(job);
      bytes += job.bytes;
    }
    this.bytes -= bytes;
    return batch;
  }

  /** Returns the jobs of a lost worker to the queue. */
  putBack(jobs: readonly SizedJob[]): void {
    this.jobs = [...jobs, ...this.waiting()];
    this.from = 0;
    this.to = this.jobs.length;
    this.bytes += bytesOf(jobs);
  }
}

/** Whether an error comes from the system, such as too many open files: no file is the cause. */
const isSystemError = (cause: unknown): boolean => cause instanceof Error && "syscall" in cause;

const bytesOf = (jobs: readonly SizedJob[]): number => jobs.reduce((sum, job) => sum + job.bytes, 0);

/**
 * Adds a job's content. A file that cannot be read stays without: the indexer then skips it as unreadable.
 */
async function withContent(job: SizedJob, options: PoolRunOptions): Promise<Job> {
  if (job.absolute !== undefined || job.content !== undefined || !options.read) return job;
  const content = await readFromOrNothing(options.read, job.path);
  return content ? { ...job, content } : job;
}
