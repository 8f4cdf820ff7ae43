import { mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { asWriter } from "../index-lifecycle.js";
import { openRepository } from "../open-repository.js";
import type { Repository } from "../repository/repository.js";
import { type Watch, type WatchedUpdate, watchRepository } from "./watch.js";

let scratch: Scratch;
let repository: Repository;
let watch: Watch;
let updates: WatchedUpdate[];

beforeEach(async () => {
  scratch = new Scratch();
  scratch.git("init", "-q");
  scratch.commit("start", {
    ".gitignore": "out/\n",
    "src/kettle.ts": "export function boilKettle() { return 100; }\n",
    "src/toaster.ts": "export function browBread() { return 1; }\n",
  });
  repository = openRepository(scratch.root, { create: true });
  updates = [];
  watch = await watchRepository(repository, { onUpdate: (update) => updates.push(update) });
  await watch.settled();
});

afterEach(async () => {
  await watch.stop();
  await repository.close();
  scratch[Symbol.dispose]();
});

const paths = async (): Promise<string[]> =>
  (await repository.reader.corpus()).files.map((file) => file.path);

/** Waits for the watcher by querying again and again. */
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await sleep(50);
  }
  expect(await holds()).toBe(true);
}

test("the index follows saved, renamed and deleted files", async () => {
  scratch.write({ "src/teapot.ts": "export function pourTeapot() { return 'tea'; }\n" });
  await eventually(async () => (await repository.search("pourTeapot", 1))[0]?.path === "src/teapot.ts");
  renameSync(join(scratch.root, "src/teapot.ts"), join(scratch.root, "src/samovar.ts"));
  await eventually(async () => (await repository.search("pourTeapot", 1))[0]?.path === "src/samovar.ts");
  expect(await paths()).not.toContain("src/teapot.ts");
  rmSync(join(scratch.root, "src/samovar.ts"));
  await eventually(async () => !(await paths()).includes("src/samovar.ts"));
});

test("the index follows a branch switch, in one update when it happened while another process wrote", async () => {
  scratch.git("checkout", "-q", "-b", "other");
  scratch.commit(
    "many",
    Object.fromEntries(
      Array.from({ length: 300 }, (_, index) => [
        `many/file${index}.ts`,
        `export const many${index} = ${index};\n`,
      ]),
    ),
  );
  await eventually(async () => (await paths()).length === 303);
  scratch.git("checkout", "-q", "main");
  await eventually(async () => (await paths()).length === 3);
  await watch.settled();
  updates.length = 0;
  await asWriter(scratch.root, async () => {
    scratch.git("checkout", "-q", "other");
    // Meanwhile 300 events arrive, each requesting an update.
    await sleep(400);
  });
  await eventually(async () => (await paths()).length === 303);
  await watch.settled();
  expect(updates).toHaveLength(1);
});

test("ignored files cause no update until the ignore file changes", async () => {
  updates.length = 0;
  mkdirSync(join(scratch.root, "node_modules/pkg"), { recursive: true });
  scratch.write({ "out/built.ts": "export const built = 1;\n", "node_modules/pkg/index.js": "x\n" });
  scratch.write({ "src/kettle.ts": "export function boilKettle() { return 99; }\n" });
  await eventually(async () => updates.length > 0);
  await watch.settled();
  expect((await paths()).sort()).toEqual([".gitignore", "src/kettle.ts", "src/toaster.ts"]);
  scratch.write({ ".gitignore": "node_modules/\n" });
  await eventually(async () => (await paths()).includes("out/built.ts"));
  // The folder was not watched before; now it is.
  await watch.settled();
  scratch.write({ "out/second.ts": "export const second = 2;\n" });
  await eventually(async () => (await paths()).includes("out/second.ts"));
});

test("a change made while another writer holds the lock is indexed later", async () => {
  await asWriter(scratch.root, async () => {
    scratch.write({ "src/late.ts": "export const late = true;\n" });
    await sleep(400);
    expect(await paths()).not.toContain("src/late.ts");
  });
  await eventually(async () => (await paths()).includes("src/late.ts"));
});
