import fc from "fast-check";
import { expect, test } from "vitest";
import type { PackItem } from "../pack/pack.js";
import type { Worth } from "../pack/worth.js";
import { leaveOut, likelihoods } from "./leave-out.js";

const chunk = fc.record({
  relevance: fc.double({ min: 0, max: 0.05, noNaN: true }),
  tokens: fc.integer({ min: 1, max: 3000 }),
  packed: fc.boolean(),
  held: fc.boolean(),
});

/** Chunks of one file, ten lines each, one after another. */
test("leaves out only new, unlikely pieces of low worth per token, worth in total no more than what is held", () => {
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 40 }), (chunks) => {
      const worths = chunks.map(
        ({ relevance, tokens }, index): Worth => ({
          path: "a",
          ranges: [[index * 10 + 1, index * 10 + 10]],
          relevance,
          tokens,
        }),
      );
      const items = chunks.map(
        ({ tokens }, index): PackItem => ({
          path: "a",
          startLine: index * 10 + 1,
          endLine: index * 10 + 10,
          level: "full",
          tokens,
          text: "",
          why: "",
        }),
      );
      const packed = items.filter((_, index) => chunks[index]!.packed);
      const news = new Set(packed.filter((item) => !chunks[items.indexOf(item)]!.held));
      const leftOut = leaveOut(packed, news, worths, (_, line) => chunks[Math.floor((line - 1) / 10)]!.held);
      const likely = likelihoods(worths);
      const sum = (indexes: readonly number[]): number =>
        indexes.reduce((total, index) => total + likely.get(worths[index]!)!, 0);
      const left = [...leftOut].map((item) => items.indexOf(item));
      for (const index of left) {
        expect(news.has(items[index]!)).toBe(true);
        expect(sum([index])).toBeLessThan(0.02);
        expect(sum([index]) / (chunks[index]!.tokens + 30)).toBeLessThan(5e-5);
      }
      const besides = chunks.flatMap(({ packed, held }, index) => (held && !packed ? [index] : []));
      expect(sum(left)).toBeLessThanOrEqual(20 * sum(besides) + 1e-9);
      const inPack = chunks.flatMap(({ packed }, index) => (packed ? [index] : []));
      expect(sum(left)).toBeLessThanOrEqual(0.25 * sum(inPack) + 1e-9);
      if (besides.length === 0) expect(left).toEqual([]);
    }),
  );
});

test("likelihoods add up to 1 and keep the order within a file", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), chunk), { minLength: 1 }), (list) => {
      const worths = list.map(
        ([path, { relevance, tokens }]): Worth => ({ path, ranges: [], relevance, tokens }),
      );
      const likely = likelihoods(worths);
      const total = worths.reduce((sum, worth) => sum + likely.get(worth)!, 0);
      expect(total).toBeCloseTo(worths.some(({ relevance }) => relevance > 0) ? 1 : 0, 6);
      for (const a of worths)
        for (const b of worths)
          if (a.path === b.path && a.relevance > b.relevance)
            expect(likely.get(a)!).toBeGreaterThanOrEqual(likely.get(b)!);
    }),
  );
});
