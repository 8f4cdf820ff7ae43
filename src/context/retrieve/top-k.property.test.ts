import fc from "fast-check";
import { expect, it } from "vitest";
import { topK } from "./top-k.js";

it("returns the same as sorting all values, equal values in index order", () => {
  // Few distinct values, so that many are equal.
  const value = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.float({ min: -10, max: 10, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), fc.nat(20), (list, k) => {
      const values = Float32Array.from(list);
      const above = [...values.keys()].filter((index) => values[index]! > 0);
      above.sort((a, b) => values[b]! - values[a]! || a - b);
      expect(topK(values, k, 0)).toEqual(above.slice(0, k));
    }),
  );
});
