/** The share of tasks whose answer a context of so many tokens holds, 0 to 1. */
export interface FoundPoint {
  readonly tokens: number;
  readonly share: number;
}

const shares: readonly (readonly [thousand: number, share: number])[] = [
  [1, 0.377],
  [2, 0.475],
  [4, 0.576],
  [8, 0.656],
  [16, 0.751],
  [32, 0.844],
  [64, 0.899],
  [128, 0.96],
];

/**
 * What packs of Fovea hold: the share of changed places shown whole, as `fovea eval --limit 60` measured it on
 * 2026-11-27, the mean of click, rack, chi, dapper and ecto (60 commits each; 90,000 to 680,000 tokens). From the
 * smallest repository to the largest it is 27 to 60 % at 1,000 tokens, and 50 to 83 % at 8,000.
 */
export const foundByFovea: readonly FoundPoint[] = shares.map(([thousand, share]) => ({
  tokens: 1000 * thousand,
  share,
}));

/**
 * The share at a length: between two points linear in the logarithm of the tokens, beyond them that of the nearest.
 * @param points ascending by tokens, at least one.
 */
export function foundAt(points: readonly FoundPoint[], tokens: number): number {
  const after = points.findIndex((point) => point.tokens >= tokens);
  const right = points[after] ?? points.at(-1)!;
  const left = points[after - 1];
  if (after === -1 || !left) return right.share;
  const way = Math.log(tokens / left.tokens) / Math.log(right.tokens / left.tokens);
  return left.share + way * (right.share - left.share);
}
