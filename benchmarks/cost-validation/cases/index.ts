import type { Case } from "./case.js";
import { h200Cases } from "./h200.js";
import { prefillCases } from "./prefills.js";
import { publishedCases } from "./published.js";
import { servedCases } from "./served.js";

export type { Case } from "./case.js";
export { errorOf, groupBy, median, type Summary, summaryOf } from "./summary.js";

/** Every measured figure beside the model's, and what of the published rows cannot be compared. */
export function allCases(): {
  readonly cases: readonly Case[];
  readonly skipped: ReadonlyMap<string, number>;
} {
  const published = publishedCases();
  return {
    cases: [...servedCases(), ...published.cases, ...h200Cases(), ...prefillCases()],
    skipped: published.skipped,
  };
}
