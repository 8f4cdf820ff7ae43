import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { findModel } from "../../../../cost/index.js";
import { costFitReportSchema, costReportSchema } from "../../../schema/cost-report.js";

const run = (...argv: string[]) => runHere(["cost", ...argv], { cwd: ".", answer: () => "" });

async function largest(...argv: string[]) {
  const { out, err, code } = await run("fit", ...argv, "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
  return costFitReportSchema.parse(JSON.parse(out));
}

describe("the largest context in memory", () => {
  it("of DeepSeek-V3 in fp8 on 8 × H200 has the whole latent on each", async () => {
    const { memory, memoryPerAccelerator: used } = await largest(
      ..."--model deepseek-v3 --dtype fp8 --hardware h200 --gpus 8".split(" "),
    );
    const capacity = 143_771 * 2 ** 20;
    // An eighth of 671,026,419,200 parameters, but latents, norms and routers whole.
    const whole = 61 * (7168 * (1536 + 576) + 1536 + 512 + 2 * 7168) + 58 * (7168 + 1) * 256 + 7168;
    const weights = (671_026_419_200 - whole) / 8 + whole;
    // The residual stream twice, latents and an eighth of 128 heads of 2·192 + 2·128, 8,192 tokens in 16 bits.
    const activations = 2 * 8192 * (2 * 7168 + (1536 + 512 + 128 * 640) / 8);
    const token = 61 * (512 + 64);
    expect(memory).toBe(Math.floor((0.9 * capacity - weights - activations) / token));
    expect(memory).toBeLessThan(1_630_000);
    expect(used.capacity).toBe(capacity);
    expect(used.kvCache).toBe(memory * token);
    expect(used.total).toBeLessThanOrEqual(capacity);
    expect(used.total + token).toBeGreaterThan(capacity);
  });

  it("of Llama 3.1 70B on 16 is that of 8 KV heads, copied", async () => {
    const { memory, memoryPerAccelerator: used } = await largest("--model", "llama-3.1-70b", "--gpus", "16");
    // One KV head of 128 in 80 layers: 40,960 bytes a token.
    const activations = 2 * 8192 * (2 * 8192 + (2 * 28_672) / 16);
    expect(memory).toBe(Math.floor((0.9 * used.capacity - used.weights - activations) / 40_960));
    expect(memory).toBeLessThan(1_740_000);
    // Two stages of 8 halve the layers instead of copying heads.
    const staged = await largest("--model", "llama-3.1-70b", "--gpus", "16", "--tp", "8");
    expect(staged.assumptions).toContain("tensor 8 × pipeline 2 parallel");
    expect(staged.memory / memory).toBeCloseTo(2, 1);
  });

  it("grows when less is reserved or computed at once", async () => {
    const flags = ["--model", "llama-3.1-8b", "--gpus", "1"];
    const { memory } = await largest(...flags);
    const none = await largest(...flags, "--reserve", "0");
    // A tenth of the memory, at 131,072 bytes a token.
    expect((none.memory - memory) * 131_072).toBeCloseTo(0.1 * none.memoryPerAccelerator.capacity, -6);
    const small = await largest(...flags, "--chunk", "2k");
    expect(small.memoryPerAccelerator.activations).toBeLessThan(none.memoryPerAccelerator.activations / 4);
  });

  it("is divided by requests with attention by requests", async () => {
    const flags = "--model deepseek-v3 --dtype fp8 --hardware h200 --gpus 8 --batch 64".split(" ");
    const byHeads = await largest(...flags);
    const byRequests = await largest(...flags, "--dp-attention", "--ep", "8");
    expect(byRequests.assumptions).toContain("tensor 8 parallel, experts over 8, attention by requests");
    // vLLM, the default, holds dense layers and the head whole as well; SGLang divides them.
    expect(byRequests.memory).toBeGreaterThan(5 * byHeads.memory);
    const sglang = await largest(...flags, "--dp-attention", "--ep", "8", "--engine", "sglang");
    expect(sglang.memory).toBeGreaterThan(6 * byHeads.memory);
  });
});

describe("formats", () => {
  it("follow the checkpoint unless another is asked for", async () => {
    const row = async (...argv: string[]) =>
      costReportSchema.parse(JSON.parse((await run(...argv, "--context", "1k", "--json")).out));
    const own = await row("--model", "gpt-oss-20b");
    expect(own.rows[0]!.weightBytes).toBe(13_761_264_768);
    expect(own.assumptions).toContain("mxfp4 experts, bf16 elsewhere");
    const all = await row("--model", "gpt-oss-20b", "--dtype", "bf16");
    expect(all.rows[0]!.weightBytes).toBe(2 * all.parameters.total);
  });

  it("are read from a file of their own beside the config, as NVIDIA writes it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fovea-quantised-"));
    const { config } = findModel("llama-3.1-8b");
    writeFileSync(join(folder, "config.json"), JSON.stringify(config));
    writeFileSync(
      join(folder, "hf_quant_config.json"),
      JSON.stringify({
        producer: { name: "modelopt" },
        quantization: { quant_algo: "FP8", kv_cache_quant_algo: "FP8", exclude_modules: ["lm_head"] },
      }),
    );
    const { out } = await run("--model", join(folder, "config.json"), "--context", "1k", "--json");
    rmSync(folder, { recursive: true });
    const { rows, assumptions } = costReportSchema.parse(JSON.parse(out));
    // 6,979,321,856 parameters of linear modules in 8 bits, 1,050,939,392 others in 16.
    expect(rows[0]!.weightBytes / (6_979_321_856 + 2 * 1_050_939_392)).toBeCloseTo(1, 5);
    expect(assumptions).toContain("KV cache fp8");
  });

  it("of the cache count scales", async () => {
    const cache = async (kv: string) =>
      costReportSchema.parse(
        JSON.parse(
          (await run("--model", "llama-3.1-8b", "--context", "1000", "--kv-dtype", kv, "--json")).out,
        ),
      ).rows[0]!.kvCacheBytes;
    // 32 layers, keys and values of 8 heads of 128; 34 bytes for 32 elements, and 18.
    expect(await cache("q8_0")).toBe((1000 * 32 * 2 * 1024 * 34) / 32);
    expect(await cache("q4_0")).toBe((1000 * 32 * 2 * 1024 * 18) / 32);
    expect(await cache("int4")).toBe((1000 * 32 * 2 * 1024) / 2);
  });
});

