/** The run time of the wasm backend: Node or a browser. */
export interface WasmHost {
  readonly loadModule: (file: string) => Promise<WebAssembly.Module>;
  readonly startWorker: () => HostWorker;
  /** True when memory can be shared with workers. */
  readonly canShare: boolean;
  /** True when the calling thread may sleep in Atomics.wait. False on the main thread of a page. */
  readonly canSleep: boolean;
}

export interface HostWorker {
  /** Hands over a task. Resolves when the worker has started it, rejects when the worker failed. */
  readonly take: (task: WorkerTask) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** One prepared kernel, handed to every worker. */
export interface WorkerTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: SharedArrayBuffer;
  readonly exportName: string;
  readonly thread: number;
}

/**
 * Address of a file of the build (kernels.wasm, bench-worker.js) in dist, whether this code runs bundled or
 * from source.
 */
export function assetUrl(file: string): URL {
  const here = import.meta.url;
  const source = here.lastIndexOf("/src/bench/");
  if (source >= 0) return new URL(`${here.slice(0, source)}/dist/${file}`);
  return new URL(/\/chunks\/[^/]*$/.test(here) ? `../${file}` : file, here);
}

/**
 * What `new Worker` gets for the address of a worker. A page whose content-security policy requires trusted types
 * passes a function that returns a TrustedScriptURL.
 */
export type WorkerUrl = (url: URL) => string | URL;

export const runsInNode = (): boolean =>
  typeof process !== "undefined" && process.versions?.node !== undefined;
