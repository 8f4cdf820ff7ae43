import { exact, formatted, signed } from "../../../../../../cost/derive/value-text.js";
import { type Formula, formulaValue } from "../../../../../../cost/formula.js";
import type { MathSymbol } from "../../../../../../cost/symbols.js";
import { type Letters, nameOf } from "./letters.js";

/** What is typeset: a formula in letters, or the same with its numbers. */
export type Node =
  /** A constant of the formula. */
  | { readonly kind: "constant"; readonly text: string }
  /** `ids` are places in `Letters`: behind a Σ, one for each of its terms. */
  | { readonly kind: "letter"; readonly symbol: MathSymbol; readonly ids: readonly number[] }
  /** A number of the model, with the letters that it stands for. */
  | {
      readonly kind: "figure";
      readonly text: string;
      readonly counts?: string | undefined;
      readonly ids: readonly number[];
    }
  | { readonly kind: "sum"; readonly of: readonly Signed[] }
  /** Σ of so many terms that are alike but for their numbers. */
  | { readonly kind: "total"; readonly of: Node; readonly count: number }
  | { readonly kind: "negative"; readonly of: Node }
  | { readonly kind: "product"; readonly of: readonly Node[] }
  | { readonly kind: "quotient"; readonly of: Node; readonly by: Node }
  | { readonly kind: "power"; readonly of: Node; readonly exponent: number };

interface Signed {
  readonly subtracted: boolean;
  readonly node: Node;
}

/** The formula in letters. Terms of a sum that differ only in their numbers are one term behind a Σ. */
export function inLetters(formula: Formula, letters: Letters): Node {
  return typeset(formula, {
    quantity: ({ value, symbol }) =>
      symbol === undefined
        ? { kind: "constant", text: exact(value) }
        : { kind: "letter", symbol, ids: [letters.idOf(symbol, value)] },
    folded: (of, into) => into(of),
    sum: (parts) => {
      const joined = oneMeaning(alikeJoined(parts));
      return joined.length === 1 && !joined[0]!.subtracted ? joined[0]!.node : { kind: "sum", of: joined };
    },
  });
}

/** The formula with its numbers. */
export function inNumbers(formula: Formula, letters: Letters): Node {
  return typeset(formula, {
    quantity: ({ value, symbol, unit, counts }) => ({
      kind: "figure",
      text: unit === undefined ? exact(value) : formatted(value, unit),
      counts,
      ids: symbol === undefined ? [] : [letters.idOf(symbol, value)],
    }),
    folded: (of) => ({ kind: "figure", text: exact(formulaValue(of)), ids: idsIn(of, letters) }),
    sum: (of) => ({ kind: "sum", of }),
  });
}

interface Style {
  quantity(quantity: Extract<Formula, { readonly kind: "quantity" }>): Node;
  folded(of: Formula, into: (of: Formula) => Node): Node;
  sum(parts: readonly Signed[]): Node;
}

function typeset(formula: Formula, style: Style): Node {
  const into = (of: Formula): Node => typeset(of, style);
  if (typeof formula === "number") return { kind: "constant", text: exact(formula) };
  switch (formula.kind) {
    case "quantity":
      return style.quantity(formula);
    case "folded":
      return style.folded(formula.of, into);
    case "negative":
      return { kind: "negative", of: into(formula.of) };
    case "product":
      return productOf(formula.of.map(into));
    case "quotient":
      return quotientOf(into(formula.of), into(formula.by));
    case "sum":
      return style.sum(
        formula.of.map((part) => {
          const { subtracted, size } = signed(part);
          return { subtracted, node: into(size) };
        }),
      );
  }
}

/** Equal factors beside each other are a power: n · n is n². */
function productOf(factors: readonly Node[]): Node {
  const of: Node[] = [];
  for (const factor of factors) {
    const last = of.at(-1);
    const base = last?.kind === "power" ? last.of : last;
    if (base && same(base, factor))
      of[of.length - 1] = {
        kind: "power",
        of: base,
        exponent: last?.kind === "power" ? last.exponent + 1 : 2,
      };
    else of.push(factor);
  }
  return of.length === 1 ? of[0]! : { kind: "product", of };
}

/** Of a long product its last two factors stand over the divisor, so that a line can be broken before them. */
function quotientOf(of: Node, by: Node): Node {
  if (of.kind !== "product" || of.of.length < 3) return { kind: "quotient", of, by };
  return productOf([
    ...of.of.slice(0, -2),
    { kind: "quotient", of: { kind: "product", of: of.of.slice(-2) }, by },
  ]);
}

/** The same number of the model. Two constants that happen to be equal are not. */
function same(a: Node, b: Node): boolean {
  if (a.kind === "letter" && b.kind === "letter") return a.ids.join() === b.ids.join();
  if (a.kind === "figure" && b.kind === "figure")
    return a.ids.length > 0 && a.ids.join() === b.ids.join() && a.text === b.text;
  return a.kind === "product" && b.kind === "product" && formOf(a) === formOf(b);
}

/** The places of the letters of a formula. */
export function idsIn(formula: Formula, letters: Letters): readonly number[] {
  if (typeof formula === "number") return [];
  switch (formula.kind) {
    case "quantity":
      return formula.symbol === undefined ? [] : [letters.idOf(formula.symbol, formula.value)];
    case "sum":
    case "product":
      return [...new Set(formula.of.flatMap((part) => idsIn(part, letters)))];
    case "quotient":
      return [...new Set([...idsIn(formula.of, letters), ...idsIn(formula.by, letters)])];
    default:
      return idsIn(formula.of, letters);
  }
}

