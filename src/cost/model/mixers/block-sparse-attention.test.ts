import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockPairs } from "./block-sparse-attention.js";

describe("pairs of block-sparse attention", () => {
  it("equal a count one by one", () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 8 }),
        (past, tokens, blockSize, topBlocks) => {
          let count = 0;
          for (let i = past; i < past + tokens; i++) {
            const own = (i % blockSize) + 1;
            const before = Math.floor(i / blockSize);
            count += Math.min(before, topBlocks - 1) * blockSize + own;
          }
          expect(blockPairs({ past, tokens }, blockSize, topBlocks)).toBe(count);
        },
      ),
    );
  });
});
