import { formatInteger } from "../../shared/units.js";

// Words of `fovea graph` and of the page. Runs in browsers.

/** How many edges a relation has: 0 only where that is certain. */
export function edgeCount(found: {
  readonly total: number;
  readonly listed: number;
  readonly complete: boolean;
}): string {
  const { total, listed, complete } = found;
  if (total === 0) return complete ? "0" : "unknown, none found";
  return `${formatInteger(total)}${complete ? "" : " or more"}${listed < total ? `, the first ${listed}` : ""}`;
}

/** What an impact reaches. */
export function impactCount(impact: {
  readonly reached: readonly unknown[];
  readonly total: number;
  readonly files: number;
  readonly tests: number;
  readonly complete: boolean;
}): string {
  const { reached, total, files, tests, complete } = impact;
  const count = total === 0 && !complete ? "unknown, none found:" : formatInteger(total);
  return `${count} places in ${formatInteger(files)} files, ${formatInteger(tests)} of them tests${reached.length < total ? `; the first ${reached.length}` : ""}`;
}

export const FURTHER_UNRESOLVED = "references by name on the way may lead further";
