import { expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { memoryStore } from "../store/drivers.js";
import { rememberHistory } from "./remember-history.js";

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
  await store.close();
});
