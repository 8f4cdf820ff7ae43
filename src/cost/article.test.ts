import { describe, expect, it } from "vitest";
import { articleTable } from "./article.js";

/** The output of the article's listing, TFLOP. */
const LISTING = [2.62144, 43.98046511104, 2814.74976710656, 42949.67296, 104857.6, 2621440];

describe("the article's tables", () => {
  it("returns what the listing computes, not what the article prints", () => {
    expect(articleTable().map(({ codeTflop }) => codeTflop)).toEqual(LISTING);
  });

  it("shows that the printed figures are 0.39 % to 0.44 % low, and 255/256 of the value in the last two rows", () => {
    const rows = articleTable();
    for (const { printedError, context } of rows.filter(({ context }) => context >= 4096)) {
      expect(printedError, String(context)).toBeLessThan(-0.0038);
      expect(printedError, String(context)).toBeGreaterThan(-0.0045);
    }
    for (const { printedError } of rows.slice(-2)) expect(printedError).toBeCloseTo(255 / 256 - 1, 12);
  });

  it("gives the matrix in decimal bytes", () => {
    expect(articleTable().map(({ matrixBytes }) => matrixBytes)).toEqual([
      2e6, 33554432, 2147483648, 3.2768e10, 8e10, 2e12,
    ]);
  });
});
