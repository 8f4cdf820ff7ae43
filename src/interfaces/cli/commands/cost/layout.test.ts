import { describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";

const run = (line: string) => runHere(["cost", ...line.split(" ")], { cwd: ".", answer: () => "" });

describe("layouts that engines refuse", () => {
  it("are errors where nothing can be divided so", async () => {
    for (const [line, says] of [
      ["--model llama-3.1-70b --context 8k --pp 200", "80 layers, which cannot be 200 pipeline stages"],
      ["--model llama-3.1-8b --context 8k --ep 4", "has no experts to divide among 4"],
      [
        "--model mixtral-8x7b --context 8k --parallel context --tp 4 --ep 2",
        "--parallel context has nothing",
      ],
    ] as const) {
      const { code, err } = await run(line);
      expect([line, code]).toEqual([line, 2]);
      expect(err).toContain(says);
    }
  });

  it("are priced with one line of warning where heads are divided unevenly", async () => {
    const { code, err } = await run("--model qwen2.5-7b --context 8k --tp 8");
    expect(code).toBe(0);
    expect(err).toBe(
      "fovea: Qwen/Qwen2.5-7B has 28 query heads, which 8 accelerators cannot share evenly: engines refuse it; the times and bytes are of the fullest accelerator.\n",
    );
    expect((await run("--model qwen2.5-7b --context 8k --tp 4")).err).toBe("");
  });

  it("say when attention by requests has nothing to divide", async () => {
    const { out, err } = await run("--model llama-3.1-8b --context 8k --dp-attention --gpus 1");
    expect(err).toContain("--dp-attention changes nothing");
    expect(out).not.toContain("attention by requests");
  });
});
