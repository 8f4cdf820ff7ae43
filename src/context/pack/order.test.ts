import { describe, expect, it } from "vitest";
import { bestFirstAndLast } from "./order.js";

describe("order of a pack", () => {
  it("puts the best file first and the second best last", () => {
    expect(bestFirstAndLast([1, 2, 3, 4])).toEqual([1, 3, 4, 2]);
    expect(bestFirstAndLast([1, 2])).toEqual([1, 2]);
    expect(bestFirstAndLast([1])).toEqual([1]);
    expect(bestFirstAndLast([])).toEqual([]);
  });
});
