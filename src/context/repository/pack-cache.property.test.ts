import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { never } from "../../../test/support/indexed.js";
import { Scratch } from "../../../test/support/scratch.js";
import { renderers } from "../render/index.js";
import type { Source } from "../scan/source.js";
import { openWorkingTree } from "../scan/working-tree.js";
import type { Store } from "../store/contract.js";
import { memoryStore } from "../store/drivers.js";
import { Repository } from "./repository.js";

const project = join(import.meta.dirname, "../../..");
const scratch = new Scratch();
let warm: Repository;
let source: Source;
let store: Store;

beforeAll(async () => {
  source = openWorkingTree(join(project, "src/context/pack"));
  store = memoryStore();
  warm = new Repository(source, store);
  await warm.update({ signal: never });
});

afterAll(async () => {
  await warm?.close();
  scratch[Symbol.dispose]();
});

/** What a pack says, with the relevance of what it left out. */
async function packOf(repository: Repository, task: string, budget: number, format: number) {
  const { hashOf, worths, ...pack } = await repository.pack(task, budget, renderers[format]!);
  return { ...pack, worths: worths(), hashes: pack.items.map(({ path }) => hashOf(path)) };
}

const TASKS = [
  "choose the pieces of a pack under a budget",
  "closing map of likely files",
  "count tokens of lines",
  "flurble zorp",
  "licence.ts",
  "the excerpt of a long definition and its head",
];

it("a pack is the same whatever was packed before", async () => {
  const asked = fc.record({
    task: fc.constantFrom(...TASKS),
    budget: fc.oneof(fc.integer({ min: 20, max: 3000 }), fc.integer({ min: 3000, max: 60_000 })),
    format: fc.nat(renderers.length - 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 6 }), async (questions) => {
      for (const { task, budget, format } of questions) {
        const cold = await packOf(new Repository(source, store), task, budget, format);
        expect(await packOf(warm, task, budget, format)).toEqual(cold);
      }
    }),
    { numRuns: 40 },
  );
});

it("searches, packs and judgements of a task do not disturb each other", async () => {
  for (const task of TASKS) {
    const cold = new Repository(source, store);
    const expected = [await cold.search(task, 10), await cold.searchFiles(task, 30), await cold.assess(task)];
    await warm.pack(task, 4000, renderers[0]!);
    expect([await warm.search(task, 10), await warm.searchFiles(task, 30), await warm.assess(task)]).toEqual(
      expected,
    );
  }
});

it("a changed index is ranked and read again", async () => {
  scratch.write({ "boat.ts": "export function rowBoat() {\n  return 1;\n}\n" });
  const repository = new Repository(openWorkingTree(scratch.root), memoryStore());
  const pack = async (): Promise<string> => {
    await repository.update({ signal: never });
    return (await repository.pack("row the boat", 1000, renderers[0]!)).text;
  };
  expect(await pack()).toContain("return 1;");
  scratch.write({ "boat.ts": "export function rowBoat() {\n  return 22;\n}\n" });
  expect(await pack()).toContain("return 22;");
  scratch.write({ "row.ts": "export const rowBoatTwice = () => 3;\n" });
  expect(await pack()).toContain("rowBoatTwice");
  await repository.close();
});
