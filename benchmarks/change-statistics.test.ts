import { expect, it } from "vitest";
import type { History } from "../src/context/git/history.js";
import { changeStatistics } from "./change-statistics.js";

const DAY = 86_400;

it("halves recency per half time span, scales churn to the most changed file and co-changes to the file's own", () => {
  const history: History = {
    head: "x",
    commits: 9,
    newestSeconds: 100 * DAY,
    oldestSeconds: 0,
    files: [
      { path: "a", changes: 8, lastChangeSeconds: 100 * DAY, authors: [] },
      { path: "b", changes: 2, lastChangeSeconds: 50 * DAY, authors: [] },
      { path: "c", changes: 1, lastChangeSeconds: 0, authors: [] },
    ],
    pairs: [
      [0, 1, 2],
      [0, 2, 0.5],
    ],
    renames: {},
  };
  const statistics = changeStatistics(history);
  expect(["a", "b", "c"].map((path) => statistics.get(path)!.recency)).toEqual([1, 0.5, 0.25]);
  expect(statistics.get("a")!.churn).toBe(1);
  expect(statistics.get("c")!.churn).toBeCloseTo(Math.log(2) / Math.log(9));
  expect(statistics.get("a")!.together).toEqual([
    { path: "b", share: 0.25 },
    { path: "c", share: 0.0625 },
  ]);
  expect(statistics.get("b")!.together).toEqual([{ path: "a", share: 1 }]);
});
