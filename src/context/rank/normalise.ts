/** Scores divided by their maximum over the candidates; all zero when none is positive. */
export function overMaximum(
  candidates: readonly number[],
  scoreOf: (candidate: number) => number,
): Float32Array {
  const values = Float32Array.from(candidates, scoreOf);
  let maximum = 0;
  for (const value of values) maximum = Math.max(maximum, value);
  return maximum > 0 ? values.map((value) => value / maximum) : values;
}
