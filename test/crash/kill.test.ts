import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { openRepository } from "../../src/context/open-repository.js";
import { searchReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea } from "../support/cli.js";
import { databaseFile } from "../support/database-file.js";
import { answersOf, never, newIndex } from "../support/indexed.js";
import { Scratch } from "../support/scratch.js";
import { runHere } from "../support/terminal.js";

/** So many files that worker threads index them and there is time to kill the process. */
const FILES = 240;
/**
 * Enough kills for each kind of round. A fast machine needs more rounds, because more indexers end before the
 * kill.
 */
const ROUNDS = 8;
const KILLS = 4;
const MOST_ROUNDS = 50;

const textOf = (file: number, version: number): string =>
  Array.from(
    { length: 30 },
    (_, part) =>
      `/** Part ${part} of otter ${file}, drawn ${version} times. */\nexport function otter${file}Part${part}(river: number): number {\n  const depth${part} = river * ${file} + ${version};\n  return measure${(file * 7 + part) % 50}(depth${part});\n}\n`,
  ).join("\n");
const queries = ["otter17Part3", "measure42 depth", "drawn 2 times", "river", "src/otter5.ts"];

/** Pseudo-random numbers that are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

it("an index whose writer is killed at any moment answers, and the next run completes it", async () => {
  const random = numbers(20261124);
  const next = (below: number): number => Math.floor(random.next().value! * below);
  using scratch = new Scratch();
  const at = { cwd: scratch.root };
  const write = (file: number, version: number) =>
    scratch.write({ [`src/otter${file}.ts`]: textOf(file, version) });
  for (let file = 0; file < FILES; file++) write(file, 0);
  let killed = 0;
  for (let round = 1; round <= ROUNDS || (killed < KILLS && round <= MOST_ROUNDS); round++) {
    // Every third round without an index, otherwise after some edits.
    if (round % 3 === 1) rmSync(dirname(databaseFile(scratch.root)), { recursive: true, force: true });
    for (let edit = 0; edit < 40; edit++) write(next(FILES), round);
    rmSync(join(scratch.root, `src/otter${next(FILES)}.ts`), { force: true });
    const outcome = await fovea(["index"], {
      ...at,
      onStart: (child) => setTimeout(() => child.kill("SIGKILL"), 80 + next(1100)),
    });
    if (outcome.signal === "SIGKILL") killed++;
    else expect([outcome.code, outcome.err]).toEqual([0, ""]);

    const asItIs = await runHere(["search", "river", "--no-update", "--json"], at);
    // A writer that was killed early leaves no index, or one in which nothing is found yet.
    const exists = !/there is no index/.test(asItIs.err);
    if (exists && asItIs.code !== 0) expect(asItIs.err).toMatch(/nothing in the index contains/);
    if (exists) expect((await runHere(["doctor"], at)).out).toMatch(/\nSound: /);
    if (round % 4 === 0) {
      const healed = await fovea(["search", "otter17Part3", "--json"], at);
      expect([healed.code, healed.err]).toEqual([0, ""]);
      searchReportSchema.parse(JSON.parse(healed.out));
    }
  }
  expect(killed).toBeGreaterThanOrEqual(KILLS);

  const mended = openRepository(scratch.root, { create: true });
  await mended.update({ signal: never });
  const fresh = newIndex(mended.source);
  await fresh.update({ signal: never });
  expect(await answersOf(mended, queries)).toEqual(await answersOf(fresh, queries));
  await Promise.all([mended.close(), fresh.close()]);
}, 180_000);
