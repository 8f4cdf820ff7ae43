import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockPairs, blockTerms } from "./model/mixers/block-sparse-attention.js";
import { compressedPairs, compressedTerms } from "./model/mixers/compressed-attention.js";
import { pairTerms } from "./pair-terms.js";
import { type Mask, pairs, type Span } from "./pairs.js";
import { plainTerm, termsValue } from "./term.js";

const anySpan: fc.Arbitrary<Span> = fc.record({
  past: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3000 })),
  tokens: fc.integer({ min: 1, max: 3000 }),
});
const size = fc.integer({ min: 1, max: 400 });
const anyMask: fc.Arbitrary<Mask> = fc.oneof(
  fc.constantFrom<Mask>({ kind: "full" }, { kind: "causal" }),
  size.map((window): Mask => ({ kind: "window", window })),
  size.map((chunk): Mask => ({ kind: "chunk", chunk })),
  size.map((window): Mask => ({ kind: "band", window })),
);

describe("the closed form of a count of pairs", () => {
  it("is the count, for every mask", () => {
    fc.assert(
      fc.property(anyMask, anySpan, (mask, span) => {
        expect(termsValue(pairTerms(mask, span).terms)).toBe(pairs(mask, span));
      }),
      { numRuns: 1000 },
    );
  });

  it("is the count, for compressed keys and for chosen blocks", () => {
    fc.assert(
      fc.property(
        anySpan,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        (span, ratio, top) => {
          expect(termsValue(compressedTerms(span, ratio).terms)).toBe(compressedPairs(span, ratio));
          expect(termsValue(compressedTerms(span, ratio, top).terms)).toBe(compressedPairs(span, ratio, top));
          expect(termsValue(blockTerms(span, ratio, top).terms)).toBe(blockPairs(span, ratio, top));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("names what is counted", () => {
    expect(pairTerms({ kind: "causal" }, { past: 0, tokens: 9 }).symbols).toBe("n(n + 1)/2");
    expect(pairTerms({ kind: "causal" }, { past: 5, tokens: 9 }).symbols).toBe("t·c + t(t + 1)/2");
    const step = pairTerms({ kind: "causal" }, { past: 5, tokens: 1 });
    expect(step.symbols).toBe("c + 1");
    expect(step.terms.map(plainTerm)).toEqual([{ factors: [6] }]);
    const window = pairTerms({ kind: "window", window: 4 }, { past: 0, tokens: 9 });
    expect(window.terms.map(plainTerm)).toEqual([{ factors: [4, 5], divisors: [2] }, { factors: [5, 4] }]);
  });
});
