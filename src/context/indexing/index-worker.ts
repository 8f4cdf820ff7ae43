import { parentPort, workerData } from "node:worker_threads";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { type ThreadData, ThreadProgress } from "../parse/limited-thread.js";
import { parser } from "../parse/parser.js";
import { FileIndexer, type IndexBatch, type IndexingWork, type Job } from "./file-indexer.js";
import type { RefusedContents } from "./refused.js";

/** Main to worker: the files that are to come, or files to index and whether to hand over what has been gathered so far. */
export type WorkerRequest =
  | { readonly expect: readonly string[] }
  | { readonly jobs: readonly Job[]; readonly handOver: boolean; readonly refused: RefusedContents };

/** Worker to main: the request is done. */
export interface WorkerReply {
  readonly done: number;
  readonly work: IndexingWork;
  readonly batch?: IndexBatch;
}

/** What a worker is started with. */
export interface WorkerSetup {
  readonly encoding: Encoding;
}

const port = parentPort!;
const { progress: shared, data } = workerData as ThreadData<WorkerSetup>;
const progress = new ThreadProgress(shared);
let prepared = parser.prepare([]);
const indexer = new FileIndexer(
  parser,
  data.encoding,
  (hash) => progress.note(hash),
  () => progress.step(),
);

async function answer(request: WorkerRequest): Promise<void> {
  if ("expect" in request) {
    prepared = prepared.then(() => parser.prepare(request.expect));
    // Told by the first file that needs it.
    prepared.catch(() => {});
    return;
  }
  const { jobs, handOver, refused } = request;
  await prepared;
  for (const [index, job] of jobs.entries()) {
    progress.begin(index);
    // What it throws ends this thread: there is no saying what state it would go on with.
    await indexer.add(job, refused);
  }
  progress.begin(-1);
  if (!handOver && !indexer.full) {
    port.postMessage({ done: jobs.length, work: indexer.takeWork() } satisfies WorkerReply);
    return;
  }
  const gathered = indexer.takeBatch();
  const buffers = gathered.segment.buckets.map((bucket) => bucket.buffer as ArrayBuffer);
  const reply: WorkerReply = { done: jobs.length, work: indexer.takeWork(), batch: gathered };
  port.postMessage(reply, buffers);
}

port.on("message", (request: WorkerRequest) => void answer(request));
