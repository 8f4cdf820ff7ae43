/** The worker in which the page measures, so that the page stays responsive. It starts the threads itself. */
import { backends as allBackends } from "../../../../../../bench/backends/index.js";
import { wasmBackend } from "../../../../../../bench/backends/wasm/backend.js";
import { benchmark } from "../../../../../../bench/benchmark.js";
import { kernels } from "../../../../../../bench/kernels/index.js";
import { FoveaError } from "../../../../../../shared/errors.js";
import { type BenchFlags, readBenchOptions } from "../../../../../bench/options.js";
import { workerUrl } from "../../../app/worker-url.js";
import type { FromRunner, RunError, ToRunner } from "./messages.js";

const wasm = wasmBackend(workerUrl);
const backends = allBackends.map((backend) => (backend.name === wasm.name ? wasm : backend));

const send = (message: FromRunner): void => globalThis.postMessage(message);

let abort = new AbortController();

globalThis.addEventListener("message", ({ data }: MessageEvent<ToRunner>) => {
  if (data.kind === "stop") abort.abort();
  else void run(data.flags);
});

async function run(flags: BenchFlags): Promise<void> {
  abort = new AbortController();
  try {
    const cores = navigator.hardwareConcurrency;
    const report = await benchmark({
      ...(await readBenchOptions(flags, { kernels, backends, cores })),
      signal: abort.signal,
      onProgress: (progress) => send({ kind: "progress", progress }),
      onReport: (report) => send({ kind: "report", report }),
    });
    send({ kind: "done", report });
  } catch (error) {
    send({ kind: "failed", error: plain(error) });
  }
}

const plain = (error: unknown): RunError =>
  error instanceof FoveaError
    ? { code: error.code, message: error.message, mend: error.mend }
    : {
        code: "failed",
        message: error instanceof Error ? error.message : String(error),
        mend: "Use smaller sizes, or another backend.",
      };

send({
  kind: "backends",
  backends: await Promise.all(
    backends.map(async ({ name, summary, threaded, missing }) => ({
      name,
      summary,
      threaded,
      missing: await missing(),
    })),
  ),
});
