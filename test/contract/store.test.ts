import { describe, expect, it } from "vitest";
import type { Store } from "../../src/context/store/contract.js";
import { Scratch } from "../support/scratch.js";
import { added, file, having, locationIn, pathsOf, stores } from "../support/stores.js";

describe.each(stores)("$name", ({ open, driver }) => {
  const withStore = async (work: (store: Store, scratch: Scratch) => Promise<void>) => {
    using scratch = new Scratch();
    const store = open(scratch);
    try {
      await work(store, scratch);
    } finally {
      await store.close();
    }
  };

  it("is empty, valid and without facts when it is new", () =>
    withStore(async (store) => {
      expect(await store.snapshot()).toMatchObject({ files: [], segments: [], skipped: [] });
      expect(await store.readFact("updatedAt")).toBeUndefined();
      expect(await store.check()).toEqual([]);
      expect((await store.describe()).format).toBeGreaterThan(0);
    }));

  it("returns what was written, files and skipped files sorted by path", () =>
    withStore(async (store) => {
      const { segment, files } = added({ "b.ts": "beta", "a.test.ts": "alpha" });
      await store.write({
        added: { segment, files },
        skipped: [
          { path: "d.png", stamp: "s", reason: "binary" },
          { path: "c.png", stamp: "s", reason: "binary" },
        ],
      });
      const snapshot = await store.snapshot();
      expect(pathsOf(snapshot)).toEqual(["a.test.ts", "b.ts"]);
      const { outline, ...row } = files[1]!;
      expect(snapshot.files[0]).toMatchObject(row);
      expect(snapshot.segments).toHaveLength(1);
      expect(snapshot.segments[0]!.bodyLengths).toEqual(segment.bodyLengths);
      expect(snapshot.skipped).toEqual([
        { path: "c.png", stamp: "s", reason: "binary" },
        { path: "d.png", stamp: "s", reason: "binary" },
      ]);
      expect(await store.outlines(snapshot.files.map(({ id }) => id))).toEqual([outline, files[0]!.outline]);
      expect(await store.outlines([987_654])).toEqual([undefined]);
      expect(await having(store, "beta")).toEqual(["b.ts"]);
      expect(await store.buckets([{ segment: 987, bucket: 3 }])).toEqual([undefined]);
      expect((await store.describe()).bytes).toBeGreaterThan(0);
    }));

  it("returns the same snapshot until something is written, then another", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha" }) });
      const before = await store.snapshot();
      expect(await store.snapshot()).toBe(before);
      await store.write({ added: added({ "b.ts": "beta" }) });
      const after = await store.snapshot();
      expect(after).not.toBe(before);
      expect(after.generation).not.toBe(before.generation);
      expect(pathsOf(before)).toEqual(["a.ts"]);
    }));

  it("replaces a file by its path, and drops a segment without live documents", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha" }) });
      await store.write({ added: added({ "a.ts": "omega" }) });
      expect((await store.snapshot()).segments).toHaveLength(1);
      expect(await having(store, "alpha")).toEqual([]);
      expect(await having(store, "omega")).toEqual(["a.ts"]);
      await store.write({ removed: ["a.ts", "never-there.ts"] });
      expect(await store.snapshot()).toMatchObject({ files: [], segments: [] });
      expect(await store.check()).toEqual([]);
    }));

  it("moves a file between indexed and skipped, and updates stamps", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      await store.write({ skipped: [{ path: "a.ts", stamp: "now binary", reason: "binary" }] });
      expect(pathsOf(await store.snapshot())).toEqual(["b.ts"]);
      await store.write({
        added: added({ "a.ts": "alpha" }),
        adopted: [{ path: "b.ts", stamp: "new", hash: "hash of beta" }],
      });
      const { files, skipped } = await store.snapshot();
      expect(skipped).toEqual([]);
      expect(files.map(({ path, stamp }) => [path, stamp])).toEqual([
        ["a.ts", "stamp of alpha"],
        ["b.ts", "new"],
      ]);
    }));

  it("replaces segments by a merged one", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha" }) });
      await store.write({ added: added({ "b.ts": "beta" }) });
      const { segments, files } = await store.snapshot();
      const merged = added({ "a.ts": "alpha", "b.ts": "beta" }).segment;
      await store.replaceSegments(
        segments.map(({ id }) => id),
        merged,
        files.map(({ id }, index) => ({ id, firstDocument: index })),
      );
      const after = await store.snapshot();
      expect(after.segments).toHaveLength(1);
      expect(after.files.map(({ segment, firstDocument }) => [segment, firstDocument])).toEqual([
        [after.segments[0]!.id, 0],
        [after.segments[0]!.id, 1],
      ]);
      expect(await having(store, "beta")).toEqual(["b.ts"]);
      expect(await store.check()).toEqual([]);
    }));

  it("writes all of a change or nothing of it", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha" }) });
      const before = await store.snapshot();
      await expect(
        store.write({
          removed: ["a.ts"],
          added: added({ "b.ts": "beta", "c.ts": "gamma" }),
          adopted: [file("d.ts", "never there")],
          skipped: [{ path: "e.png", stamp: "s", reason: "binary" }],
        }),
      ).rejects.toMatchObject({ code: "corrupt-index" });
      expect(await store.snapshot()).toEqual(before);
      expect(await store.check()).toEqual([]);
      await store.write({ added: added({ "b.ts": "beta" }) });
      expect(pathsOf(await store.snapshot())).toEqual(["a.ts", "b.ts"]);
    }));

  it("keeps the vectors of a file until the file is removed or the model changes", () =>
    withStore(async (store) => {
      await store.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      const [a, b] = (await store.snapshot()).files.map(({ id }) => id);
      const of = (file: number, ...data: number[]) => ({ file, dimensions: 2, data: Int8Array.from(data) });
      const { generation } = await store.snapshot();
      await store.writeVectors("m", [of(a!, 1, -127), of(b!, 3, 4), of(987_654, 1, 1)]);
      expect((await store.snapshot()).generation).not.toBe(generation);
      await store.writeVectors("m", [{ file: b!, dimensions: 0, data: new Int8Array() }]);
      expect((await store.vectorFiles("m")).toSorted()).toEqual([a, b].toSorted());
      expect(await store.vectors("m")).toEqual([
        of(a!, 1, -127),
        { file: b!, dimensions: 0, data: new Int8Array() },
      ]);
      expect(await store.vectors("other")).toEqual([]);
      expect(await store.check()).toEqual([]);
      await store.write({ added: added({ "a.ts": "omega" }) });
      expect((await store.vectors("m")).map(({ file }) => file)).toEqual([b]);
      await store.keepVectors("m");
      expect(await store.vectorFiles("m")).toContain(b);
      await store.keepVectors("other");
      expect(await store.vectorFiles("m")).toEqual([]);
      await store.writeVectors("m", [of(b!, 3, 4)]);
      await store.keepVectors();
      expect(await store.vectors("m")).toEqual([]);
    }));

  it("keeps facts, and everything else, after it was closed", () =>
    withStore(async (first, scratch) => {
      await first.writeFact("updatedAt", "yesterday");
      await first.writeFact("updatedAt", "today");
      await first.write({ added: added({ "a.ts": "alpha" }) });
      await first.close();
      const second = open(scratch);
      expect(await second.readFact("updatedAt")).toBe("today");
      expect(pathsOf(await second.snapshot())).toEqual(["a.ts"]);
      expect(await having(second, "alpha")).toEqual(["a.ts"]);
      await second.close();
    }));

  it("notices when it was deleted or replaced, and continues with the index at its place", () =>
    withStore(async (store, scratch) => {
      await store.write({ added: added({ "a.ts": "alpha" }) });
      expect([store.replaced(), store.damaged, store.readOnly]).toEqual([false, false, false]);
      await driver.drop(locationIn(scratch));
      // A read, as a store across a network learns of it by one.
      await store.readFact("updatedAt");
      expect(store.replaced()).toBe(true);
      expect(pathsOf(await store.snapshot())).toEqual([]);
      expect(store.replaced()).toBe(false);
      await store.write({ added: added({ "b.ts": "beta" }) });
      const other = open(scratch);
      expect(pathsOf(await other.snapshot())).toEqual(["b.ts"]);
      await other.replaceDamaged();
      expect(pathsOf(await other.snapshot())).toEqual([]);
      await other.write({ added: added({ "c.ts": "gamma" }) });
      await store.readFact("updatedAt");
      expect(store.replaced()).toBe(true);
      expect(pathsOf(await store.snapshot())).toEqual(["c.ts"]);
      expect(await store.check()).toEqual([]);
      await other.close();
    }));

  it("deletes vectors together with their content, in every way of deleting it", () =>
    withStore(async (store) => {
      const of = (file: number, byte: number) => ({ file, dimensions: 1, data: Int8Array.from([byte]) });
      await store.keepVectors("m");
      await store.write({ added: added({ "a.ts": "alpha", "b.ts": "beta", "c.ts": "gamma" }) });
      const ids = (await store.snapshot()).files.map(({ id }) => id);
      await store.writeVectors(
        "m",
        ids.map((id) => of(id, id)),
      );
      await store.writeVectors("m", [of(ids[0]!, 9)]);
      await store.write({ excluded: ["b.ts"] });
      expect(await store.vectors("m")).toEqual([of(ids[0]!, 9), of(ids[2]!, ids[2]!)]);
      expect(await store.check()).toEqual([]);
      await store.write({ removed: ["c.ts"] });
      expect(await store.vectors("m")).toEqual([of(ids[0]!, 9)]);
      await store.restart("o200k_base");
      expect(await store.vectors("m")).toEqual([]);
      expect(await store.check()).toEqual([]);
    }));

  it("shows a reader another connection's writes from the next snapshot on", () =>
    withStore(async (writer, scratch) => {
      const reader = open(scratch);
      await writer.write({ added: added({ "a.ts": "alpha" }) });
      const before = await reader.snapshot();
      await writer.write({ added: added({ "b.ts": "beta" }) });
      expect(pathsOf(before)).toEqual(["a.ts"]);
      expect(pathsOf(await reader.snapshot())).toEqual(["a.ts", "b.ts"]);
      await reader.close();
    }));
});
