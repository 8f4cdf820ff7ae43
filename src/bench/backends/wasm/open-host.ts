import { runsInNode, type WasmHost, type WorkerUrl } from "./host.js";

/** The host of this run time. The Node one is imported only in Node, since browsers cannot load it. */
export async function openHost(workerUrl: WorkerUrl): Promise<WasmHost> {
  return runsInNode()
    ? (await import("./host-node.js")).nodeHost
    : (await import("./host-browser.js")).browserHost(workerUrl);
}