/** Neighbours of a sum that have the same letters, as one. */
function alikeJoined(parts: readonly Signed[]): readonly Signed[] {
  const groups: Signed[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const alike =
      last !== undefined &&
      part.node.kind !== "letter" &&
      last[0]!.subtracted === part.subtracted &&
      formOf(last[0]!.node) === formOf(part.node);
    if (alike) last.push(part);
    else groups.push([part]);
  }
  return groups.map(([first, ...others]) =>
    others.length === 0
      ? first!
      : {
          subtracted: first!.subtracted,
          node: {
            kind: "total",
            count: others.length + 1,
            of: others.reduce((merged, { node }) => mergedIds(merged, node), first!.node),
          },
        },
  );
}

/** A letter with another number in each of several terms is one behind a Σ, also of a single term. */
function oneMeaning(parts: readonly Signed[]): readonly Signed[] {
  const ids = new Map<string, Set<number>>();
  for (const { node } of parts)
    for (const [name, id] of lettersOf(node)) ids.set(name, (ids.get(name) ?? new Set()).add(id));
  return parts.map((part) =>
    lettersOf(part.node).some(([name]) => ids.get(name)!.size > 1)
      ? { ...part, node: { kind: "total", of: part.node, count: 1 } }
      : part,
  );
}

/** The letters of a node with the places of their numbers, those behind a Σ left out. */
export function lettersOf(node: Node): readonly (readonly [name: string, id: number])[] {
  switch (node.kind) {
    case "letter":
      return [[nameOf(node.symbol), node.ids[0]!]];
    case "sum":
      return node.of.flatMap((part) => lettersOf(part.node));
    case "product":
      return node.of.flatMap(lettersOf);
    case "quotient":
      return [...lettersOf(node.of), ...lettersOf(node.by)];
    case "power":
    case "negative":
      return lettersOf(node.of);
    default:
      return [];
  }
}

/** The same for terms that are written with the same letters. */
export function formOf(node: Node): string {
  switch (node.kind) {
    case "constant":
      return node.text;
    case "letter":
      // The number format of a β is one of its numbers.
      return nameOf(node.symbol);
    case "figure":
      return node.text;
    case "sum":
      return `(${node.of.map((part) => `${part.subtracted ? "-" : "+"}${formOf(part.node)}`).join("")})`;
    case "total":
      return `Σ${formOf(node.of)}`;
    case "negative":
      return `-${formOf(node.of)}`;
    case "product":
      return `[${node.of.map(formOf).join("·")}]`;
    case "quotient":
      return `{${formOf(node.of)}/${formOf(node.by)}}`;
    case "power":
      return `${formOf(node.of)}^${node.exponent}`;
  }
}

/** A node with the letters' numbers of another of the same form beside its own. */
function mergedIds(a: Node, b: Node): Node {
  if (a.kind === "letter" && b.kind === "letter") return { ...a, ids: [...a.ids, ...b.ids] };
  if (a.kind === "product" && b.kind === "product")
    return { ...a, of: a.of.map((one, index) => mergedIds(one, b.of[index]!)) };
  if (a.kind === "sum" && b.kind === "sum")
    return {
      ...a,
      of: a.of.map((one, index) => ({ ...one, node: mergedIds(one.node, b.of[index]!.node) })),
    };
  if (a.kind === "quotient" && b.kind === "quotient")
    return { ...a, of: mergedIds(a.of, b.of), by: mergedIds(a.by, b.by) };
  if ((a.kind === "power" && b.kind === "power") || (a.kind === "negative" && b.kind === "negative"))
    return { ...a, of: mergedIds(a.of, b.of) };
  return a;
}

/** A part of a line that is not broken. */
export interface Piece {
  /** What stands before it. */
  readonly sign?: "+" | "−" | "×" | "·" | undefined;
  readonly node: Node;
  /** A bracket that it opens or closes, where what stands in brackets is broken too. */
  readonly bracket?: "open" | "close" | undefined;
}

/** A sum in brackets is broken when it is written with words or with more than so many characters. */
const LONGEST_BRACKETS = 24;

/** Where a line may be broken: between the terms of a sum, and, of numbers, between factors. */
export function piecesOf(node: Node, between: "×" | "·"): readonly Piece[] {
  switch (node.kind) {
    case "sum":
      return node.of.flatMap(({ subtracted, node: part }, index) => {
        const sign = subtracted ? "−" : index === 0 ? undefined : "+";
        return piecesOf(part, between).map((piece, at) => (at === 0 ? { ...piece, sign } : piece));
      });
    case "product":
      if (between === "·" && !node.of.some(isLong)) return [{ node }];
      return node.of.flatMap((factor, index): readonly Piece[] => {
        const sign = index === 0 ? undefined : between;
        if (!isLong(factor)) return [{ sign, node: factor }];
        const inside = piecesOf(factor, between);
        return inside.map((piece, at) => ({
          ...piece,
          ...(at === 0 ? { sign, bracket: "open" } : {}),
          ...(at === inside.length - 1 ? { bracket: "close" } : {}),
        }));
      });
    default:
      return [{ node }];
  }
}

const isLong = (node: Node): boolean => node.kind === "sum" && formOf(node).length > LONGEST_BRACKETS;
