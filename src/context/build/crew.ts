import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { assetPath } from "../../shared/assets.js";
import { failure } from "../../shared/errors.js";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import type { WorkerReply, WorkerRequest, WorkerSetup } from "./build-worker.js";
import { readFromOrNothing } from "./content.js";
import type { Harvest, Job } from "./file-indexer.js";

/** Few files cost less in this thread than starting workers does (about 60 ms and 60 MB each). */
const SMALL_BYTES = 300_000;
const LARGEST_BATCH_BYTES = 400_000;
const SMALLEST_BATCH_BYTES = 40_000;

export interface SizedJob extends Job {
  readonly bytes: number;
}

export interface CrewOptions {
  readonly onHarvest: (harvest: Harvest) => Promise<void>;
  readonly onProgress: (filesDone: number) => void;
  readonly signal: AbortSignal;
  /** Gets the content of a job that has neither `absolute` nor `content`. */
  readonly read?: (path: string) => Promise<Uint8Array>;
}

/**
 * Indexes files on all cores; each harvest is awaited before the next, so that memory stays bounded. `enlist` starts
 * workers before it is known what there is to do: they take as long to start as the files take to be listed.
 */
export class Crew {
  private readonly members: Member[] = [];

  constructor(
    private readonly encoding: Encoding,
    private readonly threads = availableParallelism(),
  ) {}

  enlist(count = this.threads): void {
    if (this.threads <= 1) return;
    while (this.members.length < Math.min(count, this.threads)) this.members.push(startMember(this.encoding));
  }

  /** Ends with the crew dismissed, however it ends. */
  async run(jobs: readonly SizedJob[], options: CrewOptions): Promise<void> {
    const bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
    try {
      // Not even a parser is needed where all content was known.
      if (jobs.length === 0) return;
      if (bytes <= SMALL_BYTES || this.threads <= 1) await runHere(jobs, this.encoding, options);
      else {
        this.enlist(Math.ceil(bytes / SMALL_BYTES));
        await runTogether(this.members, new JobQueue(jobs, bytes), options);
      }
    } finally {
      this.dismiss();
    }
  }

  dismiss(): void {
    for (const { worker } of this.members.splice(0)) void worker.terminate();
  }
}

async function runHere(jobs: readonly SizedJob[], encoding: Encoding, options: CrewOptions): Promise<void> {
  // Loaded only here: where workers parse, this thread needs no parser.
  const [{ parser }, { FileIndexer }] = await Promise.all([
    import("../parse/parser.js"),
    import("./file-indexer.js"),
  ]);
  await parser.prepare(jobs.map(({ path }) => path));
  const indexer = new FileIndexer(parser, encoding);
  let done = 0;
  for (const job of jobs) {
    if (options.signal.aborted) break;
    await indexer.add(await withContent(job, options));
    if (indexer.full) await options.onHarvest(indexer.harvest());
    options.onProgress(++done);
  }
  await options.onHarvest(indexer.harvest());
}

/**
 * Files by extension, so that a worker that takes from one end meets few languages: each has its query to work out and
 * its code to warm up. Batches shrink towards the end, so that all workers end together.
 */
class JobQueue {
  readonly paths: readonly string[];
  private readonly jobs: SizedJob[];
  private from = 0;
  private to: number;

  constructor(
    jobs: readonly SizedJob[],
    private bytes: number,
  ) {
    const extension = ({ path }: SizedJob): string => path.slice(path.lastIndexOf(".") + 1);
    this.jobs = jobs
      .map((job) => ({ job, extension: extension(job) }))
      .sort((a, b) => (a.extension < b.extension ? -1 : a.extension > b.extension ? 1 : 0))
      .map(({ job }) => job);
    this.to = jobs.length;
    this.paths = jobs.map(({ path }) => path);
  }

  /** The next jobs from an end of the queue for one of so many workers; undefined when there is none. */
  take(end: "first" | "last", workers: number): SizedJob[] | undefined {
    if (this.from === this.to) return undefined;
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
}

/** A file that cannot be read goes on without content: the indexer notes it as unreadable. */
async function withContent(job: SizedJob, options: CrewOptions): Promise<Job> {
  if (job.absolute !== undefined || job.content !== undefined || !options.read) return job;
  const content = await readFromOrNothing(options.read, job.path);
  return content ? { ...job, content } : job;
}

async function runTogether(members: readonly Member[], queue: JobQueue, options: CrewOptions): Promise<void> {
  let done = 0;
  // Harvests are written one after another, whichever worker they come from.
  let writing = Promise.resolve();
  const work = async (member: Member, index: number): Promise<void> => {
    member.worker.postMessage({ expect: queue.paths } satisfies WorkerRequest);
    for (;;) {
      const end = index % 2 === 0 ? "first" : "last";
      const batch = options.signal.aborted ? undefined : queue.take(end, members.length);
      const jobs = batch ? await Promise.all(batch.map((job) => withContent(job, options))) : [];
      const reply = await ask(member, { jobs, harvest: batch === undefined });
      if (reply.error)
        throw failure(
          "parse-failed",
          `indexing ${reply.error.path} failed: ${reply.error.message}`,
          "Report it, and list the file in .foveaignore to go on.",
        );
      done += reply.done;
      options.onProgress(done);
      const harvest = reply.harvest;
      if (harvest) {
        writing = writing.then(() => options.onHarvest(harvest));
        await writing;
      }
      if (batch === undefined) return;
    }
  };
  await Promise.all(members.map(work));
}

interface Member {
  readonly worker: Worker;
  /** Rejects when the worker ends, which it does not do by itself. */
  readonly lost: Promise<never>;
}

function startMember(encoding: Encoding): Member {
  const worker = new Worker(assetPath("build-worker.cjs"), {
    workerData: { encoding } satisfies WorkerSetup,
    // Far more than a worker needs. V8 lets garbage grow by a share of it: with the default of 4 GB two workers had 60 MB
    // more of it, and were no faster.
    resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 800 },
  });
  const lost = new Promise<never>((_, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) =>
      reject(
        failure(
          "worker-died",
          `an indexing thread ended with code ${code}`,
          "Run the command again; what was written so far is kept.",
        ),
      ),
    );
  });
  // Whoever waits for a reply hears of it; a worker that is dismissed is not missed.
  lost.catch(() => {});
  return { worker, lost };
}

async function ask({ worker, lost }: Member, request: WorkerRequest): Promise<WorkerReply> {
  let hear: (reply: WorkerReply) => void = () => {};
  try {
    return await Promise.race([
      new Promise<WorkerReply>((resolve) => {
        hear = resolve;
        worker.once("message", hear);
        worker.postMessage(request);
      }),
      lost,
    ]);
  } finally {
    worker.off("message", hear);
  }
}
