import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costReportSchema } from "../../../schema/cost-report.js";

const folder = mkdtempSync(join(tmpdir(), "fovea-images-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (line: string) => runHere(["cost", ...line.split(" ")], { cwd: folder, answer: () => "" });

async function report(line: string) {
  const { code, out } = await run(`${line} --json`);
  expect(code).toBe(0);
  return costReportSchema.parse(JSON.parse(out));
}

describe("fovea cost --images", () => {
  const gemma = "--model gemma-3-27b --gpus 1";

  it("adds their tokens to the context, and the vision tower to the prefill", async () => {
    const { rows, images, assumptions } = await report(`${gemma} --context 1k --images 4 --output 100`);
    const text = await report(`${gemma} --context 2024 --output 100`);
    // 4,096 patches of 14 × 14 × 3 numbers in 27 layers of width 1152 and 4304, without a mask; 256 tokens to 5376.
    const tower =
      2 * 588 * 1152 * 4096 + 2 * (4 * 1152 ** 2 + 2 * 1152 * 4304) * 27 * 4096 + 4 * 1152 * 27 * 4096 ** 2;
    const projector = 2 * 1152 * 5376 * 256;
    expect(images).toMatchObject({ count: 4, width: 1024, height: 1024, tokens: 4 * 256 });
    expect(images!.flop / (4 * (tower + projector))).toBeCloseTo(1, 9);
    const [row, plain] = [rows[0]!, text.rows[0]!];
    expect(row.context).toBe(2024);
    expect(row.attentionFlop).toBe(plain.attentionFlop);
    expect(row.linearFlop).toBe(plain.linearFlop + images!.flop);
    expect(row.totalFlop).toBe(row.attentionFlop + row.linearFlop);
    // At the peak of 989.5 TFLOP/s and the MFU that the assumptions name.
    const seconds = images!.flop / (989.5e12 * Number(/MFU ([\d.]+)/.exec(assumptions)![1]));
    expect(row.prefillSeconds - plain.prefillSeconds).toBeCloseTo(seconds, 6);
    expect(row.timeToFirstTokenSeconds! - plain.timeToFirstTokenSeconds!).toBeCloseTo(seconds, 6);
    expect(assumptions).toContain("4 images of 1,024 × 1,024 (resized to 896 × 896, 4096 patches");
  });

  it("is a step of the derivation", async () => {
    const { rows, images, derivations } = await report(`${gemma} --context 1k --images 4 --explain`);
    const { steps } = derivations![0]!;
    expect(steps.find(({ group }) => group === "Vision tower")!.value).toBe(images!.flop);
    expect(steps.find(({ title }) => title === "Total")!.value / rows[0]!.totalFlop).toBeCloseTo(1, 12);
  });

  it("counts them as the model's processor does", async () => {
    for (const [model, tokens] of [
      ["qwen2.5-vl-7b", 999],
      ["qwen3-vl-8b", 768],
      ["qwen3.5-35b-a3b", 768],
      ["llama-4-scout", 1887],
    ] as const)
      expect(
        (await report(`--model ${model} --context 1k --images 1 --image-size 1024x768`)).images!.tokens,
      ).toBe(tokens);
  });

  it("reads the tower of a config.json", async () => {
    const config = {
      model_type: "llava",
      text_config: {
        model_type: "llama",
        hidden_size: 64,
        num_hidden_layers: 2,
        num_attention_heads: 4,
        intermediate_size: 128,
        vocab_size: 1000,
      },
      vision_config: { model_type: "clip_vision_model", image_size: 336, patch_size: 14 },
    };
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    const { rows } = await report("--model ./config.json --context 100 --images 2");
    expect(rows[0]!.context).toBe(100 + 2 * 576);
  });

  it("says which marks around an image it leaves out, and counts without them", async () => {
    const help = (await run("--help")).out.replace(/\s+/g, " ");
    expect(help).toContain("without the marks around an image of Gemma 3 (4 tokens) and Qwen-VL (2 tokens)");
    const { images } = await report(`${gemma} --context 1k --images 1`);
    expect(images!.tokens).toBe(256);
  });

  it("says what it cannot count", async () => {
    for (const [line, text] of [
      ["--model llama-3.1-8b --images 1", "no vision tower of meta-llama/Meta-Llama-3.1-8B"],
      ["--model llama-3.1-8b --images 1", "Leave --images out, or name a model that sees images"],
      [`${gemma} --images 1 --image-size big`, "two numbers of pixels"],
      [`${gemma} --image-size 10x10`, "--image-size needs --images"],
    ] as const) {
      const { code, err } = await run(line);
      expect(code).toBe(2);
      expect(err).toContain(text);
    }
  });
});
