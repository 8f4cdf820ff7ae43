import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeList, encodeWords, wordsIn } from "../indexing/vocabulary.js";
import { nearWords } from "./near-words.js";

const word = fc.string({ unit: fc.constantFrom(..."abcdeй"), minLength: 1, maxLength: 9 });
const words = fc.array(word, { maxLength: 40 });

/** The optimal string alignment distance by its definition. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const row = table[i]!;
      const above = table[i - 1]!;
      row[j] = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, table[i - 2]![j - 2]! + 1);
    }
  return table[a.length]![b.length]!;
}

it("keeps the words of a list", () => {
  fc.assert(
    fc.property(words, (some) => {
      expect(wordsIn(encodeWords(new Set(some)))).toEqual([...new Set(some)].sort());
    }),
  );
});

it("finds exactly the words within so many typing errors", () => {
  fc.assert(
    fc.property(words, word, fc.integer({ min: 0, max: 3 }), (some, asked, most) => {
      const list = decodeList(encodeWords(new Set(some)));
      const expected = new Map(
        [...new Set(some)]
          .map((each) => [each, distance(each, asked)] as const)
          .filter(([, errors]) => errors <= most)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
      expect(nearWords(list, asked, most)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it("counts two exchanged letters as one error", () => {
  expect(nearWords(decodeList(encodeWords(["cache"])), "cahce", 1)).toEqual(new Map([["cache", 1]]));
});
