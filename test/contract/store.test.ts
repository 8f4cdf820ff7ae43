import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { BODY, NAME } from "../../src/context/build/fields.js";
import { eachPosting, findEntry, termHash } from "../../src/context/build/postings.js";
import { SegmentBuilder } from "../../src/context/build/segment.js";
import type { NewFile, Snapshot, Store } from "../../src/context/store/contract.js";
import { openSqliteStore } from "../../src/context/store/sqlite/sqlite-store.js";
import { FoveaError } from "../../src/shared/errors.js";
import { Scratch } from "../support/scratch.js";

/** Which checkout to open the index for, and what others there are. */
interface Checkout {
  readonly checkout?: string;
  readonly checkouts?: () => readonly string[];
}

/** Every store: how to open the one index that lies in a scratch folder, from this process or another. */
const stores: { name: string; open: (scratch: Scratch, checkout?: Checkout) => Store }[] = [
  {
    name: "sqlite",
    open: (scratch, checkout) =>
      openSqliteStore(join(scratch.root, "index/index.db"), { create: true, ...checkout }),
  },
];

const role = { test: false, vendored: false, generated: false, documentation: false, example: false };

/** A segment of one-chunk files that hold the given words, and the rows of those files. */
function added(words: Readonly<Record<string, string>>) {
  const builder = new SegmentBuilder();
  const files = Object.entries(words).map(([path, text], index): NewFile => {
    builder.addText(text, BODY);
    builder.addText(path, NAME);
    builder.endDocument();
    return {
      path,
      stamp: `stamp of ${text}`,
      hash: hashOf(text),
      bytes: text.length,
      lines: 1,
      tokens: 3,
      symbols: 1,
      edges: 2,
      language: "text",
      role: { ...role, test: path.includes("test") },
      firstDocument: index,
      documents: 1,
      outline: `outline of ${path}: ${text}`,
    };
  });
  return { segment: builder.take(), files };
}

const hashOf = (word: string): string => `hash of ${word}`;

/** That file with that word, as its checkout may find it. */
const file = (path: string, word: string) => ({ path, stamp: `again ${word}`, hash: hashOf(word) });

const pathsOf = (snapshot: Snapshot): string[] => snapshot.files.map(({ path }) => path);

/** Documents of a term over all segments, as file paths. */
async function having(store: Store, term: string): Promise<string[]> {
  const { segments, files } = await store.snapshot();
  const keys = segments.map(({ id, bucketBits }) => ({
    segment: id,
    bucket: termHash(term) & ((1 << bucketBits) - 1),
  }));
  const buckets = await store.buckets(keys);
  const found = segments.flatMap(({ id }, index) => {
    const documents: string[] = [];
    const entry = buckets[index] && findEntry(buckets[index], term);
    if (entry)
      eachPosting(entry.postings, (document) => {
        const file = files.find((each) => each.segment === id && each.firstDocument === document);
        if (file) documents.push(file.path);
      });
    return documents;
  });
  return found.toSorted();
}

