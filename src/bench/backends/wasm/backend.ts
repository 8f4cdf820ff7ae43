import { failure } from "../../../shared/errors.js";
import type { Backend, Kernel, Prepared, Session, Shape, Tensor } from "../../kernel.js";
import { ceilings } from "../../kernels/ceiling/kernel.js";
import { yieldToEvents } from "../yield-to-events.js";
import type { HostWorker, WasmHost, WorkerUrl } from "./host.js";
import { argumentsOf, plan } from "./layout.js";
import { openHost } from "./open-host.js";
import {
  ARGUMENTS,
  awaitDone,
  CONTROL_BYTES,
  DONE,
  EPOCH,
  LEAVE,
  NEXT,
  PHASE,
  phased,
  UNITS,
} from "./phases.js";

const PAGE = 65_536;
/** wasm32 addresses 65,536 pages; the module is compiled with that maximum. */
const ADDRESS_BYTES = 65_536 * PAGE;
/** A run yields to the event loop this often, so that Ctrl-C and progress work during long runs. */
const YIELD_MILLISECONDS = 200;

/**
 * WebAssembly SIMD, 128 bits wide, over threads with shared memory. The same module in Node and the browser.
 * @param workerUrl for pages that require trusted types.
 */
export const wasmBackend = (workerUrl: WorkerUrl = (url) => url): Backend => ({
  name: "wasm",
  summary: "WebAssembly SIMD with threads (default)",
  ceiling: "128-bit multiply and add",
  threaded: true,
  missing: async () =>
    typeof WebAssembly === "object" && WebAssembly.validate(SIMD_PROBE)
      ? undefined
      : "this engine has no WebAssembly SIMD. Use Node 20 or later, or a browser from 2021 on.",
  refuses: (kernel) => (kernel.wasm ? undefined : `${kernel.name} has no WebAssembly version`),
  open: async (threads) => openSession(await openHost(workerUrl), threads),
});

/** A module with one function that returns i8x16.splat(0). It is valid only in engines with SIMD. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

async function openSession(host: WasmHost, threads: number): Promise<Session> {
  if (threads > 1 && !host.canShare)
    throw failure(
      "no-shared-memory",
      "this page cannot share memory between threads",
      "Serve it with Cross-Origin-Opener-Policy same-origin and Cross-Origin-Embedder-Policy require-corp, or use one thread.",
    );
  const module = await host.loadModule(threads > 1 ? "kernels-threads.wasm" : "kernels.wasm");
  const workers = Array.from({ length: threads - 1 }, () => host.startWorker());
  return {
    footprint: (kernel, shape) => plan(kernel, shape, threads),
    addressLimit: { bytes: ADDRESS_BYTES, why: "wasm32 addresses end at 4 GiB" },
    ceilingProbes: ceilings,
    prepare: (kernel, shape) => prepare(module, workers, kernel, shape, host.canSleep),
    close: async () => void (await Promise.all(workers.map((worker) => worker.stop()))),
  };
}

async function prepare(
  module: WebAssembly.Module,
  workers: readonly HostWorker[],
  kernel: Kernel,
  shape: Shape,
  canSleep: boolean,
): Promise<Prepared> {
  const threads = workers.length + 1;
  const layout = plan(kernel, shape, threads);
  const pages = Math.ceil(layout.totalBytes / PAGE);
  const memory = allocate(pages, threads > 1, kernel, shape);
  layout.words.forEach((words, copy) => {
    new Int32Array(memory.buffer, argumentsOf(copy), words.length).set(words.map((word) => word | 0));
  });
  const exportName = kernel.wasm!.export;
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const fast = phased(instance, exportName);
  const phases = kernel.wasm!.phases(shape, threads);
  const view = ({ at, length }: { at: number; length: number }): Tensor =>
    new Float32Array(memory.buffer, at, length);

  const control = new Int32Array(
    threads > 1 ? new SharedArrayBuffer(CONTROL_BYTES) : new ArrayBuffer(CONTROL_BYTES),
  );
  await Promise.all(
    workers.map((worker, index) =>
      worker.take({
        module,
        memory,
        control: control.buffer as SharedArrayBuffer,
        exportName,
        thread: index + 1,
      }),
    ),
  );

  let lastYield = now();
  let runs = 0;
  const pause = async (signal?: AbortSignal) => {
    await yieldToEvents();
    lastYield = now();
    if (signal?.aborted) throw signal.reason;
  };
  return {
    inputs: layout.inputs[0]!.map(view),
    ready: async () => {
      const [first, ...copies] = layout.inputs;
      for (const copy of copies)
        for (const [index, tensor] of copy.entries()) view(tensor).set(view(first![index]!));
      touchPages(memory, layout.output.at, layout.totalBytes);
    },
    run: async (times, signal) => {
      lastYield = now();
      for (let time = 0; time < times; time++) {
        const args = argumentsOf(runs++ % layout.inputCopies);
        for (let phase = 0; phase < phases.length; phase++) {
          const units = phases[phase]!;
          const alone = threads === 1 || units === 1;
          if (!alone) startPhase(control, phase, units, args);
          try {
            for (let unit = alone ? 0 : Atomics.add(control, NEXT, 1); unit < units; ) {
              fast(phase, unit, args, 0);
              if (now() - lastYield > YIELD_MILLISECONDS) await pause(signal);
              unit = alone ? unit + 1 : Atomics.add(control, NEXT, 1);
            }
          } finally {
            if (!alone) {
              // After an abort, no units are left for the other threads to claim.
              Atomics.store(control, NEXT, units);
              awaitDone(control, threads - 1, canSleep);
            }
          }
        }
      }
    },
    output: async () => view(layout.output),
    release: () => {
      Atomics.store(control, LEAVE, 1);
      Atomics.add(control, EPOCH, 1);
      if (threads > 1) Atomics.notify(control, EPOCH);
    },
  };
}

/** Starts a phase on the workers. */
function startPhase(control: Int32Array, phase: number, units: number, args: number): void {
  Atomics.store(control, ARGUMENTS, args);
  Atomics.store(control, PHASE, phase);
  Atomics.store(control, UNITS, units);
  Atomics.store(control, NEXT, 0);
  Atomics.store(control, DONE, 0);
  Atomics.add(control, EPOCH, 1);
  Atomics.notify(control, EPOCH);
}

/** Writes to every page of new memory, so that the first run does not include page faults. */
function touchPages(memory: WebAssembly.Memory, from: number, to: number): void {
  const bytes = new Uint8Array(memory.buffer);
  for (let at = from; at < to; at += 4096) bytes[at] = 0;
}

function allocate(pages: number, shared: boolean, kernel: Kernel, shape: Shape): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: 65_536, shared });
  } catch (cause) {
    throw failure(
      "memory-refused",
      `the engine refused ${pages * PAGE} bytes for ${kernel.name} at n = ${shape.n}`,
      "Use smaller --sizes, or close other programs.",
      cause,
    );
  }
}

const now = () => performance.now();
