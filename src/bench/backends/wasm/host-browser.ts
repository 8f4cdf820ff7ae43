import { assetUrl, type WasmHost } from "./host.js";

/** Shared memory needs a cross-origin isolated page: COOP `same-origin` and COEP `require-corp`. */
export const browserHost: WasmHost = {
  canShare: globalThis.crossOriginIsolated === true,
  loadModule: async (file) => WebAssembly.compile(await (await fetch(assetUrl(file))).arrayBuffer()),
  startWorker: () => {
    const worker = new Worker(assetUrl("bench-worker.js"), { type: "module" });
    return {
      post: (message) => worker.postMessage(message),
      onMessage: (listen) => worker.addEventListener("message", listen, { once: true }),
      onError: (listen) => worker.addEventListener("error", (event) => listen(new Error(event.message))),
      stop: async () => worker.terminate(),
    };
  },
};
