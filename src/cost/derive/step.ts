import { formatInteger } from "../../shared/units.js";
import { type DerivationUnit, derivationUnits, derived, type Formula } from "../formula.js";
import { derivedSymbol, type MathSymbol } from "../symbols.js";
import { formulaOf, type PlainTerm, plainTerm, type Term, termsValue } from "../term.js";
import { formatted, numbersText } from "./value-text.js";

export { type DerivationUnit, derivationUnits };

/**
 * What a step belongs to. The `attention` steps of one sequence sum to its attention FLOP, the `linear` steps to
 * the linear part; `total` has those sums for the batch. `pairs` are (query, key) pairs of one head.
 */
export const derivationParts = [
  "pairs",
  "attention",
  "elementwise",
  "linear",
  "total",
  "memory",
  "prefill",
  "decode",
  "serving",
] as const;
export type DerivationPart = (typeof derivationParts)[number];

/** One step of a derivation, in symbols and with this model's numbers. Every interface renders the same steps. */
export interface DerivationStep {
  readonly part: DerivationPart;
  /** Heading that the step stands under. */
  readonly group: string;
  readonly title: string;
  readonly symbols: string;
  /** The arithmetic, as text. */
  readonly numbers: string;
  /** The value, formatted. */
  readonly result: string;
  readonly value: number;
  readonly unit: DerivationUnit;
  /** Of a product: `value` is the product of the factors divided by that of the divisors. */
  readonly factors?: readonly number[];
  readonly divisors?: readonly number[];
  /** Of a sum: `value` is the sum of these products. */
  readonly terms?: readonly PlainTerm[];
}

/** A step with its arithmetic as a formula, of which `numbers` is the text: for an interface that typesets it. */
export interface FormulaStep extends DerivationStep {
  readonly formula: Formula;
  /** The letter of the value. */
  readonly symbol?: MathSymbol;
  /** What sums call the group of the step. Default: the group. */
  readonly called?: string;
}

/** Everything of a step but its arithmetic. */
export type StepName = Pick<
  FormulaStep,
  "part" | "group" | "title" | "symbols" | "unit" | "symbol" | "called"
>;

/** `layer`, or `layers` of more than one. */
export const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

export const counting = (count: number, word: string): string =>
  `${formatInteger(count)} ${plural(count, word)}`;

/** A step that is one product. Factors of 1 that count something stay: `1 token`. */
export const product = (
  name: StepName,
  factors: readonly Formula[],
  divisors?: readonly Formula[],
): FormulaStep => sum(name, [divisors ? { factors, divisors } : { factors }]);

/**
 * A step that sums products. A sum of one product is a product.
 * @param formula how the sum is shown, where that is not term by term. Its value is that of the terms.
 */
export function sum(name: StepName, terms: readonly Term[], formula = formulaOf(terms)): FormulaStep {
  const value = termsValue(terms);
  const plain = terms.map(plainTerm);
  return {
    ...name,
    numbers: numbersText(formula),
    result: formatted(value, name.unit),
    value,
    ...(plain.length === 1 ? plain[0]! : { terms: plain }),
    formula,
  };
}

/** A value that a step derived, and what a sum calls it. */
export type Part = readonly [words: string, value: number];

/** A sum of values that were derived above, printed as they were there. */
export const sumOf = (name: StepName, parts: readonly Part[]): FormulaStep =>
  sum(
    name,
    parts.map(([words, value]) => ({ factors: [derived(value, derivedSymbol(words), name.unit)] })),
  );
