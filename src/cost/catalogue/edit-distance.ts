/**
 * The least number of insertions, deletions and substitutions that turn `a` into `b` (Levenshtein).
 * One row of the matrix is kept: O(|a|·|b|) time, O(|b|) memory.
 */
export function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitute, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}

/** No name is longer. Of a longer text, which is no mistyped name, only the beginning is compared. */
const MOST_CHARACTERS = 100;

/**
 * Suggestions for a mistyped name: from each group (an id and its aliases) the name nearest to `wanted`,
 * nearest groups first. A name that contains `wanted`, or is contained in it, ranks before one that is only
 * similar.
 */
export function nearestNames(wanted: string, groups: readonly (readonly string[])[], count = 3): string[] {
  const query = wanted.slice(0, MOST_CHARACTERS).toLowerCase();
  const distanceTo = (name: string): number => {
    const lower = name.toLowerCase();
    const contained = query.length > 1 && (lower.includes(query) || query.includes(lower));
    return contained ? Math.abs(lower.length - query.length) / 100 : editDistance(query, lower);
  };
  const best = groups.map((names) =>
    names
      .map((name) => ({ name, distance: distanceTo(name) }))
      .reduce((one, other) => (other.distance < one.distance ? other : one)),
  );
  best.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return best.slice(0, count).map(({ name }) => name);
}
