/**
 * The order of files in a pack: the best first, the second best last, the others between them, best first.
 * Models attend most to the start and the end of a context (Liu et al., "Lost in the Middle",
 * arXiv:2307.03172). Within a file, pieces keep the order of its lines.
 * @param ranked best first.
 */
export function bestFirstAndLast<T>(ranked: readonly T[]): T[] {
  const [first, ...others] = ranked;
  if (first === undefined) return [];
  const [second, ...rest] = others;
  return second === undefined ? [first] : [first, ...rest, second];
}
