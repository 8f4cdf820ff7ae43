import { describe, expect, it } from "vitest";
import { bestFirstAndLast, nearestToMiddle } from "./order.js";

describe("order of a pack", () => {
  it("puts the best file first and the second best last", () => {
    expect(bestFirstAndLast([1, 2, 3, 4])).toEqual([1, 3, 4, 2]);
    expect(bestFirstAndLast([1, 2])).toEqual([1, 2]);
    expect(bestFirstAndLast([1])).toEqual([1]);
    expect(bestFirstAndLast([])).toEqual([]);
  });

  it("drops first what stands nearest to the middle", () => {
    const pack = bestFirstAndLast([1, 2, 3, 4, 5]);
    expect(pack[nearestToMiddle(pack, () => true)]).toBe(4);
    expect(pack[nearestToMiddle(pack, (rank) => rank <= 2)]).toBe(2);
    expect(nearestToMiddle(pack, () => false)).toBe(-1);
  });
});
