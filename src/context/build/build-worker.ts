import { parentPort, workerData } from "node:worker_threads";
import type { Encoding } from "../../shared/tokens/vocabulary.js";
import { parser } from "../parse/parser.js";
import { FileIndexer, type Harvest, type Job } from "./file-indexer.js";

/** Main to worker: the files that are to come, or files to index and whether to hand over what has been gathered so far. */
export type WorkerRequest =
  | { readonly expect: readonly string[] }
  | { readonly jobs: readonly Job[]; readonly harvest: boolean };

/** Worker to main: the request is done. */
export interface WorkerReply {
  readonly done: number;
  readonly harvest?: Harvest;
  readonly error?: { readonly message: string; readonly path: string };
}

/** What a worker is started with. */
export interface WorkerSetup {
  readonly encoding: Encoding;
}

const port = parentPort!;
const { encoding } = workerData as WorkerSetup;
let prepared = parser.prepare([]);
const indexer = new FileIndexer(parser, encoding);

async function answer(request: WorkerRequest): Promise<void> {
  if ("expect" in request) {
    prepared = parser.prepare(request.expect);
    return;
  }
  const { jobs, harvest } = request;
  for (const job of jobs) {
    try {
      await prepared;
      await indexer.add(job);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ done: 0, error: { message, path: job.path } } satisfies WorkerReply);
      return;
    }
  }
  if (!harvest && !indexer.full) {
    port.postMessage({ done: jobs.length } satisfies WorkerReply);
    return;
  }
  const gathered = indexer.harvest();
  const buffers = gathered.segment.buckets.map((bucket) => bucket.buffer as ArrayBuffer);
  port.postMessage({ done: jobs.length, harvest: gathered } satisfies WorkerReply, buffers);
}

port.on("message", (request: WorkerRequest) => void answer(request));
