import { parentPort } from "node:worker_threads";
import type { WorkerTask } from "./host.js";

/** In Node, passes every task that the main thread sends to `take`. */
export function listen(take: (task: WorkerTask, answer: () => void) => void): void {
  parentPort!.on("message", (task: WorkerTask) => take(task, () => parentPort!.postMessage("ready")));
}
