import fc from "fast-check";
import { expect, it } from "vitest";
import { ClosingMap, type MapLine } from "./map.js";

/** A heading of 10 tokens, and for each line one token per character of its path. */
const tokensOf = (lines: readonly MapLine[]): number =>
  lines.length === 0 ? 0 : 10 + lines.reduce((sum, { path }) => sum + path.length, 0);

const files = fc
  .uniqueArray(fc.string({ minLength: 5, maxLength: 30 }), { maxLength: 60 })
  .map((paths) => paths.map((path): MapLine => ({ path, why: "" })));

it("names the best files without a line in the pack, as many as fit into 6 % and into the room", () => {
  fc.assert(
    fc.property(files, fc.nat(20_000), fc.nat(2000), fc.func(fc.boolean()), (all, budget, room, isPacked) => {
      const packed = new Set(all.filter((_, index) => isPacked(index)).map(({ path }) => path));
      const left = all.filter(({ path }) => !packed.has(path));
      const lines = new ClosingMap(all, budget, tokensOf).linesFor(packed, room);
      expect(lines).toEqual(left.slice(0, lines.length));
      const most = Math.min(Math.floor(0.06 * budget), room);
      expect(tokensOf(lines)).toBeLessThanOrEqual(most);
      const least = Math.min(3, left.length);
      if (lines.length === 0) expect(least === 0 || tokensOf(left.slice(0, least)) > most).toBe(true);
      else expect(lines.length).toBeGreaterThanOrEqual(least);
      if (lines.length > 0 && lines.length < left.length)
        expect(tokensOf(left.slice(0, lines.length + 1))).toBeGreaterThan(most);
    }),
  );
});

it("reserves what all lines take, at most its share, and nothing where three lines do not fit", () => {
  const all = ["a", "b", "c", "d"].map((name): MapLine => ({ path: name.repeat(20), why: "" }));
  expect(new ClosingMap(all, 100_000, tokensOf).reserved).toBe(90);
  expect(new ClosingMap(all, 1200, tokensOf).reserved).toBe(72);
  expect(new ClosingMap(all, 1100, tokensOf).reserved).toBe(0);
  expect(new ClosingMap([], 100_000, tokensOf).reserved).toBe(0);
});
