import { expect, it } from "vitest";
import { runHere } from "../../../test/support/terminal.js";

const run = (line: string) => runHere(["cost", ...line.split(" ")], { cwd: "/", answer: () => "" });

it("readers get what is priced, what memory holds and how times are modelled, in a line each", async () => {
  const { out } = await run("--model llama-3.1-8b --context 8k");
  const lines = out.split("\n");
  expect(lines[0]).toBe("meta-llama/Meta-Llama-3.1-8B on 1 × H100 SXM5 80 GB, batch 1, causal.");
  expect(lines[1]).toBe("Memory: weights bf16; KV cache bf16; 10 % of memory kept free.");
  expect(lines[2]).toMatch(
    /^Times: modelled for vLLM, within a factor of [\d.]+: .*\. Products run at [\d.]+ % of 989\.5 TFLOP\/s dense bf16 \(MFU\), weights are read at [\d.]+ % of the bandwidth \(MBU\)\.$/,
  );
});

it("JSON has them in one text, and images add theirs to both", async () => {
  const line = "--model gemma-3-27b --context 8k --images 2";
  const { assumptions } = JSON.parse((await run(`${line} --json`)).out);
  expect(assumptions).toContain("; modelled for vLLM at MFU ");
  expect(assumptions).toContain("2 images of 1,024 × 1,024");
  expect((await run(line)).out).toMatch(/^Images: 2 images of 1,024 × 1,024/m);
});
