import { expect, it } from "vitest";
import { openRepository } from "../../src/context/open-repository.js";
import { indexReportSchema, searchReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea, foveaJson } from "../support/cli.js";
import { answersOf, never, newIndex } from "../support/indexed.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

/** So many files that worker threads index them and other processes start meanwhile. */
const COUNT = 150;

const files = (count: number, version: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, file) => [
      `src/heron${file}.ts`,
      Array.from(
        { length: 25 },
        (_, part) =>
          `export function heron${file}Wing${part}(wind: number): number {\n  return wind * ${version} + glide${part}(${file});\n}\n`,
      ).join("\n"),
    ]),
  );
const queries = ["heron7Wing3", "glide wind", "src/heron11.ts"];

async function expectEqualToFresh(root: string): Promise<void> {
  const shared = openRepository(root, { create: false });
  const fresh = newIndex(shared.source);
  await fresh.update({ signal: never });
  expect(await answersOf(shared, queries)).toEqual(await answersOf(fresh, queries));
  await Promise.all([shared.close(), fresh.close()]);
}

it("two writers at once both succeed and produce one index", async () => {
  using scratch = new Scratch().write(files(COUNT, 1));
  const at = { cwd: scratch.root };
  const reports = await Promise.all([1, 2].map(() => foveaJson(["index"], indexReportSchema, at)));
  for (const report of reports) expect(report.files).toBe(COUNT);
  // The second one found everything indexed.
  expect(reports.map(({ changed }) => changed).toSorted((a, b) => a - b)).toEqual([0, COUNT]);
  await expectEqualToFresh(scratch.root);
});

it("readers during a write answer from the complete old or new index", async () => {
  using scratch = new Scratch().write(files(COUNT, 1));
  const at = { cwd: scratch.root };
  await foveaJson(["index"], indexReportSchema, at);
  scratch.write(files(COUNT, 2));
  let writing = true;
  const writer = fovea(["index"], at).finally(() => {
    writing = false;
  });
  let reads = 0;
  for (; writing; reads++) {
    const outcome = await runHere(["search", "heron7Wing3", "--no-update", "--json"], at);
    expect([outcome.code, outcome.err]).toEqual([0, ""]);
    const [best] = searchReportSchema.parse(JSON.parse(outcome.out)).results;
    expect(best).toMatchObject({ path: "src/heron7.ts", symbol: "heron7Wing3" });
    await new Promise((wake) => setTimeout(wake, 20));
  }
  expect(reads).toBeGreaterThan(2);
  expect((await writer).code).toBe(0);
  await expectEqualToFresh(scratch.root);
});

it("a search waits while another process writes, and answers from the complete index", async () => {
  using scratch = new Scratch().write(files(COUNT, 1));
  const at = { cwd: scratch.root };
  const [index, ...searches] = await Promise.all([
    fovea(["index"], at),
    ...[1, 2].map(() => fovea(["search", "heron7Wing3", "--json"], at)),
  ]);
  expect([index.code, index.err]).toEqual([0, ""]);
  for (const { code, err, out } of searches) {
    expect([code, err]).toEqual([0, ""]);
    expect(searchReportSchema.parse(JSON.parse(out)).results[0]!.path).toBe("src/heron7.ts");
  }
});
