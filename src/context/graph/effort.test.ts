import { afterAll, beforeAll, expect, it } from "vitest";
import { Scratch } from "../../../test/support/scratch.js";
import { Repository } from "../repository/repository.js";
import { openWorkingTree } from "../scan/working-tree.js";
import { memoryStore } from "../store/drivers.js";
import { Effort } from "./effort.js";

const OVERLOADS = 1500;
const scratch = new Scratch();
let repository: Repository;

beforeAll(async () => {
  const methods = Array.from({ length: OVERLOADS }, (_, at) => `  void Go(int a${at}) { Go(1); }\n`);
  scratch.write({ "over.cs": `class A {\n${methods.join("")}}\n` });
  repository = new Repository(openWorkingTree(scratch.root), memoryStore());
  await repository.update({ signal: new AbortController().signal });
});
afterAll(async () => {
  await repository.close();
  scratch[Symbol.dispose]();
});

it("a question with too many uses and definitions is cut, notes it and yields to the event loop", async () => {
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  for (const of of ["over.cs", "A.Go"]) {
    const started = process.cpuUsage();
    const { relations } = await repository.graph({ of, relations: ["callees"], limit: 20 });
    const { user } = process.cpuUsage(started);
    expect(user / 1e6, of).toBeLessThan(8);
    expect(relations.find(({ relation }) => relation === "callees")!.notes.join()).toMatch(/^(?:only|cut)/);
  }
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(3);
}, 30_000);

it("is spent after its limit, and stays spent", async () => {
  const effort = new Effort(10);
  expect([await effort.allows(10), effort.spent]).toEqual([true, false]);
  expect([await effort.allows(1), await effort.allows(0), effort.spent]).toEqual([false, false, true]);
});

it("throws when its signal is aborted", async () => {
  const abort = new AbortController();
  const effort = new Effort(undefined, abort.signal);
  const weigh = async () => {
    while (await effort.allows(1));
  };
  setTimeout(() => abort.abort(new Error("gone")), 10);
  await expect(weigh()).rejects.toThrow("gone");
  expect(effort.spent).toBe(false);
});
