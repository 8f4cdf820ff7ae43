import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { failure } from "../../../shared/errors.js";
import { assetUrl, type WasmHost } from "./host.js";

export const nodeHost: WasmHost = {
  canShare: true,
  canSleep: true,
  loadModule: async (file) => {
    const bytes = await readFile(assetUrl(file)).catch((cause: unknown) => {
      throw failure(
        "kernels-missing",
        `${file} is missing from the installation`,
        "Run npm run build, or reinstall fovea.",
        cause,
      );
    });
    return WebAssembly.compile(bytes);
  },
  startWorker: () => {
    const worker = new Worker(assetUrl("bench-worker.js"));
    return {
      take: (task) =>
        new Promise((resolve, reject) => {
          const settle = (error?: Error) => {
            worker.off("message", taken).off("error", settle);
            if (error) reject(error);
            else resolve();
          };
          const taken = () => settle();
          worker.on("message", taken).on("error", settle);
          worker.postMessage(task);
        }),
      stop: async () => void (await worker.terminate()),
    };
  },
};
