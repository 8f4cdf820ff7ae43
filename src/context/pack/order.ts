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

/**
 * The piece to drop first from a pack in that order: the one nearest to the middle, as far as possible from
 * the two best files. @returns its index, or -1 when none is `droppable`.
 */
export function nearestToMiddle<T>(items: readonly T[], droppable: (item: T) => boolean): number {
  const middle = items.length / 2;
  let nearest = -1;
  items.forEach((item, index) => {
    if (droppable(item) && (nearest < 0 || Math.abs(index - middle) < Math.abs(nearest - middle)))
      nearest = index;
  });
  return nearest;
}
