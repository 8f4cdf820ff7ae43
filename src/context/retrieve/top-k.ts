/**
 * Indices of the `k` largest values above `floor`, largest first, equal ones in order. NaN is never among them. Few of
 * many are not found by sorting all: of 77,000 files that took half of a query.
 */
export function topK(values: Float32Array, k: number, floor: number): number[] {
  const best = (chosen: number[]): number[] =>
    chosen.sort((a, b) => values[b]! - values[a]! || a - b).slice(0, k);
  if (k === 0) return [];
  let chosen: number[] = [];
  let least = floor;
  for (let index = 0; index < values.length; index++) {
    // One that is equal to the least of k comes after it, and is not among them.
    if (!(values[index]! > least)) continue;
    chosen.push(index);
    if (chosen.length < 4 * k) continue;
    chosen = best(chosen);
    least = values[chosen[k - 1]!]!;
  }
  return best(chosen);
}
