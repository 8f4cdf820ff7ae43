import { canShareMemory } from "./can-share.js";
import { assetUrl, type WasmHost, type WorkerUrl } from "./host.js";

/** Shared memory needs a cross-origin isolated page: COOP `same-origin` and COEP `require-corp`. */
export const browserHost = (workerUrl: WorkerUrl): WasmHost => ({
  canSleep: typeof document === "undefined",
  canShare: canShareMemory(),
  loadModule: async (file) => WebAssembly.compile(await (await fetch(assetUrl(file))).arrayBuffer()),
  startWorker: () => {
    const worker = new Worker(workerUrl(assetUrl("bench-worker.js")), { type: "module" });
    return {
      take: (task) =>
        new Promise((resolve, reject) => {
          worker.onmessage = () => resolve();
          worker.onerror = (event) =>
            reject(new Error(event.message || "the worker of the kernels could not be loaded"));
          worker.postMessage(task);
        }),
      stop: async () => worker.terminate(),
    };
  },
});
