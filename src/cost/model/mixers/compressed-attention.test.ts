import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compressedPairs } from "./compressed-attention.js";

describe("pairs with compressed keys", () => {
  it("equal a count one by one", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 16 }),
        fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
        (past, tokens, ratio, topK) => {
          let count = 0;
          for (let i = past + 1; i <= past + tokens; i++)
            count += Math.min(Math.floor(i / ratio), topK ?? Number.POSITIVE_INFINITY);
          expect(compressedPairs({ past, tokens }, ratio, topK)).toBe(count);
        },
      ),
    );
  });
});
