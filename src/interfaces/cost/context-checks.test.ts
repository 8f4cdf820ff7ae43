import { expect, it } from "vitest";
import { runHere } from "../../../test/support/terminal.js";

const run = (line: string) =>
  runHere(["cost", ...line.split(" ").filter(Boolean)], { cwd: "/", answer: () => "" });

const contexts = async (line: string): Promise<number[]> =>
  JSON.parse((await run(`${line} --json`)).out).rows.map(({ context }: { context: number }) => context);

it("the default contexts are the usual ones that the model declares", async () => {
  const first = await run("");
  expect(first.code).toBe(0);
  expect(first.err).toBe("");
  expect(await contexts("")).toEqual([1_000, 4_000, 32_000, 128_000]);
  // 131,072 with 100,000 of output leave 31,072: fewer than three usual ones.
  expect(await contexts("--output 100k")).toEqual([7_768, 15_536, 31_072]);
});

it("of a short model they are a quarter, a half and all of it", async () => {
  expect(await contexts("--model bert-base-uncased")).toEqual([128, 256, 512]);
});

it("of a state they have no limit, and the warning says what the model was trained at", async () => {
  expect((await contexts("--model mamba2-2.7b")).at(-1)).toBe(1_000_000);
  const { err } = await run("--model mamba2-2.7b --context 1k,4k");
  expect(err).toContain("was trained at 2,048 tokens, which its state does not limit; 4,000 is beyond it");
});

it.each(["", "compare ", "fit "])("what %sgenerates counts for the declared length", async (command) => {
  const { code, err } = await run(
    `${command}--model llama-3.1-8b --context 127k --output 100k${command === "compare " ? " --concurrency 1" : ""}`,
  );
  expect(code).toBe(0);
  expect(err).toContain("declares 131,072 tokens of context; 127,000 with 100,000 of output is beyond it");
  expect((await run(`${command}--model llama-3.1-8b --context 127k --output 4k`)).err).not.toContain(
    "beyond",
  );
});

it("several lengths are told apart from their digits", async () => {
  expect((await run("--model bert-base-uncased --context 1k,4k,8k")).err).toContain(
    "1,000; 4,000 and 8,000 are beyond it",
  );
});

it.each(["--output 10", "--frontier", "--ttft 1", "--tpot 1", "--table serving"])(
  "an encoder with %s is an error of one line",
  async (flag) => {
    const { code, out, err } = await run(`--model bert-base-uncased ${flag}`);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toBe(
      `fovea: google-bert/bert-base-uncased is an encoder, which generates no tokens. Leave ${/--[a-z]+(?: serving)?/.exec(flag)![0]} out.\n`,
    );
  },
);

it.each(["--ttft abc", "--concurrency 0", "--acceptance 2"])(
  "no warning stands before the error of %s",
  async (flag) => {
    const { code, err } = await run(`--context 1M ${flag}`);
    expect(code).toBe(2);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toContain("beyond");
  },
);

it("--cache-write is refused without a list price, and said to change nothing without a rate", async () => {
  const alone = await run("--context 8k --cache-write 2k");
  expect(alone.code).toBe(2);
  expect(alone.err).toContain("Give --price");
  const input = await run("--context 8k --cache-write 2k --price gpt-5.4");
  expect(input.code).toBe(0);
  expect(input.err).toContain("gpt-5.4 has no rate of its own for cache writes");
  const writes = await run("--context 8k --cache-write 2k --price claude-sonnet-4.5");
  expect(writes.code).toBe(0);
  expect(writes.err).toBe("");
});

it("a request beyond what a priced API takes is said, where its window is known", async () => {
  // gpt-5.4 takes 1,050,000 tokens; the last of 5,000 turns sends 22 million.
  const agent = await run("agent --price gpt-5.4 --turns 5000");
  expect(agent.code).toBe(0);
  expect(agent.err).toContain("gpt-5.4 takes 1,050,000 tokens of input and output; a request of 22,0");
  expect((await run("agent --price gpt-5.4 --turns 30")).err).toBe("");
  expect((await run("compare --price claude-sonnet-4.5 --context 190k --output 20k")).err).toContain(
    "a request of 210,000 is beyond it",
  );
  expect((await run("--price claude-sonnet-4.5 --context 100k,250k")).err).toContain("takes 200,000 tokens");
});

it("an encoder runs no agent", async () => {
  const { code, err } = await run("agent --model bert-base-uncased --hardware h100");
  expect(code).toBe(2);
  expect(err).toContain("is an encoder, which generates no tokens");
});