describe("plans and shares that cannot be", () => {
  it("are one line", async () => {
    const bad = async (...argv: string[]) => {
      const { code, err } = await run(...argv);
      expect(code).toBe(2);
      return err;
    };
    expect(await bad("--gpus", "12", "--tp", "8")).toContain("12 accelerators do not divide by --tp 8");
    expect(await bad("--gpus", "8", "--ep", "3")).toContain("3 of 8");
    expect(await bad("--reserve", "1")).toContain("--reserve");
    expect(await bad("--dtype", "q9")).toContain('--dtype "q9" is not known');
    expect(await bad("--kv-dtype", "q9")).toContain('--kv-dtype "q9" is not known');
  });
});

describe("offload", () => {
  const big = "--model gpt-oss-120b --hardware rtx-4090 --engine llama.cpp --context 4k --output 10".split(
    " ",
  );
  const row = async (...argv: string[]) =>
    costReportSchema.parse(JSON.parse((await run(...argv, "--json")).out)).rows[0]!;

  it("puts the experts of as few layers as needed in the host's memory", async () => {
    const whole = await row(...big, "--gpus", "1");
    expect(whole.fits).toBe(false);
    expect(whole.offload).toBeNull();
    const { fits, offload, memoryPerAccelerator: used } = await row(...big, "--offload", "cpu");
    expect(fits).toBe(true);
    expect(offload).toMatchObject({ to: "cpu", unit: "experts", of: 36, kvCache: 0 });
    // 128 experts of three matrices of 2880² in mxfp4, and biases of 3 · 2880 in 32 bits.
    const layer = 128 * (3 * 2880 * 2880 * (4.25 / 8) + 3 * 2880 * 4);
    expect(offload!.weights).toBeCloseTo(offload!.layers * layer, -2);
    expect(offload!.layers).toBe(Math.ceil((whole.memoryPerAccelerator.total - used.capacity) / layer));
  });

  it("is said below the table, and takes whole layers of a dense model", async () => {
    const { err, out } = await run(
      ..."--model llama-3.1-70b --dtype int4 --hardware rtx-4090 --offload disk --context 4k".split(" "),
    );
    expect(err).toMatch(/at 4,000 tokens \d+ of 80 layers, .* with .* of cache, are on disk/);
    expect(out).toContain("layers that do not fit on disk, read at 7.9 GB/s (the disk)");
  });

  it.each([
    // vLLM copies all that it needs; llama.cpp computes passes of fewer than 32 tokens on the host.
    ["vllm", "", "experts that do not fit in the host's memory, copied at 31.5 GB/s (PCIe)"],
    [
      "vllm",
      "--host-bandwidth 20",
      "experts that do not fit in the host's memory, copied at 20.0 GB/s (the host's memory)",
    ],
    [
      "llama.cpp",
      "",
      "read there at 89.6 GB/s (the host's memory) by passes of fewer than 32 tokens, copied at 31.5 GB/s (PCIe) by others",
    ],
  ])("under %s %s names the link that bounds it", async (engine, rate, link) => {
    const flags = `--model gpt-oss-120b --hardware rtx-4090 --gpus 1 --context 4k --output 10 --offload cpu --engine ${engine} ${rate}`;
    const { out } = await run(...flags.trim().split(" "));
    expect(out).toContain(link);
  });

  it("leaves the largest context to the host's memory, and says what it needs", async () => {
    const { out } = await run(
      ..."fit --model llama-3.1-70b --gpus 1 --hardware rtx-4090 --offload cpu --context 4k".split(" "),
    );
    expect(out).toMatch(
      /as far as the host's goes; at 4,000 tokens it holds \d+\.\d GB of weights and \S+ [MG]B/,
    );
    expect(out).not.toContain("no limit");
  });

  it("is refused where it makes no sense", async () => {
    const bad = async (...argv: string[]) => {
      const { code, err } = await run(...argv);
      expect(code).toBe(2);
      return err;
    };
    expect(await bad("--hardware", "m4-max", "--offload", "cpu")).toContain("shares its memory");
    expect(await bad("--offload", "cpu", "--offload-unit", "experts")).toContain("has no experts");
    expect(await bad("--host-bandwidth", "60")).toContain("--host-bandwidth needs --offload");
  });
});
