import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { expect, test } from "vitest";
import { Scratch } from "../../../../test/support/scratch.js";
import { added, file } from "../../../../test/support/stores.js";
import { FoveaError } from "../../../shared/errors.js";
import type { Store } from "../contract.js";
import { rowSum } from "./checksum.js";
import { releaseClosedConnections } from "./release.js";
import { openSqliteStore } from "./sqlite-store.js";

const tables = ["fact", "segment", "bucket", "content", "listed", "outline", "vector", "skipped"];

/** Everything that can be read from an index, or the code of the error instead. */
async function everything(store: Store): Promise<unknown> {
  try {
    const { generation, files, segments, skipped } = await store.snapshot();
    const ids = files.map(({ id }) => id);
    const keys = segments.flatMap(({ id, bucketBits }) =>
      Array.from({ length: 2 ** bucketBits }, (_, bucket) => ({ segment: id, bucket })),
    );
    return {
      generation,
      files,
      segments,
      skipped,
      outlines: await store.outlines(ids),
      buckets: await store.buckets(keys),
      vectors: await store.vectors("m"),
      facts: [
        await store.readFact("encoding"),
        await store.readFact("updatedAt"),
        await store.readFact("history"),
      ],
    };
  } catch (error) {
    if (error instanceof FoveaError) return error.code;
    throw error;
  }
}

async function filled(path: string): Promise<unknown> {
  const main = openSqliteStore(path, { create: true });
  const oak = openSqliteStore(path, { create: true, checkout: "oak" });
  await main.writeFact("encoding", "o200k_base");
  await main.write({
    added: added({ "a.ts": "alpha", "b.ts": "beta", "ü.ts": "üben" }),
    skipped: [
      { path: "c.png", stamp: "s", reason: "binary" },
      { path: "d.png", stamp: "t", reason: "binary" },
    ],
  });
  await main.write({ added: added({ "e.ts": "epsilon" }) });
  await oak.write({ adopted: [file("a.ts", "alpha")], added: added({ "f.ts": "phi" }) });
  await main.keepVectors("m");
  const { files } = await main.snapshot();
  const vector = ({ id }: { id: number }) => ({ file: id, dimensions: 2, data: Int8Array.from([id, -id]) });
  await main.writeVectors("m", files.map(vector));
  await main.writeFact("history", "{}");
  await main.writeFact("updatedAt", "today");
  await oak.writeFact("updatedAt", "yesterday");
  expect(await main.check()).toEqual([]);
  await Promise.all([main.close(), oak.close()]);
  const again = openSqliteStore(path, { create: false });
  const whole = await everything(again);
  await again.close();
  await releaseClosedConnections();
  return whole;
}

test("a change or loss of any value or row of the database is reported as damage", async () => {
  using scratch = new Scratch();
  const path = join(scratch.root, "whole.db");
  const whole = await filled(path);
  const silent: string[] = [];
  let tried = 0;
  const tryOut = async (statement: string): Promise<void> => {
    // Each try uses its own file, because the driver closes files late.
    const damaged = join(scratch.root, `damaged-${tried}.db`);
    copyFileSync(path, damaged);
    const database = new Database(damaged);
    let changes = 0;
    try {
      database.exec("pragma foreign_keys = off");
      ({ changes } = database.prepare(statement).run());
    } catch {
      // The constraints of the tables refuse this change.
    } finally {
      database.close();
    }
    if (changes === 0) {
      rmSync(damaged);
      return;
    }
    tried++;
    let seen: unknown;
    let problems: readonly string[] = [];
    try {
      const store = openSqliteStore(damaged, { create: false });
      seen = await everything(store);
      problems = await store.check();
      await store.close();
    } catch (error) {
      seen = error instanceof FoveaError ? error.code : error;
      problems = ["not opened"];
    }
    const isTold = seen === "corrupt-index" || seen === "no-index";
    try {
      if (!isTold) expect(seen).toEqual(whole);
    } catch {
      silent.push(`${statement}: wrong`);
    }
    if (problems.length === 0) silent.push(`${statement}: doctor finds nothing`);
  };
  const database = new Database(path);
  const columnsOf = (table: string) =>
    (database.prepare(`select name from pragma_table_info('${table}')`).raw().all() as [string][]).flat();
  const columns = Object.fromEntries(tables.map((table) => [table, columnsOf(table)]));
  database.close();
  for (const table of tables) {
    const key = { fact: "name || checkout", listed: "path || checkout", skipped: "path" }[table] ?? "rowid";
    for (const end of ["min", "max"]) {
      const one = `${key} = (select ${end}(${key}) from ${table} where ${table === "fact" ? "name <> 'history'" : "true"})`;
      for (const column of columns[table]!) {
        // This column only decides which unlisted contents are retained.
        if (column === "released") continue;
        for (const value of [
          `(select ${column} from ${table} where not ${one} limit 1)`,
          "cast(x'ff' as text)",
          ...(end === "min" ? ["-7", `${column} || 'x'`] : []),
        ])
          await tryOut(`update ${table} set ${column} = ${value} where ${one} and ${column} is not ${value}`);
      }
      await tryOut(`delete from ${table} where ${one}`);
    }
  }
  expect(silent).toEqual([]);
  expect(tried).toBeGreaterThan(200);
});

