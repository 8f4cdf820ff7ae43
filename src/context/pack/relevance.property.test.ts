import fc from "fast-check";
import { expect, it } from "vitest";
import type { OutlineChunk } from "../indexing/outline.js";
import type { FileScore } from "./candidates.js";
import { defaultRelevance, needsOf } from "./relevance.js";

const chunk = (ownTokens: number, parent: number, line: number): OutlineChunk => ({
  kind: "function",
  name: `f${line}`,
  owner: "",
  parent,
  startLine: line,
  endLine: line,
  headEndLine: line,
  signature: "",
  ownTokens,
  bases: [],
});

const scoredChunk = fc.record({
  tokens: fc.integer({ min: 0, max: 4000 }),
  score: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 50, noNaN: true })),
});
const scoredFiles = fc
  .array(
    fc.record({
      score: fc.double({ min: -2, max: 6, noNaN: true }),
      chunks: fc.array(scoredChunk, { minLength: 1, maxLength: 12 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((files) =>
    files
      .sort((a, b) => b.score - a.score)
      .map(
        ({ score, chunks }, file): FileScore => ({
          file,
          score,
          chunks: chunks.map(({ tokens }, index) => chunk(tokens, index === 0 ? -1 : 0, index + 1)),
          chunkScores: chunks.map((one) => one.score),
        }),
      ),
  );

it("gives probabilities: each file at most 1, the chunks of a file 1 together, none to an empty one", () => {
  fc.assert(
    fc.property(scoredFiles, (files) => {
      const needs = needsOf(files, defaultRelevance);
      for (const [index, { needed, chunks }] of needs.entries()) {
        expect(needed).toBeGreaterThan(0);
        expect(needed).toBeLessThanOrEqual(1);
        const sum = chunks.reduce((a, b) => a + b, 0);
        const hasTokens = files[index]!.chunks.some(({ ownTokens }) => ownTokens > 0);
        expect(sum).toBeCloseTo(hasTokens ? 1 : 0, 9);
        files[index]!.chunks.forEach(({ ownTokens }, at) => {
          if (ownTokens === 0) expect(chunks[at]).toBe(0);
        });
      }
    }),
  );
});

it("never finds a file less likely than one with a lower score", () => {
  fc.assert(
    fc.property(scoredFiles, (files) => {
      const needs = needsOf(files, defaultRelevance);
      for (let at = 1; at < needs.length; at++)
        expect(needs[at]!.needed).toBeLessThanOrEqual(needs[at - 1]!.needed + 1e-12);
    }),
  );
});

it("of two chunks of one size in one file, the one with the better score is more likely", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      (tokens, a, b) => {
        fc.pre(a !== b);
        const chunks = [chunk(tokens, -1, 1), chunk(tokens, -1, 2)];
        const [need] = needsOf([{ file: 0, score: 1, chunks, chunkScores: [a, b] }], defaultRelevance);
        expect(need!.chunks[0]! > need!.chunks[1]!).toBe(a > b);
      },
    ),
  );
});
