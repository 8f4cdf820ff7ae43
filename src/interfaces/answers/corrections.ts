import type { Correction } from "../../context/retrieve/correct.js";
import { printable } from "../../shared/printable.js";

/** The field `corrections` of a report; absent when nothing was corrected. */
export const correctionsField = (corrections: readonly Correction[]): { corrections?: Correction[] } =>
  corrections.length > 0 ? { corrections: [...corrections] } : {};

/** Says what was searched for in place of words that no file contains; empty when nothing was corrected. */
export const correctionsLine = (corrections: readonly Correction[]): string =>
  corrections
    .map(({ from, to }) => `fovea: no file contains ${printable(from)}; searched for ${printable(to)}.\n`)
    .join("");
