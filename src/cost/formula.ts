import type { MathSymbol } from "./symbols.js";

export const derivationUnits = ["pairs", "FLOP", "bytes", "seconds", "experts", "tokens/s"] as const;
export type DerivationUnit = (typeof derivationUnits)[number];

/**
 * Arithmetic as data: every interface shows it, as text or typeset, in symbols or with its numbers. Its value is
 * `formulaValue`, so that what is shown is what was computed.
 */
export type Formula =
  | number
  | Quantity
  | { readonly kind: "sum"; readonly of: readonly Formula[] }
  | { readonly kind: "negative"; readonly of: Formula }
  | { readonly kind: "product"; readonly of: readonly Formula[] }
  | { readonly kind: "quotient"; readonly of: Formula; readonly by: Formula }
  /** In numbers it is its value: `n + 1` reads 128,001. */
  | { readonly kind: "folded"; readonly of: Formula };

/** A number with its letter, and with the word for what it counts where that is not plain. */
export interface Quantity {
  readonly kind: "quantity";
  readonly value: number;
  readonly symbol?: MathSymbol;
  readonly counts?: string;
  /** Of a value that a step derived: it is shown rounded, as it was there. */
  readonly unit?: DerivationUnit;
}

export const quantity = (value: number, symbol: MathSymbol, counts?: string): Quantity => ({
  kind: "quantity",
  value,
  symbol,
  ...(counts === undefined ? {} : { counts }),
});

/** A value that a step derived. */
export const derived = (value: number, symbol: MathSymbol, unit: DerivationUnit): Quantity => ({
  kind: "quantity",
  value,
  symbol,
  unit,
});

/** The sum, shown as one number. Plain numbers are added. */
export function plus(...of: readonly Formula[]): Formula {
  const open = of.flatMap((part) =>
    typeof part === "object" && part.kind === "folded"
      ? typeof part.of === "object" && part.of.kind === "sum"
        ? part.of.of
        : [part.of]
      : [part],
  );
  return open.every((part) => typeof part === "number")
    ? open.reduce((sum, part) => sum + part, 0)
    : { kind: "folded", of: { kind: "sum", of: open } };
}

export function minus(of: Formula): Formula {
  if (typeof of === "number") return -of;
  if (of.kind === "negative") return of.of;
  // The negative of a sum has each part negated, so that a sum that takes it needs no brackets.
  if (of.kind === "folded" && typeof of.of === "object" && of.of.kind === "sum")
    return { kind: "folded", of: { kind: "sum", of: of.of.of.map(minus) } };
  return { kind: "negative", of };
}

export function formulaValue(formula: Formula): number {
  if (typeof formula === "number") return formula;
  switch (formula.kind) {
    case "quantity":
      return formula.value;
    case "sum":
      return formula.of.reduce<number>((sum, part) => sum + formulaValue(part), 0);
    case "negative":
      return -formulaValue(formula.of);
    case "product":
      return formula.of.reduce<number>((product, part) => product * formulaValue(part), 1);
    case "quotient":
      return formulaValue(formula.of) / formulaValue(formula.by);
    case "folded":
      return formulaValue(formula.of);
  }
}
