// Words of `fovea pack` and of the page. Runs in browsers.

import { formatInteger } from "../../shared/units.js";

/** What is wrong, and its mend, when a pack is empty. */
export const NOTHING_MATCHED = [
  "no indexed file contains a word of this task",
  "Name a symbol, a path or other words.",
] as const;

export const budgetTooSmall = (budget: number): readonly [message: string, mend: string] => [
  `no relevant piece fits in ${formatInteger(budget)} tokens`,
  "Raise the budget.",
];

/** The share of a pack in everything, in percent: `0.35`, `12.3`. */
export function percentOf(tokens: number, everything: number): string {
  const share = everything > 0 ? tokens / everything : 0;
  return (share * 100).toFixed(share < 0.01 ? 2 : 1);
}
