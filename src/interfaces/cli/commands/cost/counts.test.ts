import { expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";

const run = (...argv: string[]) => runHere(["cost", ...argv], { cwd: "/", answer: () => "" });

/** Options that take one count: a list in any of them was once read as one number, 1,8 as 18. */
it.each([
  ["", "--batch"],
  ["", "--gpus"],
  ["", "--tp"],
  ["", "--output"],
  ["", "--cached"],
  ["", "--chunk"],
  ["fit", "--concurrency"],
  ["fit", "--batch"],
  ["compare --model llama-3.1-8b", "--concurrency"],
  ["compare --model llama-3.1-8b", "--output"],
  ["compare --model llama-3.1-8b", "--context"],
  ["train", "--batch"],
  ["train", "--gpus"],
  ["train", "--lora-rank"],
  ["agent --price gpt-5.4", "--turns"],
  ["agent --price gpt-5.4", "--read"],
])("cost %s %s takes one number, not 1,8", async (command, flag) => {
  const { code, out, err } = await run(...command.split(" ").filter(Boolean), flag, "1,8");
  expect(code).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(`${flag} must be one `);
  expect(err).toContain("Give one number");
});

it("counts may be written with a power of ten or in groups of three", async () => {
  const contextOf = async (context: string) =>
    JSON.parse((await run("compare", "--model", "llama-3.1-8b", "--context", context, "--json")).out).workload
      .contextTokens;
  expect(await contextOf("1e5")).toBe(100_000);
  expect(await contextOf("100,000")).toBe(100_000);
});

it("times of --ttft and --tpot take units", async () => {
  const longest = async (...limits: string[]) =>
    JSON.parse((await run("fit", "--model", "llama-3.1-8b", "--gpus", "1", ...limits, "--json")).out);
  expect((await longest("--ttft", "500ms")).ttft).toBe((await longest("--ttft", "0.5")).ttft);
  expect((await longest("--tpot", "20ms")).tpot).toBe((await longest("--tpot", "0.02")).tpot);
  const refused = await run("fit", "--ttft", "soon");
  expect(refused.code).toBe(2);
  expect(refused.err).toContain("--ttft 500ms");
});

it("--reserve takes a share or per cent", async () => {
  const reserve = async (text: string) =>
    JSON.parse((await run("--context", "1k", "--reserve", text, "--json")).out).rows[0].memoryPerAccelerator
      .reserve;
  expect(await reserve("10%")).toBe(await reserve("0.1"));
});

it("--turns beyond any conversation are refused, not simulated", async () => {
  const { code, err } = await run("agent", "--price", "gpt-5.4", "--turns", "1e9");
  expect(code).toBe(2);
  expect(err).toContain("Write 10,000 or less");
});
