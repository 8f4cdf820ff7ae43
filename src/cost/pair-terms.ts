import { type Mask, pairs, type Span } from "./pairs.js";
import { negated, nonZero, type Term, type TermSum, triangle } from "./term.js";

/**
 * The closed form of `pairs(mask, span)` with its numbers, for whole tokens. In the symbols, n is the number of
 * tokens of a prefill without a cache; after c cached tokens the new ones are t.
 */
export function pairTerms(mask: Mask, span: Span): TermSum {
  const { past, tokens } = span;
  const end = past + tokens;
  const symbols = pairSymbols(mask, span);
  // One token after others: its keys are counted, not summed.
  if (tokens === 1 && past > 0) return { symbols, terms: [{ factors: [pairs(mask, span)] }] };
  switch (mask.kind) {
    case "full":
      return { symbols, terms: [{ factors: [tokens, end] }] };
    case "causal":
      return { symbols, terms: causalTerms(past, tokens) };
    case "window": {
      const growing = Math.min(Math.max(mask.window - past, 0), tokens);
      return {
        symbols,
        terms: nonZero([...causalTerms(past, growing), { factors: [tokens - growing, mask.window] }]),
      };
    }
    case "chunk":
      return { symbols, terms: chunkTerms(end, past, mask.chunk) };
    case "band":
      return {
        symbols,
        terms: nonZero([...bandTerms(end, mask.window), ...bandTerms(past, mask.window).map(negated)]),
      };
  }
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
export const causalTerms = (past: number, tokens: number): readonly Term[] =>
  nonZero([{ factors: [tokens, past] }, triangle(tokens)]);

/** Whole chunks of c(c + 1)/2 pairs, and the causal rest of the last one; less those of the cached tokens. */
export function chunkTerms(end: number, past: number, chunk: number): readonly Term[] {
  const whole = (m: number) => Math.floor(m / chunk);
  const rest = (m: number) => triangle(m - whole(m) * chunk);
  return nonZero([
    { factors: [whole(end) - whole(past), chunk, chunk + 1], divisors: [2] },
    rest(end),
    negated(rest(past)),
  ]);
}

/** m(2r + 1) − r(r + 1), where r is half the window, cut to the other tokens. */
function bandTerms(m: number, window: number): readonly Term[] {
  if (m === 0) return [];
  const reach = Math.min(Math.floor(window / 2), m - 1);
  return [{ factors: [m, 2 * reach + 1] }, negated({ factors: [reach, reach + 1] })];
}
