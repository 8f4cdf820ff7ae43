import { parentPort, workerData } from "node:worker_threads";
import { type ThreadData, ThreadProgress } from "../limited-thread.js";
import { documentParserFor } from "./index.js";

/** Main to worker: the document to read. */
export interface ReadRequest {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Worker to main: the extracted text; undefined when it is the file's own content. */
export interface ReadReply {
  readonly text: string | undefined;
}

const port = parentPort!;
const progress = new ThreadProgress((workerData as ThreadData<undefined>).progress);

port.on("message", async ({ path, content }: ReadRequest) => {
  progress.begin(0);
  const parsed = await documentParserFor(path, content)?.parse(path, content, () => progress.step());
  progress.begin(-1);
  port.postMessage({ text: parsed?.text } satisfies ReadReply);
});
