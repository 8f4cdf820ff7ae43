import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costTrainReportSchema } from "../../../schema/index.js";

const run = (...argv: string[]) => runHere(["cost", "train", ...argv], { cwd: tmpdir(), answer: () => "" });

const json = async (...argv: string[]) => {
  const { code, out } = await run(...argv, "--json");
  expect(code).toBe(0);
  return costTrainReportSchema.parse(JSON.parse(out));
};

describe("fovea cost train", () => {
  it("counts LoRA on q and v of Llama-2-7B", async () => {
    const report = await json("--model", "llama-2-7b", "--lora-rank", "8", "--targets", "q_proj,v_proj");
    expect(report.parameters.trained).toBe(4_194_304);
    expect(report.lora).toEqual({
      rank: 8,
      targets: ["q_proj", "v_proj"],
      adapters: [
        { module: "self_attn.q_proj", parameters: 2_097_152 },
        { module: "self_attn.v_proj", parameters: 2_097_152 },
      ],
    });
    expect(report.fits).toBe(true);
  });

  it("divides 16 bytes a parameter among eight with ZeRO 3", async () => {
    const { parameters, memoryPerAccelerator: memory } = await json(
      ...["--model", "llama-2-7b", "--gpus", "8", "--zero", "3", "--recompute"],
    );
    expect(memory.weights + memory.gradients + memory.optimizer).toBe(2 * parameters.total);
    // Two layers of 4 · 4,096² + 3 · 4,096 · 11,008 + 2 · 4,096 parameters, two bytes each.
    expect(memory.gathered).toBe(2 * 2 * (4 * 4096 ** 2 + 3 * 4096 * 11008 + 2 * 4096));
  });

  it("takes the time of a run from its FLOP, and the dollars from its time", async () => {
    const {
      flop,
      tokensPerStep,
      run: whole,
    } = await json(
      ...["--model", "llama-2-7b", "--hardware", "h100-sxm", "--gpus", "8", "--zero", "1"],
      ...["--tokens", "1G", "--mfu", "0.5", "--gpu-price", "3"],
    );
    expect(tokensPerStep).toBe(8 * 4000);
    // 989.4 TFLOP/s dense each.
    const seconds = ((1e9 / 32000) * flop.model) / (8 * 989.4e12 * 0.5);
    expect(whole!.seconds / seconds).toBeCloseTo(1, 3);
    expect(whole!.dollars).toBeCloseTo((8 * 3 * whole!.seconds) / 3600, 6);
    expect(whole!.steps).toBe(31_250);
  });

  it("says what to do when a step does not fit", async () => {
    const { code, err } = await run("--model", "llama-2-7b", "--hardware", "rtx-4090");
    expect(code).toBe(0);
    expect(err).toMatch(
      /does not fit in .*; raise --gpus with --zero 3, or give --recompute, or train adapters with --lora-rank, or shorten --context\.\n$/,
    );
    const smaller = await run(
      ...["--model", "llama-2-7b", "--hardware", "rtx-4090", "--lora-rank", "8", "--recompute"],
      ...["--dtype", "nf4", "--context", "2k", "--batch", "64"],
    );
    expect(smaller.err).toMatch(/does not fit in .*; the largest --batch is \d+\.\n$/);
  });

  it.each([
    [["--targets", "q_proj"], "--targets needs a rank"],
    [["--lora-rank", "8", "--targets", "query"], 'has no module "query"'],
    [["--lora-rank", "8", "--precision", "bf16"], "--precision is of full training"],
    [["--dtype", "nf4"], "--dtype is of frozen weights"],
    [["--zero", "2"], "--zero 2 divides nothing on one accelerator"],
    [["--batch", "0"], "--batch must be a positive whole number"],
  ])("refuses %j", async (argv, message) => {
    const { code, err } = await run("--model", "llama-2-7b", ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
