/**
 * The largest n in 1..`most` for which `holds(n)`; 0 when there is none. `holds` must be true for all smaller
 * n too.
 */
export function mostThatFit(most: number, holds: (n: number) => boolean): number {
  let low = 0;
  // Double the step first, so that a large file need not be counted whole to find that it does not fit.
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
