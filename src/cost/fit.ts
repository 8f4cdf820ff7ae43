/**
 * The largest n up to `limit` for which `accepts(n)` holds, by bisection: once false it must stay false. 0
 * when 1 fails.
 */
export function largestContext(accepts: (n: number) => boolean, limit: number): number {
  if (!accepts(1)) return 0;
  if (accepts(limit)) return limit;
  let low = 1;
  let high = limit;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (accepts(middle)) low = middle;
    else high = middle;
  }
  return low;
}
