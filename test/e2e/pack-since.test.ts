import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packReportSchema } from "../../src/interfaces/schema/index.js";
import { Scratch } from "../support/scratch.js";
import { jsonHere } from "../support/terminal.js";

const cli = join(import.meta.dirname, "../../dist/cli.js");

const run = (root: string, ...args: string[]) =>
  spawnSync(process.execPath, [cli, ...args], { cwd: root, encoding: "utf8" });

const pack = (root: string, ...args: string[]) => {
  const { stdout, status } = run(root, "pack", ...args, "--json");
  expect(status).toBe(0);
  return packReportSchema.parse(JSON.parse(stdout));
};

const packHere = (cwd: string, ...args: string[]) => jsonHere(["pack", ...args], packReportSchema, { cwd });

const source = (count: number): string =>
  Array.from(
    { length: 8 },
    (_, index) =>
      `/** Waters plant ${index}. */\nexport function waterPlant${index}(litres: number) {\n  const can = litres * ${count + index};\n  return can;\n}\n`,
  ).join("\n");

test("pack --since sends the difference: held pieces are listed, an edited one is sent, the rest is not repeated", async () => {
  using scratch = new Scratch().write({
    "garden.ts": source(1),
    "shed.ts": "export const tools = ['rake'];\n",
  });
  const first = await packHere(scratch.root, "water the plants");
  expect(first.held).toMatchObject({
    unchanged: [],
    stale: [],
    savedTokens: 0,
    sessionSentTokens: first.tokens,
  });
  const same = await packHere(scratch.root, "water the plants", "--since", first.packId);
  expect(same.items).toEqual([]);
  expect(same.held.unchanged.length).toBe(first.items.length);
  expect(same.tokens).toBeLessThan(first.tokens / 3);
  scratch.write({ "garden.ts": source(1).replace("litres * 4", "litres * 400") });
  const edited = await packHere(scratch.root, "water the plants", "--since", first.packId);
  expect(edited.items.map(({ symbol }) => symbol)).toEqual(["waterPlant3"]);
  expect(edited.held.changed.map(({ symbol }) => symbol)).toEqual(["waterPlant3"]);
  expect(edited.text).toContain("litres * 400");
});

test("a session continues in the next process; an unknown one is an error with the mend", () => {
  using scratch = new Scratch().write({ "garden.ts": source(1) });
  const first = pack(scratch.root, "water the plants", "--session", "gardener");
  const second = pack(scratch.root, "water the plants", "--since", "gardener");
  expect(second.held.sessionSentTokens).toBe(first.tokens + second.tokens);
  const third = pack(scratch.root, "water the plants", "--session", "gardener");
  expect(third.held.sessionSentTokens).toBe(first.tokens + second.tokens + third.tokens);
  const { stderr, status } = run(scratch.root, "pack", "water", "--since", "0123456789abcdef");
  expect([status, stderr]).toEqual([2, expect.stringContaining("Give the packId of an earlier pack")]);
  expect(run(scratch.root, "pack", "water", "--session", "../up").status).toBe(2);
});
