import type { History } from "../src/context/git/history.js";

/** Change statistics of one file. */
export interface FileChanges {
  /** Number of commits that changed the file. */
  readonly changes: number;
  /**
   * 0 (never, in the history read) to 1 (changed by the newest commit): 2^(−age / half of the history's
   * span).
   */
  readonly recency: number;
  /** 0 to 1: log(1 + changes), divided by the same value of the most changed file. */
  readonly churn: number;
  /**
   * Files changed in the same commits, strongest first. `share` is the pair's weight / `changes`, at most 1.
   */
  readonly together: readonly { readonly path: string; readonly share: number }[];
}

/**
 * Computes the change statistics of each file, for ranking.
 * @returns statistics by path at the history's head commit. Takes time linear in files and pairs.
 */
export function changeStatistics(history: History): ReadonlyMap<string, FileChanges> {
  const { files, pairs, newestSeconds, oldestSeconds } = history;
  const halfLifeSeconds = Math.max(1, (newestSeconds - oldestSeconds) / 2);
  const most = Math.log1p(Math.max(1, ...files.map(({ changes }) => changes)));
  const together: { path: string; share: number }[][] = files.map(() => []);
  for (const [first, second, weight] of pairs) {
    const [a, b] = [files[first]!, files[second]!];
    together[first]!.push({ path: b.path, share: Math.min(1, weight / a.changes) });
    together[second]!.push({ path: a.path, share: Math.min(1, weight / b.changes) });
  }
  return new Map(
    files.map(({ path, changes, lastChangeSeconds }, index) => [
      path,
      {
        changes,
        recency: 2 ** (-(newestSeconds - lastChangeSeconds) / halfLifeSeconds),
        churn: Math.log1p(changes) / most,
        together: together[index]!.sort((a, b) => b.share - a.share || (a.path < b.path ? -1 : 1)),
      },
    ]),
  );
}