describe.each(stores)("$name", ({ open }) => {
  const withStore = async (work: (store: Store, scratch: Scratch) => Promise<void>) => {
    using scratch = new Scratch();
    const store = open(scratch);
    try {
      await work(store, scratch);
    } finally {
      await store.close();
    }
  };

  it("is empty, sound and without facts when it is new", () =>
    withStore(async (store) => {
      expect(await store.snapshot()).toMatchObject({ files: [], segments: [], skipped: [] });
      expect(await store.readFact("updatedAt")).toBeUndefined();
      expect(await store.check()).toEqual([]);
      expect(store.version).toBeGreaterThan(0);
    }));

  it("gives back what was written, files by path", () =>
    withStore(async (store) => {
      const { segment, files } = added({ "b.ts": "beta", "a.test.ts": "alpha" });
      await store.write({
        added: { segment, files },
        skipped: [{ path: "c.png", stamp: "s", reason: "binary" }],
      });
      const snapshot = await store.snapshot();
      expect(pathsOf(snapshot)).toEqual(["a.test.ts", "b.ts"]);
      const { outline, ...row } = files[1]!;
      expect(snapshot.files[0]).toMatchObject(row);
      expect(snapshot.segments).toHaveLength(1);
      expect(snapshot.segments[0]!.bodyLengths).toEqual(segment.bodyLengths);
      expect(snapshot.skipped).toEqual([{ path: "c.png", stamp: "s", reason: "binary" }]);
      expect(await store.outlines(snapshot.files.map(({ id }) => id))).toEqual([outline, files[0]!.outline]);
      expect(await store.outlines([987_654])).toEqual([undefined]);
      expect(await having(store, "beta")).toEqual(["b.ts"]);
      expect(await store.buckets([{ segment: 987, bucket: 3 }])).toEqual([undefined]);
      expect(await store.size()).toBeGreaterThan(0);
    }));

  it("gives the same snapshot until something is written, then another", () =>
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

  it("replaces a file by its path, and drops a segment that nobody lives in", () =>
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

  it("moves a file between indexed and passed over, and changes stamps", () =>
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
      const { segment, files } = added({ "b.ts": "beta", "c.ts": "gamma" });
      const broken = { ...files[1]!, path: undefined as unknown as string };
      await expect(
        store.write({ removed: ["a.ts"], added: { segment, files: [files[0]!, broken] } }),
      ).rejects.toThrow();
      expect(await store.snapshot()).toEqual(before);
      expect(await store.check()).toEqual([]);
      await store.write({ added: added({ "b.ts": "beta" }) });
      expect(pathsOf(await store.snapshot())).toEqual(["a.ts", "b.ts"]);
    }));

  it("keeps vectors of one file and model, until the file goes or another model comes", () =>
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

  it("remembers facts, and everything else, after it was closed", () =>
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

  it("shows a reader what another connection wrote, from the next snapshot on", () =>
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

  it("shows each its own files; what one has the other need not parse", () =>
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

  it("keeps what is let go of, to come back without being parsed", () =>
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

  it("keeps no more documents than there are live ones, and drops first what was let go of first", () =>
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

  it("drops at once what is there but not to be indexed, but not what another checkout lists", () =>
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

  it("lets go of what checkouts had that are no more", () =>
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
      // It may come to the main checkout next.
      expect(await known(main, "b.ts")).toEqual([hashOf("beta")]);
      await other.close();
    }));

  it("forgets a checkout with all that no other lists", () =>
    withStores(async (main, oak) => {
      await main.write({ added: added({ "a.ts": "alpha", "b.ts": "beta" }) });
      await oak.write({ adopted: [file("a.ts", "alpha")], added: added({ "c.ts": "gamma" }) });
      await oak.writeFact("updatedAt", "today");
      const before = await oak.snapshot();
      await oak.forget();
      expect(await known(main, "c.ts")).toBeUndefined();
      expect(await oak.readFact("updatedAt")).toBeUndefined();
      expect(pathsOf(await oak.snapshot())).toEqual([]);
      expect(await having(main, "alpha")).toEqual(["a.ts"]);
      // What comes after it is told from what was before.
      await oak.write({ added: added({ "d.ts": "delta" }) });
      expect((await oak.snapshot()).generation).toBeGreaterThan(before.generation);
      expect(await main.check()).toEqual([]);
    }));

  it("counts for all of them by one encoding: another begins anew", () =>
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

  it("shares vectors, and keeps those of a model as long as a checkout wants them", () =>
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

describe("sqlite", () => {
  it("makes nothing of a checkout that the index does not hold", async () => {
    using scratch = new Scratch();
    const path = join(scratch.root, "index.db");
    const main = openSqliteStore(path, { create: true });
    const oak = () => openSqliteStore(path, { create: false, checkout: "oak" });
    await main.write({ added: added({ "a.ts": "alpha" }) });
    expect(oak).toThrow(/holds nothing yet of the worktree oak/);
    await openSqliteStore(path, { create: true, checkout: "oak" }).write({ removed: [] });
    await oak().close();
    await main.close();
  });

  it("makes no index where it is told not to", () => {
    using scratch = new Scratch();
    const open = () => openSqliteStore(join(scratch.root, "x/index.db"), { create: false });
    expect(open).toThrow(FoveaError);
    expect(open).toThrow(/there is no index/);
    expect(existsSync(join(scratch.root, "x"))).toBe(false);
  });
});
