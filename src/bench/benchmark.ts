import { failure } from "../shared/errors.js";
import { formatInteger } from "../shared/units.js";
import { analyse } from "./analyse/analyse.js";
import type { Backend, Kernel, Session, Shape } from "./kernel.js";
import { measureCeiling } from "./measure/ceiling.js";
import { describeMachine } from "./measure/machine.js";
import { measurePoint } from "./measure/point.js";
import type { BenchReport, BenchRow, BenchSkip } from "./report.js";

export interface BenchOptions {
  readonly kernels: readonly Kernel[];
  readonly backends: readonly Backend[];
  readonly threads: readonly number[];
  readonly sizes: readonly number[];
  readonly headDim: number;
  readonly heads: number;
  /** For kernels that can do either; the others are causal by nature. */
  readonly causal: boolean;
  readonly window: number;
  /** Seconds a kernel may take at one size, warm-up included. */
  readonly limitSeconds: number;
  /** Bytes a kernel may allocate; undefined: nine tenths of what the machine has available. */
  readonly limitBytes?: number | undefined;
  /** Fill sizes that time or memory forbade from the fitted power law, marked `measured: false`. */
  readonly extrapolate: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Told before each measurement. */
export interface Progress {
  /** Seconds of work behind and in all, by estimate: a large size counts for more than a small one. */
  readonly done: number;
  readonly total: number;
  /** What is measured now, in words. */
  readonly now: string;
}

/** Where pages give no figure for free memory, this is what a kernel may take. */
const ASSUMED_BYTES = 2e9;

/**
 * The sizes of a kernel that memory paces are gone through so often, and of each its fastest median counts, as does the
 * fastest read: others on the machine take from that rate for seconds at a time (36 GB/s became 22), which no sampling
 * within a pass can see.
 */
const STREAM_PASSES = 3;

/** The faster of two measurements of one point, against the faster of their roofs. */
function faster(one: BenchRow, other: BenchRow): BenchRow {
  const roofs = [one, other].map((row) => row.gigabytesPerSecond / (row.bandwidthShare ?? Number.NaN));
  const best = one.seconds <= other.seconds ? one : other;
  const share = best.gigabytesPerSecond / Math.max(...roofs);
  return { ...best, bandwidthShare: Number.isNaN(share) ? null : share };
}

/**
 * Measures every kernel on every backend and thread count at every size, small to large. An abort ends it early
 * with what was measured so far (`interrupted`).
 * @throws FoveaError `backend-missing` when a backend asked for cannot be used here.
 */
export async function benchmark(options: BenchOptions): Promise<BenchReport> {
  const { kernels, backends, signal } = options;
  const sizes = [...options.sizes].sort((a, b) => a - b);
  const machine = await describeMachine();
  const limitBytes = options.limitBytes ?? 0.9 * (machine.availableBytes ?? ASSUMED_BYTES);
  const rows: BenchRow[] = [];
  const skipped: BenchSkip[] = [];
  const ceilings: BenchReport["machine"]["ceilings"] = [];
  const teams = backends.flatMap((backend) =>
    (backend.threaded ? options.threads : [1]).map((threads) => ({ backend, threads })),
  );
  const work = (kernel: Kernel, n: number) => workSeconds(kernel, shapeOf(options, kernel, n), options);
  const perTeam = kernels.reduce(
    (sum, kernel) => sum + sizes.reduce((all, n) => all + work(kernel, n), 0),
    0,
  );
  const total = teams.length * perTeam;
  let done = 0;

  const series = async (session: Session, backend: Backend, threads: number, kernel: Kernel) => {
    const ceiling = ceilings.find((one) => one.backend === backend.name && one.threads === threads);
    const passes = kernel.streams ? STREAM_PASSES : 1;
    const first = rows.length;
    for (let pass = 0; pass < passes; pass++) {
      let before: BenchRow | undefined;
      for (const n of pass === 0 ? sizes : rows.slice(first).map((row) => row.n)) {
        signal?.throwIfAborted();
        const now = `${kernel.name} n = ${formatInteger(n)}, ${backend.name}, ${threads} thread${threads > 1 ? "s" : ""}`;
        options.onProgress?.({ done, total, now });
        done += work(kernel, n) / passes;
        const result = await measurePoint(session, {
          backend,
          threads,
          kernel,
          shape: shapeOf(options, kernel, n),
          limitSeconds: options.limitSeconds / passes,
          limitBytes,
          ceilingGflops: ceiling?.gflops,
          before,
          signal,
        });
        if ("row" in result) {
          before = result.row;
          const at = rows.findIndex((row, index) => index >= first && row.n === n);
          if (at < 0) rows.push(before);
          else rows[at] = faster(rows[at]!, before);
        } else if (pass === 0) skipped.push(result.skip);
      }
    }
  };

  try {
    for (const { backend, threads } of teams) {
      signal?.throwIfAborted();
      const missing = await backend.missing();
      if (missing)
        throw failure(
          "backend-missing",
          `backend ${backend.name} cannot be used: ${missing}`,
          "Choose another --backend.",
        );
      const session = await backend.open(threads);
      try {
        const ceiling = await measureCeiling(session, signal);
        const what = backend.ceiling ?? "";
        if (ceiling) ceilings.push({ backend: backend.name, threads, what, ...ceiling });
        for (const kernel of kernels) await series(session, backend, threads, kernel);
        // Once more, for whatever disturbed the first: a ceiling is the best that was seen.
        const again = ceiling && (await measureCeiling(session, signal));
        if (again && again.gflops > ceiling.gflops) {
          ceilings.pop();
          ceilings.push({ backend: backend.name, threads, what, ...again });
        }
      } finally {
        await session.close();
      }
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  options.onProgress?.({ done, total, now: "done" });
  const interrupted = signal?.aborted === true;
  return {
    version: 1,
    date: new Date(Date.now()).toISOString(),
    machine: { ...machine, ceilings },
    ...analyse(judged(rows, ceilings), skipped, { kernels, extrapolate: options.extrapolate }),
    skipped,
    interrupted,
  };
}

/** The rows with their share of the ceiling of their own backend and threads. */
const judged = (rows: readonly BenchRow[], ceilings: BenchReport["machine"]["ceilings"]): BenchRow[] =>
  rows.map((row) => {
    const ceiling = ceilings.find((one) => one.backend === row.backend && one.threads === row.threads);
    return { ...row, ceilingShare: ceiling && row.flop > 0 ? row.gflops / ceiling.gflops : null };
  });

/** What the bar takes a point to cost: set-up and check, then some ten runs at a middling speed, within the limit. */
const workSeconds = (kernel: Kernel, shape: Shape, { limitSeconds }: BenchOptions): number =>
  0.5 + Math.min(limitSeconds, (10 * kernel.flop(shape)) / 2e10);

const shapeOf = ({ heads, headDim, causal, window }: BenchOptions, kernel: Kernel, n: number): Shape => ({
  heads,
  n,
  headDim,
  causal: kernel.causality === "always" || causal,
  window,
});
