import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Mask, pairs } from "./pairs.js";

/** The specification: whether one query sees one key. */
function sees(mask: Mask, query: number, key: number): boolean {
  switch (mask.kind) {
    case "full":
      return true;
    case "causal":
      return key <= query;
    case "window":
      return key <= query && query - key < mask.window;
    case "chunk":
      return key <= query && Math.floor(query / mask.chunk) === Math.floor(key / mask.chunk);
    case "band":
      return Math.abs(query - key) <= Math.floor(mask.window / 2);
  }
}

const size = fc.integer({ min: 1, max: 12 });
const masks = fc.oneof(
  fc.constant<Mask>({ kind: "full" }),
  fc.constant<Mask>({ kind: "causal" }),
  size.map((window): Mask => ({ kind: "window", window })),
  size.map((chunk): Mask => ({ kind: "chunk", chunk })),
);

describe("pairs", () => {
  it("counts the keys that the mask lets each new token see", () => {
    fc.assert(
      fc.property(masks, fc.nat(30), fc.integer({ min: 1, max: 30 }), (mask, past, tokens) => {
        let count = 0;
        for (let query = past; query < past + tokens; query++)
          for (let key = 0; key < past + tokens; key++) if (sees(mask, query, key)) count++;
        expect(pairs(mask, { past, tokens })).toBe(count);
      }),
    );
  });

  it("counts a band over a whole sequence", () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 40 }), (window, n) => {
        const mask: Mask = { kind: "band", window };
        let count = 0;
        for (let query = 0; query < n; query++)
          for (let key = 0; key < n; key++) if (sees(mask, query, key)) count++;
        expect(pairs(mask, { past: 0, tokens: n })).toBe(count);
      }),
    );
  });

  it("gives the same sum for one prefill as for its chunks", () => {
    fc.assert(
      fc.property(masks, fc.nat(1000), fc.nat(1000), fc.nat(1000), (mask, past, first, second) => {
        fc.pre(mask.kind !== "full");
        const together = pairs(mask, { past, tokens: first + second });
        const apart =
          pairs(mask, { past, tokens: first }) + pairs(mask, { past: past + first, tokens: second });
        expect(apart).toBe(together);
      }),
    );
  });
});
