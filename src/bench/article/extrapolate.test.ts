import { expect, it } from "vitest";
import { extrapolatedAsArticle } from "./extrapolate.js";

it("extrapolates from the largest size up to 5,000 to the larger sizes of the article's table", () => {
  const points = [
    { n: 8192, seconds: 9 },
    { n: 2000, seconds: 0.5 },
    { n: 1000, seconds: 0.1 },
  ];
  expect(extrapolatedAsArticle(points, 2)).toEqual([
    { n: 2000, seconds: 0.5 },
    { n: 10_000, seconds: 12.5 },
    { n: 100_000, seconds: 1250 },
  ]);
  expect(extrapolatedAsArticle(points, 1)[1]).toEqual({ n: 10_000, seconds: 2.5 });
  expect(extrapolatedAsArticle([{ n: 8192, seconds: 9 }], 2)).toEqual([]);
});
