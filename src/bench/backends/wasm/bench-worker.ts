import type { WorkerTask } from "./host.js";
import { phased, serve } from "./phases.js";

/**
 * The worker of the wasm backend, in Node and in browsers: takes a task and works on it until it is released.
 */
function take(task: WorkerTask, answer: () => void): void {
  const instance = new WebAssembly.Instance(task.module, { env: { memory: task.memory } });
  answer();
  serve(new Int32Array(task.control), phased(instance, task.exportName), task.thread);
}

if (typeof process !== "undefined" && process.versions?.node) {
  (await import("./worker-port-node.js")).listen(take);
} else {
  globalThis.addEventListener("message", (event: MessageEvent<WorkerTask>) =>
    take(event.data, () => globalThis.postMessage("ready")),
  );
}
