// Words of `fovea pack` and of the page. Runs in browsers.

/** The share of a pack in everything, in percent: `0.35`, `12.3`. */
export function percentOf(tokens: number, everything: number): string {
  const share = everything > 0 ? tokens / everything : 0;
  return (share * 100).toFixed(share < 0.01 ? 2 : 1);
}
