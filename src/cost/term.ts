import { type Formula, formulaValue, minus, plus } from "./formula.js";

/**
 * One term of an exact count: the product of its factors, divided by its divisors. A subtracted term has a
 * negative first factor. Derivations keep counts in this form, so that what is printed multiplies out.
 */
export interface Term {
  readonly factors: readonly Formula[];
  readonly divisors?: readonly Formula[];
}

/** The same in numbers alone. */
export interface PlainTerm {
  readonly factors: readonly number[];
  readonly divisors?: readonly number[];
}

/** A count in symbols, and as the terms that sum to it. */
export interface TermSum {
  readonly symbols: string;
  readonly terms: readonly Term[];
}

export const plainTerm = ({ factors, divisors }: Term): PlainTerm => ({
  factors: factors.map(formulaValue),
  ...(divisors ? { divisors: divisors.map(formulaValue) } : {}),
});

export const termValue = ({ factors, divisors = [] }: Term): number =>
  factors.reduce<number>((product, factor) => product * formulaValue(factor), 1) /
  divisors.reduce<number>((product, divisor) => product * formulaValue(divisor), 1);

export const termsValue = (terms: readonly Term[]): number =>
  terms.reduce((sum, term) => sum + termValue(term), 0);

export const negated = ({ factors: [first = 1, ...rest], ...term }: Term): Term => ({
  ...term,
  factors: [minus(first), ...rest],
});

/** 1 + 2 + … + m. */
export const triangle = (m: Formula): Term => ({ factors: [m, plus(m, 1)], divisors: [2] });

/** Drops terms that are 0, but keeps one. */
export const nonZero = (terms: readonly Term[]): readonly Term[] => {
  const kept = terms.filter(({ factors }) => !factors.some((factor) => formulaValue(factor) === 0));
  return kept.length > 0 ? kept : [{ factors: [0] }];
};

/** The sum of the terms: its value is `termsValue`. */
export function formulaOf(terms: readonly Term[]): Formula {
  const of = terms.map(termFormula);
  return of.length === 1 ? of[0]! : { kind: "sum", of };
}

/** A negative first factor is the sign of the term. */
function termFormula({ factors: [first = 1, ...rest], divisors = [] }: Term): Formula {
  const subtracted = formulaValue(first) < 0;
  const factors = [subtracted ? minus(first) : first, ...rest];
  const product: Formula = factors.length === 1 ? factors[0]! : { kind: "product", of: factors };
  const quotient = divisors.reduce<Formula>((of, by) => ({ kind: "quotient", of, by }), product);
  return subtracted ? { kind: "negative", of: quotient } : quotient;
}
