import { describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";

const run = async (line: string) => {
  const { code, out } = await runHere(["cost", ...line.split(" ")], { cwd: "/", answer: () => "" });
  expect(code).toBe(0);
  return out;
};
const rowsOf = (csv: string): string[][] =>
  csv
    .trim()
    .split("\n")
    .map((row) => row.split(","));

describe("fovea cost fit", () => {
  const line = "fit --model llama-3.1-8b --gpus 1 --context 8k --output 100 --ttft 1 --tpot 20ms";

  it("as CSV has a row for each limit with the numbers of JSON", async () => {
    const [titles, ...rows] = rowsOf(await run(`${line} --csv`));
    expect(titles).toEqual(["limit", "context", "users"]);
    const json = JSON.parse(await run(`${line} --json`));
    const most = json.serving[0].largestConcurrency;
    expect(rows).toEqual([
      ["memory", String(json.memory), "1"],
      ["ttft", String(json.ttft), "1"],
      ["tpot", String(json.tpot), "1"],
      ["declared", "131072", ""],
      ["crossover", String(json.crossover), ""],
      ["memory", "8000", String(most.memory)],
      ["ttft", "8000", String(most.ttft)],
      ["tpot", "8000", String(most.tpot)],
      ["all", "8000", String(most.all)],
    ]);
  });

  it("as Markdown is a table, and two formats exclude each other", async () => {
    expect(await run(`${line} --markdown`)).toContain("| declared | 131,072 | - |");
    const both = await runHere(["cost", ...`${line} --csv --json`.split(" ")], {
      cwd: "/",
      answer: () => "",
    });
    expect(both.code).toBe(2);
  });

  it("declares what the model card states, as every command does, not the positions of the config", async () => {
    // The card of DeepSeek-V3 says 128K; max_position_embeddings is 163,840.
    expect(JSON.parse(await run("fit --model deepseek-v3 --json")).declared).toBe(131_072);
    expect(JSON.parse(await run("models deepseek-v3 --json")).models[0].contextTokens).toBe(131_072);
    const { err } = await runHere(["cost", "--model", "deepseek-v3", "--context", "140k"], {
      cwd: "/",
      answer: () => "",
    });
    expect(err).toContain("declares 131,072 tokens of context; 140,000 is beyond it");
  });

  it("of a state says at which length it was trained", async () => {
    expect(await run("fit --model mamba2-2.7b")).toContain(
      "Trained at, which its state does not limit:  2,048",
    );
  });
});

describe("fovea cost train", () => {
  const line = "train --model llama-3.1-8b --lora-rank 16 --tokens 1M";

  it("as CSV has every figure with its unit, as JSON has them", async () => {
    const figures = new Map(
      rowsOf(await run(`${line} --csv`)).map(([name, value, unit]) => [name, [value, unit]]),
    );
    const json = JSON.parse(await run(`${line} --json`));
    expect(figures.get("figure")).toEqual(["value", "unit"]);
    expect(figures.get("weights")).toEqual([String(json.memoryPerAccelerator.weights), "bytes"]);
    expect(figures.get("forward")).toEqual([String(json.flop.forward), "FLOP"]);
    expect(figures.get("a step")).toEqual([String(json.secondsPerStep), "seconds"]);
    expect(figures.get("dollars of the run")).toEqual([String(json.run.dollars), "dollars"]);
    expect(figures.get("fits")).toEqual(["true", ""]);
  });

  it("as Markdown is a table for readers", async () => {
    expect(await run(`${line} --markdown`)).toMatch(/^\| weights \| 16\.\d GB \|$/m);
  });
});
