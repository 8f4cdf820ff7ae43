import { median } from "./cases/summary.js";
import type { KernelRow } from "./kernel-rows.js";
import { kernelRows } from "./kernel-rows.js";

const rowsOf = (kind: KernelRow["kind"], architecture: string, bits: number): readonly KernelRow[] =>
  kernelRows.filter((row) => row.kind === kind && row.architecture === architecture && row.bits === bits);

/** Median utilisation of weight products of at least 1,024 tokens, where it no longer grows. */
export function fitLinear(architecture: string, bits: number): number | undefined {
  const rows = rowsOf("linear", architecture, bits);
  if (rows.length === 0) return undefined;
  return median(rows.flatMap(({ points }) => points.map(([, utilisation]) => utilisation)));
}

/**
 * Fits utilisation(n) = most·n / (n + half) by least squares of logarithms, over a grid of both parameters.
 */
export function fitAttention(
  architecture: string,
  bits: number,
): { readonly most: number; readonly half: number } | undefined {
  const points = rowsOf("attention", architecture, bits).flatMap((row) => row.points);
  if (points.length === 0) return undefined;
  let best = { most: 0, half: 0, loss: Number.POSITIVE_INFINITY };
  for (let half = 100; half <= 8000; half += 50) {
    // For a given half, the logarithm of the best factor is a mean.
    const logs = points.map(([n, utilisation]) => Math.log(utilisation) - Math.log(n / (n + half)));
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const loss = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
    if (loss < best.loss) best = { most: Math.exp(mean), half, loss };
  }
  return { most: best.most, half: best.half };
}
