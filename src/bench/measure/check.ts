import type { Kernel, Shape, Tensor } from "../kernel.js";
import { randomFrom } from "./inputs.js";

/** Multiply-adds that a check may take: about a tenth of a second in plain JavaScript. */
const CHECK_BUDGET = 6e7;

/** The result of a check. */
export interface Check {
  /** Largest |fast − reference| / (1 + |reference|) over the rows checked; NaN anywhere gives NaN. */
  readonly maxError: number;
  readonly rows: number;
}

/**
 * The rows to check: all when that is cheap, else the first, the last and random ones. The reference of a
 * kernel with a state must process all earlier tokens, so long runs are checked on a prefix. By causality its
 * rows do not depend on later tokens.
 */
export function rowsToCheck(kernel: Kernel, shape: Shape, seed = 7): readonly number[] {
  const { n, heads, headDim } = shape;
  if (kernel.lastRowOnly) return [n - 1];
  const walk = kernel.referenceCostPerToken?.(shape);
  const reach = walk ? Math.max(1, Math.min(n, Math.floor(CHECK_BUDGET / walk))) : n;
  const most = walk ? 64 : Math.min(64, Math.max(4, Math.floor(CHECK_BUDGET / (2 * heads * n * headDim))));
  if (reach <= most) return Array.from({ length: reach }, (_, row) => row);
  const next = randomFrom(seed);
  const rows = new Set([0, reach - 1]);
  while (rows.size < most) rows.add(Math.floor(next() * reach));
  return [...rows].sort((a, b) => a - b);
}

/** Compares some rows of an output with the kernel's float64 reference. */
export function check(
  kernel: Kernel,
  shape: Shape,
  inputs: readonly Tensor[],
  output: Tensor,
  rows = rowsToCheck(kernel, shape),
): Check {
  const expected = kernel.reference(inputs, shape, rows);
  const { heads, n, headDim } = shape;
  let maxError = 0;
  for (let head = 0; head < heads; head++)
    rows.forEach((row, at) => {
      for (let x = 0; x < headDim; x++) {
        const right = expected[(head * rows.length + at) * headDim + x]!;
        const got = output[(kernel.lastRowOnly ? head : head * n + row) * headDim + x]!;
        const error = Math.abs(got - right) / (1 + Math.abs(right));
        // Math.max of a NaN is NaN, so one NaN fails the check.
        maxError = Math.max(maxError, error);
      }
    });
  return { maxError, rows: rows.length };
}
