import { FoveaError } from "../../shared/errors.js";
import { formatBytes, formatInteger, formatSeconds } from "../../shared/units.js";
import type { Backend, Footprint, Kernel, Prepared, Session, Shape } from "../kernel.js";
import type { BenchRow, BenchSkip } from "../report.js";
import { check } from "./check.js";
import { fillInputs } from "./inputs.js";
import { secondsNow, type Timing, timeRuns } from "./timing.js";

/** A measurement of one kernel on one backend at one size. */
export interface PointRequest {
  readonly backend: Backend;
  readonly threads: number;
  readonly kernel: Kernel;
  readonly shape: Shape;
  readonly limitSeconds: number;
  readonly limitBytes: number;
  /** GFLOP/s of the session's ceiling, if it has one. */
  readonly ceilingGflops: number | undefined;
  /** The previous size of this series, from which the time of this one is predicted. */
  readonly before: { readonly n: number; readonly seconds: number } | undefined;
  readonly signal: AbortSignal | undefined;
}

export type PointResult = { readonly row: BenchRow } | { readonly skip: BenchSkip };

/**
 * Measures one point. Checks the memory it needs before allocating, and the output against the reference
 * before timing. A point that cannot be measured becomes a skip with its reason, never a guess.
 */
export async function measurePoint(session: Session, request: PointRequest): Promise<PointResult> {
  const { backend, threads, kernel, shape, limitSeconds, signal } = request;
  const key = { kernel: kernel.name, backend: backend.name, threads, causal: shape.causal, n: shape.n };
  const skip = (code: BenchSkip["code"], reason: string): PointResult => ({ skip: { ...key, code, reason } });

  const refusal = backend.refuses(kernel, shape);
  if (refusal) return skip("unsupported", refusal);
  const footprint = session.footprint(kernel, shape);
  const guarded = guard(footprint, session, request);
  if (guarded) return skip(...guarded);
  const [predicted, basis] = predict(request);
  if (predicted > limitSeconds)
    return skip(
      "time-limit",
      `one run would take about ${formatSeconds(predicted)}, judging by ${basis}; the limit is ${formatSeconds(limitSeconds)} (--time-limit)`,
    );

  const found = await checkAndTime(session, request);
  if ("wrong" in found) return skip(...found.wrong);
  const { timing, maxError, checkedRows } = found;
  const flop = kernel.flop(shape);
  const bytesMoved = kernel.bytesMoved(shape);
  const gigabytesPerSecond = bytesMoved / timing.seconds / 1e9;
  const roof =
    kernel.roof && backend.refuses(kernel.roof, shape) === undefined
      ? await measureRoof(session, kernel.roof, shape, limitSeconds, signal)
      : undefined;
  return {
    row: {
      ...key,
      headDim: shape.headDim,
      heads: shape.heads,
      window: kernel.windowed ? shape.window : null,
      seconds: timing.seconds,
      secondsLow: timing.low,
      secondsHigh: timing.high,
      samples: timing.samples,
      flop,
      gflops: flop / timing.seconds / 1e9,
      ceilingShare: null,
      bytesMoved,
      gigabytesPerSecond,
      bandwidthShare: roof ? gigabytesPerSecond / roof : null,
      inputBytes: footprint.inputBytes,
      outputBytes: footprint.outputBytes,
      scratchBytes: footprint.scratchBytes,
      scratchEstimated: footprint.scratchEstimated === true,
      inputCopies: footprint.inputCopies,
      peakBytes: total(footprint),
      measured: true,
      maxError,
      checkedRows,
    },
  };
}

type Found =
  | { readonly timing: Timing; readonly maxError: number; readonly checkedRows: number }
  | { readonly wrong: [BenchSkip["code"], string] };

/**
 * Checks and times the kernel. Releases it before the roof is prepared, since threads work on one kernel at a
 * time.
 */
async function checkAndTime(
  session: Session,
  { kernel, shape, limitSeconds, signal }: PointRequest,
): Promise<Found> {
  let prepared: Prepared;
  try {
    prepared = await session.prepare(kernel, shape);
  } catch (error) {
    if (error instanceof FoveaError && error.code === "memory-refused")
      return { wrong: ["memory", error.message] };
    // Of a typed array: browsers refuse some that would fit the machine.
    if (error instanceof RangeError)
      return { wrong: ["memory", `the engine refused the memory: ${error.message}`] };
    throw error;
  }
  try {
    fillInputs(kernel, shape, prepared.inputs);
    await prepared.ready();
    const began = secondsNow();
    await prepared.run(1, signal);
    const firstSeconds = secondsNow() - began;
    const { maxError, rows } = check(kernel, shape, prepared.inputs, await prepared.output());
    if (!(maxError <= kernel.tolerance))
      return {
        wrong: [
          "wrong-result",
          `error ${maxError.toExponential(1)} against the float64 reference, more than ${kernel.tolerance}: not timed`,
        ],
      };
    const timing = await timeRuns(prepared, firstSeconds, limitSeconds, signal);
    return { timing, maxError, checkedRows: rows * shape.heads };
  } finally {
    prepared.release();
  }
}

/** Predicts the least seconds of one run, and says on what the prediction is based. */
function predict({ before, shape, kernel, ceilingGflops }: PointRequest): [seconds: number, grounds: string] {
  if (before)
    return [before.seconds * (shape.n / before.n) ** kernel.growth, `n = ${formatInteger(before.n)}`];
  if (ceilingGflops === undefined) return [0, "nothing"];
  return [kernel.flop(shape) / ceilingGflops / 1e9, "the machine's ceiling"];
}

/** GB/s of the roof at this size, by its best sample. The kernel is compared with it by its median. */
async function measureRoof(
  session: Session,
  roof: Kernel,
  shape: Shape,
  limitSeconds: number,
  signal?: AbortSignal,
): Promise<number> {
  const prepared = await session.prepare(roof, shape);
  try {
    fillInputs(roof, shape, prepared.inputs);
    await prepared.ready();
    const began = secondsNow();
    await prepared.run(1, signal);
    const timing = await timeRuns(prepared, secondsNow() - began, Math.min(0.3, limitSeconds), signal);
    return roof.bytesMoved(shape) / timing.low / 1e9;
  } finally {
    prepared.release();
  }
}

const total = ({ inputBytes, inputCopies, outputBytes, scratchBytes }: Footprint) =>
  inputBytes * inputCopies + outputBytes + scratchBytes;

/** The reason why this footprint must not be allocated, or undefined. */
function guard(
  footprint: Footprint,
  session: Session,
  { kernel, shape, limitBytes }: PointRequest,
): [BenchSkip["code"], string] | undefined {
  const bytes = total(footprint);
  const wants = `${kernel.name} at n = ${formatInteger(shape.n)} needs ${formatBytes(bytes)}, ${formatBytes(footprint.scratchBytes)} of it beyond inputs and output`;
  if (bytes > session.addressLimit.bytes) return ["address-space", `${wants}; ${session.addressLimit.why}`];
  if (bytes > limitBytes)
    return ["memory", `${wants}; ${formatBytes(limitBytes)} are available (--memory-limit)`];
  return undefined;
}
