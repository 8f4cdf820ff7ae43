/** The largest n up to `most` for which `holds`, which holds for all smaller ones; 0 when none. */
export function mostThatFit(most: number, holds: (n: number) => boolean): number {
  let low = 0;
  // Doubling first: a whole large file need not be counted to find that it does not fit.
  let step = 64;
  while (step < most && holds(step)) {
    low = step;
    step *= 2;
  }
  let high = Math.min(most, step);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
