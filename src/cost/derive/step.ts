import { formatBytes, formatFlop, formatInteger } from "../../shared/units.js";
import { type Term, termsValue, termValue } from "../term.js";

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

export const derivationUnits = ["pairs", "FLOP", "bytes", "seconds", "experts", "tokens/s"] as const;
export type DerivationUnit = (typeof derivationUnits)[number];

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
  readonly terms?: readonly Term[];
}

/** Everything of a step but its arithmetic. */
export type StepName = Pick<DerivationStep, "part" | "group" | "title" | "symbols" | "unit">;

/** `layer`, or `layers` of more than one. */
export const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`);

export const counting = (count: number, word: string): string =>
  `${formatInteger(count)} ${plural(count, word)}`;

/** A number, with the word for what it counts where that is not plain. */
export type Factor = number | readonly [value: number, counts: string];

const numberOf = (factor: Factor): number => (typeof factor === "number" ? factor : factor[0]);

/** All digits of a whole number, and 12 of another. */
function exact(value: number): string {
  const [whole = "", fraction] = String(Number(value.toPrecision(12))).split(".");
  return Number.isInteger(value) || fraction === undefined
    ? formatInteger(value)
    : `${formatInteger(Number(whole))}.${fraction}`;
}

const factorText = (factor: Factor): string =>
  typeof factor === "number" ? exact(factor) : `${exact(factor[0])} ${factor[1]}`;

const productText = (factors: readonly Factor[], divisors: readonly number[] = []): string =>
  [factors.map(factorText).join(" × "), ...divisors.map(exact)].join(" / ");

/** A step that is one product. Factors of 1 that count something stay: `1 token`. */
export function product(
  name: StepName,
  factors: readonly Factor[],
  { divisors, numbers }: { readonly divisors?: readonly number[]; readonly numbers?: string } = {},
): DerivationStep {
  const plain = factors.map(numberOf);
  const value = termValue(divisors ? { factors: plain, divisors } : { factors: plain });
  return {
    ...name,
    numbers: numbers ?? productText(factors, divisors),
    result: formatted(value, name.unit),
    value,
    factors: plain,
    ...(divisors ? { divisors } : {}),
  };
}

/** A step that sums products. A sum of one product is a product. */
export function sum(name: StepName, terms: readonly Term[], numbers = termsText(terms)): DerivationStep {
  const [only, ...others] = terms;
  if (only && others.length === 0)
    return product(name, only.factors, { numbers, ...(only.divisors ? { divisors: only.divisors } : {}) });
  const value = termsValue(terms);
  return { ...name, numbers, result: formatted(value, name.unit), value, terms };
}

/** A sum of values that were derived above, printed as they were there. */
export const sumOf = (name: StepName, values: readonly number[]): DerivationStep =>
  sum(
    name,
    values.map((value) => ({ factors: [value] })),
    values.map((value) => formatted(value, name.unit)).join(" + "),
  );

const termsText = (terms: readonly Term[]): string =>
  terms
    .map(({ factors: [first = 1, ...rest], divisors }, index) => {
      const sign = index === 0 ? (first < 0 ? "−" : "") : first < 0 ? " − " : " + ";
      return `${sign}${productText([Math.abs(first), ...rest], divisors)}`;
    })
    .join("");

const secondUnits = [
  ["s", 1],
  ["ms", 1e-3],
  ["µs", 1e-6],
] as const;

/** Four digits, so that a sum of seconds adds up as it is printed. */
export function secondsText(seconds: number): string {
  if (seconds === 0) return "0 s";
  const [unit, size] = secondUnits.find(([, least]) => seconds >= least) ?? (["ns", 1e-9] as const);
  return `${exact(Number((seconds / size).toPrecision(4)))} ${unit}`;
}

export function formatted(value: number, unit: DerivationUnit): string {
  switch (unit) {
    case "FLOP":
      return formatFlop(value);
    case "bytes":
      return formatBytes(value, 2);
    case "seconds":
      return secondsText(value);
    default:
      return `${Number.isInteger(value) ? formatInteger(value) : formatInteger(value, 2)} ${value === 1 ? unit.replace(/(?<=[a-z])s$/, "") : unit}`;
  }
}
