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
  /** Causal mask, for kernels that support both; the others are always causal. */
  readonly causal: boolean;
  readonly window: number;
  /** Seconds a kernel may take at one size, warm-up included. */
  readonly limitSeconds: number;
  /** Bytes a kernel may allocate; undefined: nine tenths of the machine's available memory. */
  readonly limitBytes?: number | undefined;
  /**
   * Adds rows for sizes that exceeded time or memory, from the fitted power law, marked `measured: false`.
   */
  readonly extrapolate: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * Called after each ceiling and each point with the report so far, `interrupted: true`. Whoever cannot wait for an
   * abort to take effect has the measurements by then.
   */
  readonly onReport?: ((report: BenchReport) => void) | undefined;
}

/** Reported before each measurement. */
export interface Progress {
  /** Estimated seconds of work done and in total, so that a large size counts more than a small one. */
  readonly done: number;
  readonly total: number;
  /** The current measurement, as text. */
  readonly now: string;
}

/** Bytes a kernel may allocate when the run time does not report free memory. */
const ASSUMED_BYTES = 2e9;

/**
 * Number of passes over the sizes of a memory-bound kernel. For each size the fastest median and the fastest
 * read count. Other processes reduce the memory rate for seconds at a time (from 36 to 22 GB/s), which
 * sampling within one pass cannot detect.
 */
const STREAM_PASSES = 3;

/** The faster of two measurements of one point, with its share of the faster of their two roofs. */
function faster(one: BenchRow, other: BenchRow): BenchRow {
  const roofs = [one, other].map((row) => row.gigabytesPerSecond / (row.bandwidthShare ?? Number.NaN));
  const best = one.seconds <= other.seconds ? one : other;
  const share = best.gigabytesPerSecond / Math.max(...roofs);
  return { ...best, bandwidthShare: Number.isNaN(share) ? null : share };
}

/**
 * Measures every kernel on every backend and thread count at every size, small to large. An abort ends it
 * early; the report then has the measurements so far and `interrupted: true`.
 * @throws FoveaError `backend-missing` when a requested backend cannot be used here.
 */
export async function benchmark(options: BenchOptions): Promise<BenchReport> {
  const { kernels, backends, signal } = options;
  const sizes = [...options.sizes].sort((a, b) => a - b);
  const machine = await describeMachine();
  const limitBytes = options.limitBytes ?? 0.9 * (machine.availableBytes ?? ASSUMED_BYTES);
  const rows: BenchRow[] = [];
  const skipped: BenchSkip[] = [];
  const ceilings: BenchReport["machine"]["ceilings"] = [];
  const setups = backends.flatMap((backend) =>
    (backend.threaded ? options.threads : [1]).map((threads) => ({ backend, threads })),
  );
  const work = (kernel: Kernel, n: number) => workSeconds(kernel, shapeOf(options, kernel, n), options);
  const perSetup = kernels.reduce(
    (sum, kernel) => sum + sizes.reduce((all, n) => all + work(kernel, n), 0),
    0,
  );
  const total = setups.length * perSetup;
  let done = 0;
  const reportSoFar = (interrupted: boolean): BenchReport => ({
    version: 1,
    date: new Date(Date.now()).toISOString(),
    machine: { ...machine, ceilings: [...ceilings] },
    ...analyse(withCeilingShare(rows, ceilings), skipped, { kernels, extrapolate: options.extrapolate }),
    skipped: [...skipped],
    interrupted,
  });

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
        options.onReport?.(reportSoFar(true));
      }
    }
  };

  try {
    for (const { backend, threads } of setups) {
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
        if (ceiling) {
          ceilings.push({ backend: backend.name, threads, what, ...ceiling });
          options.onReport?.(reportSoFar(true));
        }
        for (const kernel of kernels) await series(session, backend, threads, kernel);
        // Measured a second time, because other work may have disturbed the first. The higher one counts.
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
  return reportSoFar(signal?.aborted === true);
}

/** Adds each row's share of the ceiling of its backend and threads. */
const withCeilingShare = (
  rows: readonly BenchRow[],
  ceilings: BenchReport["machine"]["ceilings"],
): BenchRow[] =>
  rows.map((row) => {
    const ceiling = ceilings.find((one) => one.backend === row.backend && one.threads === row.threads);
    return { ...row, ceilingShare: ceiling && row.flop > 0 ? row.gflops / ceiling.gflops : null };
  });

/**
 * Estimated seconds of a point, for the progress bar: set-up and check, then ten runs at 20 GFLOP/s, within
 * the limit.
 */
const workSeconds = (kernel: Kernel, shape: Shape, { limitSeconds }: BenchOptions): number =>
  0.5 + Math.min(limitSeconds, (10 * kernel.flop(shape)) / 2e10);

const shapeOf = ({ heads, headDim, causal, window }: BenchOptions, kernel: Kernel, n: number): Shape => ({
  heads,
  n,
  headDim,
  causal: kernel.causality === "always" || causal,
  window,
});
