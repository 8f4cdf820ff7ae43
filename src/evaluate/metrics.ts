import type { Target } from "./cases/case.js";
import type { RankedPath } from "./retriever.js";

/** Measures of ranking quality for one case. Ranks are 1-based. */

export interface MetricOptions {
  /** Gain of a secondary target, where a primary one has 1. Default 1: both count the same. */
  readonly secondaryGain: number;
}

export const defaultMetricOptions: MetricOptions = { secondaryGain: 1 };

/**
 * The rank of the first result that matches a target, or undefined. A result matches when the path is the
 * same and, if both have lines, the lines overlap. A result without lines is the whole file.
 */
export function targetRank(results: readonly RankedPath[], target: Target): number | undefined {
  const index = results.findIndex((result) => result.path === target.path && overlaps(result, target));
  return index === -1 ? undefined : index + 1;
}

function overlaps(result: RankedPath, target: Target): boolean {
  if (result.startLine === undefined || target.startLine === undefined) return true;
  return (
    result.startLine <= (target.endLine ?? target.startLine) &&
    (result.endLine ?? result.startLine) >= target.startLine
  );
}

const discount = (rank: number): number => 1 / Math.log2(rank + 1);

/**
 * nDCG@k over targets, as public code-search benchmarks compute it. Each target has its gain (1, or
 * `secondaryGain`) at the rank of the first result that matches it, discounted by 1/log2(rank + 1). A rank
 * counts once, with the largest gain of its targets. Further results for the same target gain nothing but
 * keep their ranks. The ideal ranking has one target at each of the first ranks, largest gains first. 0 when
 * there are no targets. Source: Järvelin and Kekäläinen 2002 (doi:10.1145/582415.582418) with binary gains.
 */
export function ndcgAt(
  results: readonly RankedPath[],
  targets: readonly Target[],
  k: number,
  { secondaryGain }: MetricOptions = defaultMetricOptions,
): number {
  const gainAt = new Map<number, number>();
  for (const target of targets) {
    const rank = targetRank(results, target);
    if (rank === undefined || rank > k) continue;
    gainAt.set(rank, Math.max(gainAt.get(rank) ?? 0, gainOf(target, secondaryGain)));
  }
  const ideal = sum(
    targets
      .map((target) => gainOf(target, secondaryGain))
      .sort((a, b) => b - a)
      .slice(0, k)
      .map((gain, index) => gain * discount(index + 1)),
  );
  return ideal === 0 ? 0 : sum([...gainAt].map(([rank, gain]) => gain * discount(rank))) / ideal;
}

const gainOf = (target: Target, secondaryGain: number): number => (target.secondary ? secondaryGain : 1);

/** The results as whole files: only the first result of each file is kept. */
export function asFiles(results: readonly RankedPath[]): RankedPath[] {
  const seen = new Set<string>();
  return results
    .filter(({ path }) => !seen.has(path) && seen.add(path))
    .map(({ path, score }) => ({ path, score }));
}

/** The files of the primary targets. */
export const goldFiles = (targets: readonly Target[]): string[] => [
  ...new Set(targets.filter(({ secondary }) => !secondary).map(({ path }) => path)),
];

/** Share of the primary targets' files among the first k files. */
export function recallAt(results: readonly RankedPath[], targets: readonly Target[], k: number): number {
  const gold = goldFiles(targets);
  const first = new Set(
    asFiles(results)
      .slice(0, k)
      .map(({ path }) => path),
  );
  return gold.length === 0 ? 0 : gold.filter((path) => first.has(path)).length / gold.length;
}

/** 1 when every file of a primary target is among the first k files, else 0. */
export const accuracyAt = (results: readonly RankedPath[], targets: readonly Target[], k: number): number =>
  recallAt(results, targets, k) === 1 ? 1 : 0;

/** 1 over the rank of the first file with a primary target; 0 when none was found. */
export function reciprocalRank(results: readonly RankedPath[], targets: readonly Target[]): number {
  const gold = new Set(goldFiles(targets));
  const index = asFiles(results).findIndex(({ path }) => gold.has(path));
  return index === -1 ? 0 : 1 / (index + 1);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
