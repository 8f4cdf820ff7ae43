import { formatBytes, formatFlop, formatInteger } from "../../shared/units.js";
import { type DerivationUnit, type Formula, formulaValue } from "../formula.js";

/** All digits of a whole number, and 12 of another. */
export function exact(value: number): string {
  const [whole = "", fraction] = String(Number(value.toPrecision(12))).split(".");
  return Number.isInteger(value) || fraction === undefined
    ? formatInteger(value)
    : `${formatInteger(Number(whole))}.${fraction}`;
}

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

/** The arithmetic of a formula, in numbers: `128,000 × 128,001 / 2`. */
export function numbersText(formula: Formula): string {
  if (typeof formula === "number") return exact(formula);
  switch (formula.kind) {
    case "quantity": {
      const { value, unit, counts } = formula;
      if (unit !== undefined) return formatted(value, unit);
      return counts === undefined ? exact(value) : `${exact(value)} ${counts}`;
    }
    case "folded":
      return exact(formulaValue(formula));
    case "negative":
      return `−${bracketed(formula.of, ["sum"])}`;
    case "product":
      return formula.of.map((factor) => bracketed(factor, ["sum"])).join(" × ");
    case "quotient":
      return `${bracketed(formula.of, ["sum"])} / ${bracketed(formula.by, ["sum", "product", "quotient"])}`;
    case "sum":
      return formula.of
        .map((part, index) => {
          const { subtracted, size } = signed(part);
          const sign = index === 0 ? (subtracted ? "−" : "") : subtracted ? " − " : " + ";
          return `${sign}${bracketed(size, ["sum"])}`;
        })
        .join("");
  }
}

/** A part of a sum: whether it is subtracted, and what is. */
export function signed(part: Formula): { readonly subtracted: boolean; readonly size: Formula } {
  if (typeof part === "number") return { subtracted: part < 0, size: Math.abs(part) };
  return part.kind === "negative" ? { subtracted: true, size: part.of } : { subtracted: false, size: part };
}

function bracketed(formula: Formula, kinds: readonly string[]): string {
  const text = numbersText(formula);
  return typeof formula === "object" && kinds.includes(formula.kind) ? `(${text})` : text;
}
