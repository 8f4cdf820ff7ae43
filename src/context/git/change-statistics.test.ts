import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { memoryStore } from "../store/memory/driver.js";
import { changeStatistics } from "./change-statistics.js";
import type { History } from "./history.js";
import { rememberHistory } from "./remember-history.js";

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

it("caches a history in the index until there is a new commit", async () => {
  using scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("One", { "a.ts": "1\n", "b.ts": "1\n" });
  scratch.commit("Two", { "a.ts": "2\n", "b.ts": "2\n" });
  const store = memoryStore();
  const first = await rememberHistory(scratch.root, store);
  expect(first).toMatchObject({ commits: 2, pairs: [[0, 1, 2]] });
  // As long as the commit is the same, the cached value is returned.
  const kept = await store.readFact("history");
  await store.writeFact("history", kept!.replace('"commits":2', '"commits":77'));
  expect((await rememberHistory(scratch.root, store)).commits).toBe(77);
  scratch.commit("Three", { "a.ts": "3\n" });
  expect((await rememberHistory(scratch.root, store)).commits).toBe(3);
  await store.writeFact("history", "{ broken");
  expect((await rememberHistory(scratch.root, store)).commits).toBe(3);
  await store.close();
});

it("returns an empty history without a repository, and does not throw", async () => {
  using scratch = new Scratch();
  scratch.write({ "a.ts": "1\n" });
  const store = memoryStore();
  const history = await rememberHistory(scratch.root, store);
  expect(history.commits).toBe(0);
  expect(changeStatistics(history).size).toBe(0);
  await store.close();
});
