import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { openRepository } from "../../src/context/open-repository.js";
import { releaseClosedConnections } from "../../src/context/store/sqlite/release.js";
import { openSqliteStore } from "../../src/context/store/sqlite/sqlite-store.js";
import { watchRepository } from "../../src/context/watch/watch.js";
import {
  doctorReportSchema,
  indexReportSchema,
  searchReportSchema,
} from "../../src/interfaces/schema/index.js";
import { ContextService } from "../../src/interfaces/service/service.js";
import { CorruptState, plan } from "../crash/corrupt-state.js";
import { fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { scribble, sizeOf, truncateTo } from "../support/disturbed.js";
import { never } from "../support/indexed.js";
import { expectOneLine } from "../support/one-line.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

/** Few files, so that every page of the index can be damaged in turn. */
const FILES = 12;
const files = Object.fromEntries(
  Array.from({ length: FILES }, (_, index) => [
    `src/part${index}.ts`,
    `/** Part ${index} of the marmot colony. */\nexport function marmot${index}(burrow: number): number {\n  return burrow * ${index};\n}\n`.repeat(
      4,
    ),
  ]),
);
const query = "marmot7";
const database = databaseFile;

describe("a damaged index", () => {
  let scratch: Scratch;
  let before: unknown;
  const run = (...args: string[]) => runHere(args, { cwd: scratch.root });
  const answers = async () =>
    searchReportSchema.parse(JSON.parse((await run("search", query, "--json")).out)).results;
  beforeEach(async () => {
    scratch = new Scratch().write(files);
    await run("index");
    before = await answers();
    return () => scratch[Symbol.dispose]();
  });
  const damages: [string, (file: string) => void][] = [
    ["cut in half", (file) => truncateTo(file, Math.floor(sizeOf(file) / 2))],
    ["cut to a few bytes", (file) => truncateTo(file, 100)],
    ["garbage from the start", (file) => writeFileSync(file, "not a database".repeat(1000))],
    ["garbage in every page but the first", (file) => scribble(file, 4096, sizeOf(file) - 4096)],
  ];
  it.each(damages)(
    "%s: is reported with --no-update, and repaired by doctor and by search",
    async (_, damage) => {
      damage(databaseFile(scratch.root));
      expectOneLine(
        await run("search", query, "--no-update"),
        1,
        /the index .* is damaged\. Run `fovea doctor --repair` to rebuild it\./,
      );
      const sick = await run("doctor");
      expect(sick.code).toBe(1);
      expect(sick.err).toMatch(/is damaged\. Run `fovea doctor --repair` to rebuild it\.\n$/);
      const mended = doctorReportSchema.parse(JSON.parse((await run("doctor", "--repair", "--json")).out));
      expect(mended).toMatchObject({ sound: true, repaired: true, files: FILES, behind: 0 });
      expect(mended.problems.length).toBeGreaterThan(0);
      damage(databaseFile(scratch.root));
      const outcome = await fovea(["search", query, "--json"], { cwd: scratch.root });
      expect(outcome.err).toMatch(/^fovea: the index .* is damaged; it is rebuilt\.\n$/);
      expect(outcome.code).toBe(0);
      expect(searchReportSchema.parse(JSON.parse(outcome.out)).results).toEqual(before);
    },
  );

  it("is rebuilt by fovea index, which reports it", async () => {
    truncateTo(databaseFile(scratch.root), 5000);
    const again = await fovea(["index", "--json"], { cwd: scratch.root });
    expect([again.code, again.err]).toEqual([0, expect.stringMatching(/is damaged; it is rebuilt\.\n$/)]);
    expect(indexReportSchema.parse(JSON.parse(again.out)).files).toBe(FILES);
  });

  it("gives no wrong answer when any one page is garbage", async () => {
    const file = databaseFile(scratch.root);
    const whole = readFileSync(file);
    for (let page = 0; page < whole.length / 4096; page++) {
      writeFileSync(file, whole);
      scribble(file, page * 4096, 4096);
      const outcome = await run("search", query, "--json");
      expect(outcome.code, `page ${page}: ${outcome.err}`).toBe(0);
      expect(searchReportSchema.parse(JSON.parse(outcome.out)).results, `page ${page}`).toEqual(before);
    }
  });

  it("ignores a write-ahead log left by a crash or a copy", async () => {
    const file = databaseFile(scratch.root);
    for (const leftover of ["-wal", "-shm"]) {
      writeFileSync(file + leftover, "left behind by something else".repeat(500));
      expect(await answers()).toEqual(before);
    }
    rmSync(`${file}-shm`, { force: true });
    expect(await answers()).toEqual(before);
  });

  it("that is another program's database is not an index, and is rebuilt by commands that may do so", async () => {
    rmSync(database(scratch.root));
    const other = new Database(database(scratch.root));
    other.exec("create table invention (x); insert into invention values (1)");
    other.close();
    expectOneLine(await run("status"), 1, /the index .* is damaged\./);
    expect(await answers()).toEqual(before);
    expect((await run("doctor")).code).toBe(0);
  });

  it("of an older or a newer format is kept for the Fovea version that uses it", async () => {
    const folder = dirname(database(scratch.root));
    const others = [7, 999].map((version) => {
      const file = join(folder, `index-${version}.db`);
      return { file, store: openSqliteStore(file, { create: true, version }), version };
    });
    for (const { store } of others) await store.writeFact("encoding", "cl100k_base");
    expect(await answers()).toEqual(before);
    scratch.write({ "src/part3.ts": "export const vole = 3;\n" });
    await run("index");
    for (const { store, version } of others) {
      expect((await store.describe()).format).toBe(version);
      expect(await store.readFact("encoding")).toBe("cl100k_base");
      expect(await store.check()).toEqual([]);
      expect(store.replaced()).toBe(false);
      await store.close();
    }
    await releaseClosedConnections();
    // The older one is deleted when it was not written for a month.
    const [older, newer] = others.map(({ file }) => file);
    for (const file of [older!, newer!]) utimesSync(file, 1, 1);
    scratch.write({ "src/part3.ts": "export const vole = 4;\n" });
    await run("index");
    expect([existsSync(older!), existsSync(newer!)]).toEqual([false, true]);
    await run("forget", "--yes");
    expect(existsSync(newer!)).toBe(false);
  });

  it("with a text that is not UTF-8 ends no process", async () => {
    const file = database(scratch.root);
    const bytes = readFileSync(file);
    const texts = ["src/part7.ts", "typescript", "updatedAt", "CREATE TABLE listed"];
    const commands = [["status"], ["search", query, "--no-update"], ["doctor"], ["graph", "marmot7"]];
    for (const [index, text] of texts.entries()) {
      writeFileSync(file, bytes);
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1))
        scribbleAt(file, at + 2, 0xff);
      const outcome = await fovea(commands[index]!, { cwd: scratch.root });
      expect([text, outcome.signal]).toEqual([text, null]);
      expect(outcome.err).toMatch(/^fovea: the index .* is damaged[.;] .*\.\n$/);
      expect((await run("doctor", "--repair")).code).toBe(0);
      expect(await answers()).toEqual(before);
    }
  });

  it("with garbage in the lock file is written; something else at the lock's path is reported and repaired", async () => {
    const lock = join(dirname(database(scratch.root)), "writer.lock");
    writeFileSync(lock, "garbage ".repeat(1000));
    scratch.write({ "src/vole.ts": "export const vole = 1;\n" });
    expect((await run("index")).code).toBe(0);
    expect(sizeOf(lock)).toBe(0);
    rmSync(lock);
    mkdirSync(join(lock, "inside"), { recursive: true });
    scratch.write({ "src/vole.ts": "export const vole = 2;\n" });
    expectOneLine(await run("index"), 1, /the lock .* is a folder\. Run `fovea doctor --repair`/);
    expect((await run("doctor")).out).toMatch(/the lock .* is a folder/);
    expect((await run("doctor", "--repair")).code).toBe(0);
    expect((await run("index")).code).toBe(0);
    expect((await run("doctor")).code).toBe(0);
  });

  it("can be replaced while another process has it open", async () => {
    const folder = dirname(database(scratch.root));
    const service = new ContextService(scratch.root, { watch: false });
    const ask = async () => {
      const repository = await service.ready({ signal: never, progress: () => {} });
      return JSON.parse(JSON.stringify(await repository.search(query, 10, { snippets: true })));
    };
    expect(await ask()).toEqual(before);
    rmSync(folder, { recursive: true });
    expect(await ask()).toEqual(before);
    rmSync(database(scratch.root));
    expect(await ask()).toEqual(before);
    await run("forget", "--yes");
    await run("index");
    expect(await ask()).toEqual(before);
    await service.close();
  });

  it("that is deleted during fovea watch is created again at the next edit", async () => {
    const repository = openRepository(scratch.root, { create: true });
    const errors: unknown[] = [];
    const watch = await watchRepository(repository, { onError: (error) => errors.push(error) });
    await watch.settled();
    for (const [round, harm] of [
      () => rmSync(dirname(database(scratch.root)), { recursive: true }),
      () => rmSync(database(scratch.root)),
    ].entries()) {
      harm();
      scratch.write({ "src/vole.ts": `export const vole = ${round};\n` });
      await expect
        .poll(async () => (await run("search", "vole", "--no-update")).code, { timeout: 20_000 })
        .toBe(0);
      await watch.settled();
      expect((await run("doctor")).code).toBe(0);
      expect((await repository.totals()).files).toBe(FILES + 1);
    }
    expect(errors).toEqual([]);
    await watch.stop();
    await repository.close();
  });
});

it("after random damage a command gives the right answer or one line with the mend, and the damage is repaired", async () => {
  using state = new CorruptState();
  await state.prepare();
  for (const [damage, seed] of plan(2, 1)) expect(await state.round(damage, seed)).toEqual([]);
});

function scribbleAt(file: string, offset: number, byte: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = byte;
  writeFileSync(file, bytes);
}