test("an index file is damaged when its bytes are overwritten, and sound again when they are restored", async () => {
  using scratch = new Scratch();
  const path = join(scratch.root, "index.db");
  const whole = await filled(path);
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  changed.fill(0xff, 4096);
  writeFileSync(path, changed);
  expect(() => openSqliteStore(path, { create: false })).toThrow(/is damaged/);
  writeFileSync(path, bytes);
  const store = openSqliteStore(path, { create: false });
  expect(await everything(store)).toEqual(whole);
  await store.close();
});

test("data lost under an open index is reported as damage, and not taken for a merge by another process", async () => {
  using scratch = new Scratch();
  const path = join(scratch.root, "index.db");
  await filled(path);
  for (const [lost, ask] of [
    [
      "delete from bucket; delete from segment",
      (store: Store, segment: number) => store.buckets([{ segment, bucket: 0 }]),
    ],
    [
      "delete from outline; delete from content",
      (store: Store, _: number, file: number) => store.outlines([file]),
    ],
  ] as const) {
    const copy = join(scratch.root, `${lost.slice(12, 19)}.db`);
    copyFileSync(path, copy);
    const store = openSqliteStore(copy, { create: false });
    const { segments, files } = await store.snapshot();
    const other = new Database(copy);
    other.exec(`pragma foreign_keys = off; ${lost}`);
    other.close();
    await expect(ask(store, segments[0]!.id, files[0]!.id)).rejects.toMatchObject({ code: "corrupt-index" });
    expect(store.damaged).toBe(true);
    await store.close();
  }
});

test("the checksum of a row differs for other values, types and positions", () => {
  const rows = [
    [],
    [""],
    ["a"],
    ["a", ""],
    ["", "a"],
    ["ab"],
    ["b", "a"],
    [97],
    [0],
    [null],
    ["0"],
    [2 ** 32],
    [1],
  ];
  expect(new Set(rows.map((row) => rowSum(row))).size).toBe(rows.length);
});

test("a write is undone completely when one of its files violates a constraint of the tables", async () => {
  using scratch = new Scratch();
  const store = openSqliteStore(join(scratch.root, "index.db"), { create: true });
  await store.write({ added: added({ "a.ts": "alpha" }) });
  const before = await store.snapshot();
  const { segment, files } = added({ "b.ts": "beta", "c.ts": "gamma" });
  const broken = { ...files[1]!, bytes: Number.NaN };
  await expect(
    store.write({ removed: ["a.ts"], added: { segment, files: [files[0]!, broken] } }),
  ).rejects.toThrow();
  expect(await store.snapshot()).toEqual(before);
  expect(await store.check()).toEqual([]);
  await store.close();
});

test("an index is replaced when its folder is removed, and a store with `create` makes a new one", async () => {
  using scratch = new Scratch();
  const store = openSqliteStore(join(scratch.root, "index/index.db"), { create: true });
  await store.write({ added: added({ "a.ts": "alpha" }) });
  rmSync(join(scratch.root, "index"), { recursive: true });
  expect(store.replaced()).toBe(true);
  expect((await store.snapshot()).files).toEqual([]);
  expect(store.replaced()).toBe(false);
  await store.close();
});

test("no folder is created without `create`", () => {
  using scratch = new Scratch();
  expect(() => openSqliteStore(join(scratch.root, "x/index.db"), { create: false })).toThrow(
    /there is no index/,
  );
  expect(existsSync(join(scratch.root, "x"))).toBe(false);
});
