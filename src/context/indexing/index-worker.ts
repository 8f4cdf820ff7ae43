import { parentPort, workerData } from "node:worker_threads";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { type ThreadData, ThreadProgress } from "../parse/limited-thread.js";
import { parser } from "../parse/parser.js";
import { FileIndexer, type IndexBatch, type IndexingWork, type Job } from "./file-indexer.js";
import type { RefusedContents } from "./refused.js";

/**
 * From the main thread: either paths that will come, so that the worker can load their grammars, or files to
 * index. `handOver` asks for all results gathered so far.
 */
export type WorkerRequest =
  | { readonly expect: readonly string[] }
  | { readonly jobs: readonly Job[]; readonly handOver: boolean; readonly refused: RefusedContents };

/** From the worker: the request is done. */
export interface WorkerReply {
  /** Files of the request. */
  readonly done: number;
  readonly work: IndexingWork;
  readonly batch?: IndexBatch;
}

/** The `workerData` of an index worker. */
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
    // A failure is reported when the first file needs the grammars: `await prepared` below throws it.
    prepared.catch(() => {});
    return;
  }
  const { jobs, handOver, refused } = request;
  await prepared;
  for (const [index, job] of jobs.entries()) {
    progress.begin(index);
    // An error ends this thread, since the indexer's state is unknown after it.
    await indexer.add(job, refused);
  }
  progress.begin(-1);
  if (!handOver && !indexer.full) {
    port.postMessage({ done: jobs.length, work: indexer.takeWork() } satisfies WorkerReply);
    return;
  }
  const gathered = indexer.takeBatch();
  const { buckets, words } = gathered.segment;
  const buffers = [...buckets, words].map((bytes) => bytes.buffer as ArrayBuffer);
  const reply: WorkerReply = { done: jobs.length, work: indexer.takeWork(), batch: gathered };
  port.postMessage(reply, buffers);
}

port.on("message", (request: WorkerRequest) => void answer(request));
