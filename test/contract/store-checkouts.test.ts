import { describe, expect, it, vi } from "vitest";
import type { Store } from "../../src/context/store/contract.js";
import { Scratch } from "../support/scratch.js";
import { added, file, hashOf, having, pathsOf, stores } from "../support/stores.js";

describe.each(stores)("$name, of several checkouts", ({ open }) => {
  const withStores = async (work: (main: Store, oak: Store, scratch: Scratch) => Promise<void>) => {
    using scratch = new Scratch();
    const [main, oak] = [open(scratch), open(scratch, { checkout: "oak" })];
    try {
      await work(main, oak, scratch);
    } finally {
      await Promise.all([main.close(), oak.close()]);
    }
  };
  const known = async (store: Store, path: string) => (await store.knownHashes([path])).get(path)?.toSorted();

  it("shows each checkout its own files; content of one need not be parsed for the other", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      expect(await oak.snapshot()).toMatchObject({ files: [], segments: [], skipped: [] });
      expect(await known(oak, "a.ts")).toEqual([hashOf("alpha")]);
      expect(await known(oak, "c.ts")).toBeUndefined();
      await oak.write({
        adopted: [file("a.ts", "alpha")],
        added: added({ "b.ts": "omega" }),
        skipped: [{ path: "c.png", stamp: "s", reason: "binary" }],
      });
      expect(await having(oak, "alpha")).toEqual(["a.ts"]);
      expect(await having(oak, "omega")).toEqual(["b.ts"]);
      expect(await having(oak, "beta")).toEqual([]);
      expect(await having(main, "beta")).toEqual(["b.ts"]);
      expect((await main.snapshot()).skipped).toEqual([]);
      const [mine, theirs] = [(await oak.snapshot()).files[0]!, (await main.snapshot()).files[0]!];
      expect(mine.id).toBe(theirs.id);
      expect([mine.stamp, theirs.stamp]).toEqual(["again alpha", "stamp of alpha"]);
      await oak.write({ removed: ["a.ts"] });
      expect(await having(main, "alpha")).toEqual(["a.ts"]);
      expect(await main.check()).toEqual([]);
    }));

  it("holds only the segments in which a checkout has documents", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha" }) });
      await oak.write({ added: added({ "b.ts": "beta" }) });
      expect((await main.snapshot()).segments).toHaveLength(1);
      expect((await oak.snapshot()).segments).toHaveLength(1);
      expect(await main.segments()).toHaveLength(2);
    }));

  it("keeps a snapshot while only another checkout changes, but not when a merge moves its documents", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha" }) });
      const before = await main.snapshot();
      await oak.write({ added: added({ "b.ts": "beta", "c.ts": "gamma" }) });
      await oak.write({ removed: ["c.ts"] });
      expect(await main.snapshot()).toBe(before);
      const ids = (await main.segments()).map(({ id }) => id);
      const { contents } = await oak.readSegments(ids);
      expect(contents).toHaveLength(3);
      const merged = added({ "a.ts": "alpha", "b.ts": "beta", "c.ts": "gamma" }).segment;
      const moved = contents.map(({ id }, index) => ({ id, firstDocument: index }));
      await oak.replaceSegments(ids, merged, moved);
      expect(await main.snapshot()).not.toBe(before);
      expect(await having(main, "alpha")).toEqual(["a.ts"]);
      expect(await having(oak, "beta")).toEqual(["b.ts"]);
      const settled = await main.snapshot();
      await oak.write({ added: added({ "d.ts": "delta" }) });
      expect(await main.snapshot()).toBe(settled);
      expect(await main.check()).toEqual([]);
    }));

  it("keeps unlisted content, to be listed again without being parsed", () =>
    withStores(async (main) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      await main.write({ added: added({ "a.ts": "omega" }) });
      expect(await having(main, "alpha")).toEqual([]);
      expect(await known(main, "a.ts")).toEqual([hashOf("alpha"), hashOf("omega")]);
      await main.write({ adopted: [file("a.ts", "alpha")] });
      expect(await having(main, "alpha")).toEqual(["a.ts"]);
      expect(await having(main, "omega")).toEqual([]);
      await main.write({ removed: ["b.ts"] });
      await main.write({ adopted: [file("b.ts", "beta")] });
      expect(await having(main, "beta")).toEqual(["b.ts"]);
      expect(await main.check()).toEqual([]);
    }));

  it("keeps at most as many unlisted documents as live ones, and drops the oldest first", () =>
    withStores(async (main) => {
      const now = vi.spyOn(Date, "now");
      try {
        await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
        for (const [time, path, word] of [
          [1, "a.ts", "alpha two"],
          [2, "b.ts", "beta two"],
          [3, "a.ts", "alpha three"],
        ] as const) {
          now.mockReturnValue(time);
          await main.write({ added: added({ [path]: word }) });
        }
        expect(await known(main, "a.ts")).toEqual([hashOf("alpha three"), hashOf("alpha two")]);
        expect(await known(main, "b.ts")).toEqual([hashOf("beta"), hashOf("beta two")]);
        expect(await main.segments()).toHaveLength(4);
      } finally {
        now.mockRestore();
      }
    }));

  it("keeps few states of one file, so that saves do not pile up", () =>
    withStores(async (main) => {
      await main.write({
        added: added(Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${n}.ts`, `n${n}`]))),
      });
      for (let save = 0; save < 20; save++) await main.write({ added: added({ "0.ts": `save ${save}` }) });
      expect(await known(main, "0.ts")).toHaveLength(5);
      expect(await main.segments()).toHaveLength(6);
    }));

  it("drops at once files that exist but must not be indexed, unless another checkout lists them", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta", "c.ts": "gamma" }) });
      await main.write({ added: added({ "a.ts": "alpha two", "b.ts": "beta two" }) });
      await oak.write({ adopted: [file("b.ts", "beta")] });
      await main.write({
        excluded: ["a.ts", "b.ts"],
        skipped: [{ path: "c.ts", stamp: "s", reason: "secret" }],
      });
      expect(await known(main, "a.ts")).toBeUndefined();
      expect(await known(main, "b.ts")).toEqual([hashOf("beta")]);
      expect(await known(main, "c.ts")).toBeUndefined();
      expect(await having(oak, "beta")).toEqual(["b.ts"]);
      expect(await main.check()).toEqual([]);
    }));

  it("deletes data of checkouts that no longer exist", () =>
    withStores(async (main, oak, scratch) => {
      await main.write({ added: added({ "a.ts": "alpha" }) });
      await oak.write({ added: added({ "b.ts": "beta" }) });
      const names = ["oak"];
      const other = open(scratch, { checkout: "elm", checkouts: () => names });
      await other.prune();
      expect(pathsOf(await oak.snapshot())).toEqual(["b.ts"]);
      names.length = 0;
      await other.prune();
      expect(pathsOf(await oak.snapshot())).toEqual([]);
      expect(pathsOf(await main.snapshot())).toEqual(["a.ts"]);
      // Kept, because the main checkout may get it next.
      expect(await known(main, "b.ts")).toEqual([hashOf("beta")]);
      await other.close();
    }));

  it("forgets a checkout with all content that no other lists", () =>
    withStores(async (main, oak, scratch) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      await oak.write({ adopted: [file("a.ts", "alpha")], added: added({ "c.ts": "gamma" }) });
      await oak.writeFact("updatedAt", "today");
      const before = await oak.snapshot();
      await oak.forget();
      expect(await known(main, "c.ts")).toBeUndefined();
      expect(await oak.readFact("updatedAt")).toBeUndefined();
      expect(pathsOf(await oak.snapshot())).toEqual([]);
      // Deleting can move the remaining rows; the other checkout's files must still be found.
      const again = open(scratch);
      expect(pathsOf(await again.snapshot())).toEqual(["a.ts", "b.ts"]);
      await again.close();
      expect(await having(main, "alpha")).toEqual(["a.ts"]);
      // A write after `forget` must not get the generation of an earlier snapshot.
      await oak.write({ added: added({ "d.ts": "delta" }) });
      expect((await oak.snapshot()).generation).toBeGreaterThan(before.generation);
      expect(await main.check()).toEqual([]);
    }));

  it("keeps its encoding when the main checkout is forgotten", () =>
    withStores(async (main, oak) => {
      await main.writeFact("encoding", "cl100k_base");
      await main.write({ added: added({ "a.ts": "alpha" }) });
      await oak.write({ adopted: [file("a.ts", "alpha")] });
      await main.forget();
      expect(await oak.readFact("encoding")).toBe("cl100k_base");
      expect(pathsOf(await oak.snapshot())).toEqual(["a.ts"]);
      const { generation } = await oak.snapshot();
      await oak.write({ added: added({ "b.ts": "beta" }) });
      expect((await oak.snapshot()).generation).toBeGreaterThan(generation);
    }));

  it("uses one encoding for all checkouts: another one empties the index", () =>
    withStores(async (main, oak) => {
      await main.writeFact("encoding", "o200k_base");
      await main.writeFact("updatedAt", "today");
      await main.write({ added: added({ "a.ts": "alpha" }) });
      await oak.write({ adopted: [file("a.ts", "alpha")] });
      expect(await oak.readFact("encoding")).toBe("o200k_base");
      expect(await oak.readFact("updatedAt")).toBeUndefined();
      await oak.restart("cl100k_base");
      expect(await main.readFact("encoding")).toBe("cl100k_base");
      expect(await main.readFact("updatedAt")).toBeUndefined();
      expect(await main.snapshot()).toMatchObject({ files: [], segments: [], skipped: [] });
      expect(await known(main, "a.ts")).toBeUndefined();
    }));

  it("shares vectors, and keeps those of a model while a checkout uses them", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      await oak.write({ adopted: [file("a.ts", "alpha")] });
      const [a, b] = (await main.snapshot()).files.map(({ id }) => id);
      const of = (id: number) => ({ file: id, dimensions: 1, data: Int8Array.from([7]) });
      await main.keepVectors("m");
      const before = await oak.snapshot();
      await main.writeVectors("m", [of(a!), of(b!)]);
      expect(await oak.snapshot()).not.toBe(before);
      expect(await oak.vectors("m")).toEqual([of(a!)]);
      await oak.keepVectors("n");
      await oak.writeVectors("n", [of(a!)]);
      expect(await main.vectors("m")).toEqual([of(a!), of(b!)]);
      await main.keepVectors();
      expect(await main.vectorFiles("m")).toEqual([]);
      expect(await main.vectorFiles("n")).toEqual([a]);
    }));
});
