export interface Point {
  readonly n: number;
  readonly seconds: number;
}

/** Where two measured curves meet. */
export type Crossover =
  /** The curves cross between two measured sizes: log-log interpolation. */
  | { readonly kind: "between"; readonly n: number; readonly from: number; readonly to: number }
  /** One of them is faster at every common size. */
  | { readonly kind: "always"; readonly faster: "first" | "second" }
  /** They share fewer than two sizes. */
  | { readonly kind: "unknown" };

/**
 * The largest n up to which the first curve is faster; it grows more steeply than the second. Uses measured
 * points only, and takes both curves as straight lines on log-log axes between them.
 */
export function crossover(first: readonly Point[], second: readonly Point[]): Crossover {
  const gaps = first
    .map(({ n, seconds }) => ({ n, seconds, other: second.find((point) => point.n === n)?.seconds }))
    .filter((row) => row.other !== undefined)
    .map(({ n, seconds, other }) => ({ n, gap: Math.log(seconds / other!) }))
    .sort((a, b) => a.n - b.n);
  if (gaps.length < 2) return { kind: "unknown" };
  for (let i = gaps.length - 1; i > 0; i--) {
    const { n: from, gap: before } = gaps[i - 1]!;
    const { n: to, gap: after } = gaps[i]!;
    if (before <= 0 && after > 0) {
      const share = -before / (after - before);
      return {
        kind: "between",
        n: Math.round(Math.exp(Math.log(from) + share * Math.log(to / from))),
        from,
        to,
      };
    }
  }
  return { kind: "always", faster: gaps.at(-1)!.gap > 0 ? "second" : "first" };
}
