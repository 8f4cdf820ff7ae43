import { readFileSync, rmSync, writeFileSync } from "node:fs";
import Database from "libsql";
import { beforeEach, describe, expect, it } from "vitest";
import { databaseFile } from "../../src/context/workspace.js";
import {
  doctorReportSchema,
  indexReportSchema,
  searchReportSchema,
} from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { scribble, sizeOf, truncateTo } from "../support/disturbed.js";
import { expectOneLine } from "../support/one-line.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

/** Few, so that every page of their index can be damaged in turn. */
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
  it.each(damages)("%s: is told with --no-update, mended by doctor and by search", async (_, damage) => {
    damage(databaseFile(scratch.root));
    expectOneLine(
      await run("search", query, "--no-update"),
      1,
      /the index .* is damaged\. Run `fovea doctor --repair` to build it anew\./,
    );
    const sick = await run("doctor");
    expect(sick.code).toBe(1);
    expect(sick.err).toMatch(/is damaged\. Run `fovea doctor --repair` to build it anew\.\n$/);
    const mended = doctorReportSchema.parse(JSON.parse((await run("doctor", "--repair", "--json")).out));
    expect(mended).toMatchObject({ sound: true, repaired: true, files: FILES, behind: 0 });
    expect(mended.problems.length).toBeGreaterThan(0);
    damage(databaseFile(scratch.root));
    const outcome = await fovea(["search", query, "--json"], { cwd: scratch.root });
    expect(outcome.err).toMatch(/^fovea: the index .* is damaged; it is built anew\.\n$/);
    expect(outcome.code).toBe(0);
    expect(searchReportSchema.parse(JSON.parse(outcome.out)).results).toEqual(before);
  });

  it("is built anew by index, which says so", async () => {
    truncateTo(databaseFile(scratch.root), 5000);
    const again = await fovea(["index", "--json"], { cwd: scratch.root });
    expect([again.code, again.err]).toEqual([0, expect.stringMatching(/is damaged; it is built anew\.\n$/)]);
    expect(indexReportSchema.parse(JSON.parse(again.out)).files).toBe(FILES);
  });

  it("gives no wrong answer whichever page is garbage", async () => {
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

  it("does not mind a log that a crash or a copy left behind", async () => {
    const file = databaseFile(scratch.root);
    for (const leftover of ["-wal", "-shm"]) {
      writeFileSync(file + leftover, "left behind by something else".repeat(500));
      expect(await answers()).toEqual(before);
    }
    rmSync(`${file}-shm`, { force: true });
    expect(await answers()).toEqual(before);
  });

  it("of a newer format is named as such, and built anew where that is meant", async () => {
    const newer = new Database(databaseFile(scratch.root));
    newer.exec("pragma user_version = 999; create table invention (x); insert into invention values (1)");
    newer.close();
    expectOneLine(
      await run("status"),
      1,
      /was made by a newer Fovea \(format 999, this one reads \d+\)\. Update Fovea, or run `fovea index` to build the index anew\./,
    );
    expect(await answers()).toEqual(before);
    expect(doctorReportSchema.parse(JSON.parse((await run("doctor", "--json")).out))).toMatchObject({
      sound: true,
      files: FILES,
    });
  });
});
