import { usageError } from "../shared/errors.js";
import type { Dtype } from "./dtype.js";

/** The facts of an accelerator that the time model needs. The catalogue's rows extend it. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  /**
   * Generation of its matrix units, lower case. Measured shares of peak (`efficiency.ts`) are looked up by
   * it.
   */
  readonly architecture?: string;
  /** Dense peaks (never with 2:4 sparsity), TFLOP/s, by format of the matrix units. */
  readonly denseTflops: Readonly<Partial<Record<Dtype, number>>>;
  readonly memoryBytes: number;
  readonly memoryBytesPerSecond: number;
  /** Bandwidth to its neighbours, in one direction, per accelerator. */
  readonly interconnectBytesPerSecond?: number;
  readonly tdpWatts?: number;
  /** Rent, with the ISO date on which it was listed. */
  readonly dollarsPerHour?: { readonly value: number; readonly date?: string };
}

/**
 * For each number format the units that can compute it, best first. Used when an accelerator lacks the
 * format's own.
 */
const COMPUTES_AS: Readonly<Record<Dtype, readonly Dtype[]>> = {
  fp32: ["fp32", "tf32"],
  tf32: ["tf32", "fp32"],
  bf16: ["bf16", "fp16", "fp32"],
  fp16: ["fp16", "bf16", "fp32"],
  fp8: ["fp8", "bf16", "fp16", "fp32"],
  int8: ["int8", "bf16", "fp16", "fp32"],
  fp4: ["fp4", "fp8", "bf16", "fp16", "fp32"],
  int4: ["bf16", "fp16", "fp32"],
};

/**
 * Dense peak of an accelerator for weights in `dtype`, FLOP/s. A format without its own units is widened:
 * int4 weights are multiplied in 16 bits.
 * @throws FoveaError `no-peak` when the accelerator lists no unit that can compute `dtype`.
 */
export function densePeak(
  accelerator: Accelerator,
  dtype: Dtype,
): { readonly flopPerSecond: number; readonly unit: Dtype } {
  for (const unit of COMPUTES_AS[dtype]) {
    const tflops = accelerator.denseTflops[unit];
    if (tflops !== undefined) return { flopPerSecond: tflops * 1e12, unit };
  }
  throw usageError(
    "no-peak",
    `${accelerator.name} lists no dense peak for ${dtype}`,
    `Choose --dtype from ${Object.keys(accelerator.denseTflops).join(", ")}.`,
  );
}
