import { expect, it } from "vitest";
import { runHere } from "../../../test/support/terminal.js";

const run = async (line: string) =>
  JSON.parse((await runHere(["cost", ...line.split(" "), "--json"], { cwd: "/", answer: () => "" })).out);

it.each([
  "--context 8k",
  "fit --gpus 4",
  "compare --model llama-3.1-8b --dtype q4_k_m",
  "train --model llama-2-7b",
])("bytes of %s are whole, and those alone", async (line) => {
  const report = await run(line);
  let bytes = 0;
  const visit = (value: unknown, key: string, inMemory: boolean): void => {
    if (typeof value === "number") {
      if (!inMemory && !/Bytes$/.test(key)) return;
      expect([key, Number.isInteger(value)]).toEqual([key, true]);
      bytes++;
    } else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value))
        visit(inner, Array.isArray(value) ? key : name, key === "memoryPerAccelerator");
  };
  visit(report, "", false);
  expect(bytes).toBeGreaterThan(4);
});

it.each([
  ["--context 8k,32k --dtype q4_k_m", /^(KV cache|matrix|weights|KV each|activations|reserve|memory)$/, 14],
  ["--context 8k --output 1 --draft-model llama-3.2-1b --acceptance 0.7 --dtype q4_k_m", /\(draft\)$/, 11],
  ["compare --model llama-3.1-8b --dtype q4_k_m", /^memory each$/, 1],
])("bytes of the CSV of %s are whole", async (line, titled, cells) => {
  const { out } = await runHere(["cost", ...line.split(" "), "--csv"], { cwd: "/", answer: () => "" });
  const [titles, ...rows] = out
    .trimEnd()
    .split("\n")
    .map((row) => row.split(","));
  const found = rows.flatMap((row) => row.filter((_, column) => titled.test(titles![column]!)));
  expect(found).toHaveLength(cells);
  const sizes = found.map(Number).filter((size) => size > 1e6);
  expect(sizes.length).toBeGreaterThan(0);
  expect(sizes.filter((size) => !Number.isInteger(size))).toEqual([]);
});

it("the reserve is a tenth of the memory, rounded up", async () => {
  const { reserve, capacity } = (await run("--context 8k --reserve 0.1")).rows[0].memoryPerAccelerator;
  expect(reserve).toBe(Math.ceil(capacity * 0.1));
});
