import { runsInNode, type WasmHost } from "./host.js";

/** The host of this run time; the Node one is loaded only there. */
export async function openHost(): Promise<WasmHost> {
  return runsInNode()
    ? (await import("./host-node.js")).nodeHost
    : (await import("./host-browser.js")).browserHost;
}
