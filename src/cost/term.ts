/**
 * One term of an exact count: the product of its factors, divided by its divisors. A subtracted term has a
 * negative first factor. Derivations keep counts in this form, so that what is printed multiplies out.
 */
export interface Term {
  readonly factors: readonly number[];
  readonly divisors?: readonly number[];
}

/** A count in symbols, and as the terms that sum to it. */
export interface TermSum {
  readonly symbols: string;
  readonly terms: readonly Term[];
}

export const termValue = ({ factors, divisors = [] }: Term): number =>
  factors.reduce((product, factor) => product * factor, 1) /
  divisors.reduce((product, divisor) => product * divisor, 1);

export const termsValue = (terms: readonly Term[]): number =>
  terms.reduce((sum, term) => sum + termValue(term), 0);

export const negated = ({ factors: [first = 1, ...rest], ...term }: Term): Term => ({
  ...term,
  factors: [-first, ...rest],
});

/** 1 + 2 + … + m. */
export const triangle = (m: number): Term => ({ factors: [m, m + 1], divisors: [2] });

/** Drops terms that are 0, but keeps one. */
export const nonZero = (terms: readonly Term[]): readonly Term[] => {
  const kept = terms.filter(({ factors }) => !factors.includes(0));
  return kept.length > 0 ? kept : [{ factors: [0] }];
};
