import { parentPort, workerData } from "node:worker_threads";
import { type ThreadData, ThreadProgress } from "../limited-thread.js";
import { documentParserFor } from "./index.js";
import type { ReadReply, ReadRequest } from "./read-messages.js";

const port = parentPort!;
const progress = new ThreadProgress((workerData as ThreadData<undefined>).progress);

port.on("message", async ({ path, content }: ReadRequest) => {
  progress.begin(0);
  const parsed = await documentParserFor(path, content)?.parse(path, content, () => progress.step());
  progress.begin(-1);
  port.postMessage({ text: parsed?.text } satisfies ReadReply);
});
