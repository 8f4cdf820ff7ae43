import { usageError } from "../shared/errors.js";
import type { Dtype } from "./format/dtype.js";

/** The facts of an accelerator that the time model needs. The catalogue's rows extend it. */
export interface Accelerator {
  readonly id: string;
  readonly name: string;
  /**
   * Generation of its matrix units, lower case. Measured shares of peak (`time/shares.ts`) are looked up by
   * it.
   */
  readonly architecture?: string;
  /** Dense peaks (never with 2:4 sparsity), TFLOP/s, by format of the matrix units. */
  readonly denseTflops: Readonly<Partial<Record<Dtype, number>>>;
  /** Memory as the device reports it to a program (`nvidia-smi`, `rocm-smi`), not its rounded name: 80 GB is 85.5. */
  readonly memoryBytes: number;
  readonly memoryBytesPerSecond: number;
  /** Bandwidth to its neighbours of the node, in one direction, per accelerator, all links together. */
  readonly interconnectBytesPerSecond?: number;
  /** Accelerators that share those links. Absent: see `nodeSize`. */
  readonly nodeSize?: number;
  /** Bandwidth to accelerators of other nodes, in one direction, per accelerator. Absent: see `networkBytesPerSecond`. */
  readonly networkBytesPerSecond?: number;
  readonly tdpWatts?: number;
  /** Rent, with the ISO date on which it was listed. */
  readonly dollarsPerHour?: { readonly value: number; readonly date?: string };
}

/** Accelerators of one node: as listed, else 8, the slots of a common server. */
export const nodeSize = (accelerator: Accelerator): number => accelerator.nodeSize ?? 8;

/**
 * Bandwidth between nodes in bytes per second, one direction, per accelerator: as listed, else 12.5 GB/s, one
 * port of 100 Gb/s Ethernet.
 */
export const networkBytesPerSecond = (accelerator: Accelerator): number =>
  accelerator.networkBytesPerSecond ?? 12.5e9;

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
  // Without 4-bit units engines widen the weights to 16 bits (Marlin), not to 8.
  fp4: ["fp4", "bf16", "fp16", "fp32"],
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
