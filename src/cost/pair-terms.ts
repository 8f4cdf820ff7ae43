import { type Formula, formulaValue, minus, plus, quantity } from "./formula.js";
import { type Mask, pairs, type Span } from "./pairs.js";
import { type MathSymbol, symbols as math } from "./symbols.js";
import { negated, nonZero, type Term, type TermSum, triangle } from "./term.js";

/**
 * The closed form of `pairs(mask, span)` with its numbers, for whole tokens. In the symbols, n is the number of
 * tokens of a prefill without a cache; after c cached tokens the new ones are t.
 */
export function pairTerms(mask: Mask, span: Span): TermSum {
  const { past, tokens } = span;
  const symbols = pairSymbols(mask, span);
  // One token after others: its keys are counted, not summed.
  if (tokens === 1 && past > 0) return { symbols, terms: [{ factors: [stepPairs(mask, span)] }] };
  const { cached, fresh, end } = lengthsOf(span);
  switch (mask.kind) {
    case "full":
      return { symbols, terms: [{ factors: [fresh, end] }] };
    case "causal":
      return { symbols, terms: causalTerms(cached, fresh) };
    case "window": {
      const window = quantity(mask.window, math.window);
      const growing = firstOf(fresh, past > 0 ? difference(window, cached) : window);
      return {
        symbols,
        terms: nonZero([...causalTerms(cached, growing), { factors: [difference(fresh, growing), window] }]),
      };
    }
    case "chunk":
      return { symbols, terms: chunkTerms(past + tokens, past, mask.chunk) };
    case "band":
      return {
        symbols,
        terms: nonZero([
          ...bandTerms(end, mask.window, math.reach),
          ...bandTerms(cached, mask.window, math.cachedReach).map(negated),
        ]),
      };
  }
}

/** The lengths of a span: n tokens, or t new ones after c cached ones. */
export function lengthsOf({ past, tokens }: Span): {
  readonly cached: Formula;
  readonly fresh: Formula;
  readonly end: Formula;
} {
  if (past === 0) {
    const n = quantity(tokens, math.context);
    return { cached: 0, fresh: n, end: n };
  }
  const cached = quantity(past, math.past);
  const fresh = quantity(tokens, math.tokens);
  return { cached, fresh, end: plus(cached, fresh) };
}

/** The smaller of two lengths, at least 0. */
const firstOf = (a: Formula, b: Formula): Formula => {
  const smaller = formulaValue(a) <= formulaValue(b) ? a : b;
  return formulaValue(smaller) <= 0 ? 0 : smaller;
};

/** a − b, as one number. */
const difference = (a: Formula, b: Formula): Formula => (b === 0 ? a : a === b ? 0 : plus(a, minus(b)));

/** The keys of one token after c others. */
function stepPairs(mask: Mask, span: Span): Formula {
  const keys = pairs(mask, span);
  if (keys === span.past + 1) return plus(quantity(span.past, math.past), 1);
  return mask.kind === "window" ? quantity(keys, math.window) : quantity(keys, math.pairs);
}

/** How many pairs a mask leaves, in symbols. */
function pairSymbols(mask: Mask, { past, tokens }: Span): string {
  const step = tokens === 1 && past > 0;
  switch (mask.kind) {
    case "full":
      return past > 0 ? "t(c + t)" : "n²";
    case "causal":
      return step ? "c + 1" : past > 0 ? "t·c + t(t + 1)/2" : "n(n + 1)/2";
    case "window":
      return step ? `min(c + 1, ${mask.window})` : `Σ min(position, ${mask.window})`;
    case "chunk":
      return step
        ? `position within its chunk of ${mask.chunk}`
        : `Σ position within its chunk of ${mask.chunk}`;
    case "band":
      return `Σ tokens at most ${Math.floor(mask.window / 2)} away`;
  }
}

/** t·c + t(t + 1)/2. */
export const causalTerms = (past: Formula, tokens: Formula): readonly Term[] =>
  nonZero([{ factors: [tokens, past] }, triangle(tokens)]);

/** Whole chunks of g(g + 1)/2 pairs, and the causal rest of the last one; less those of the cached tokens. */
export function chunkTerms(end: number, past: number, chunk: number): readonly Term[] {
  const whole = (m: number) => Math.floor(m / chunk);
  const rest = (m: number, symbol: MathSymbol) => triangle(quantity(m - whole(m) * chunk, symbol));
  const size = quantity(chunk, math.chunk);
  return nonZero([
    {
      factors: [quantity(whole(end) - whole(past), math.wholeChunks), size, plus(size, 1)],
      divisors: [2],
    },
    rest(end, math.chunkRest),
    negated(rest(past, math.cachedRest)),
  ]);
}

/** m(2r + 1) − r(r + 1), where r is half the window, cut to the other tokens. */
function bandTerms(m: Formula, window: number, symbol: MathSymbol): readonly Term[] {
  const tokens = formulaValue(m);
  if (tokens === 0) return [];
  const reach = quantity(Math.min(Math.floor(window / 2), tokens - 1), symbol);
  return [
    { factors: [m, plus({ kind: "product", of: [2, reach] }, 1)] },
    negated({ factors: [reach, plus(reach, 1)] }),
  ];
}
