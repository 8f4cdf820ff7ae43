import type { Point } from "../analyse/crossover.js";
import { ARTICLE_CAP, ARTICLE_SIZES } from "./sizes.js";

/** The size from which the article extrapolates: the largest up to its cap. */
export const lastMeasured = <T extends { readonly n: number }>(points: readonly T[]): T | undefined =>
  points
    .filter(({ n }) => n <= ARTICLE_CAP)
    .sort((a, b) => a.n - b.n)
    .at(-1);

/**
 * What the article's method makes of a measured curve: from its largest size up to 5,000 on as n^power, at that size
 * and at the larger `sizes` (default: those of the article's table). Empty without such a size.
 */
export function extrapolatedAsArticle(
  points: readonly Point[],
  power: 1 | 2,
  sizes: readonly number[] = ARTICLE_SIZES,
): Point[] {
  const last = lastMeasured(points);
  if (!last) return [];
  const beyond = sizes.filter((n) => n > last.n);
  return [last.n, ...beyond].map((n) => ({ n, seconds: last.seconds * (n / last.n) ** power }));
}
