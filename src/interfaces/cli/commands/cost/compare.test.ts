import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costCompareReportSchema } from "../../../schema/index.js";

const folder = mkdtempSync(join(tmpdir(), "fovea-compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runHere(["cost", "compare", ...argv], { cwd: folder, answer: () => "" });

const json = async (...argv: string[]) => {
  const { code, out } = await run(...argv, "--json");
  expect(code).toBe(0);
  return costCompareReportSchema.parse(JSON.parse(out));
};

describe("fovea cost compare", () => {
  it("compares every combination of the lists", async () => {
    const { rows, best } = await json(
      ...["--model", "llama-3.1-8b,qwen3-8b", "--hardware", "h100,l40s", "--dtype", "bf16,fp8"],
    );
    expect(rows.map(({ own }) => `${own!.hardware} ${own!.weights}`)).toEqual(
      [0, 1].flatMap(() => ["h100-sxm bf16", "h100-sxm fp8", "l40s bf16", "l40s fp8"]),
    );
    expect(new Set(rows.map(({ model }) => model)).size).toBe(2);
    const times = rows.map(({ own }) => own!.timePerOutputTokenSeconds!);
    expect(times[best.outputToken!]).toBe(Math.min(...times));
    expect(rows[best.outputToken!]!.own!.hardware).toBe("h100-sxm");
  });

  it("puts list prices beside own hardware", async () => {
    const { rows } = await json(
      ...["--model", "llama-3.1-8b", "--gpu-price", "3.6", "--price", "gpt-5.4,llama-3.1-8b@groq"],
      ...["--context", "10k", "--output", "1k"],
    );
    expect(rows.map(({ own }) => own === null)).toEqual([false, true, true]);
    // gpt-5.4: 2.5 dollars a million tokens of input, 15 of output.
    expect(rows[1]!.dollars).toBeCloseTo((10_000 * 2.5 + 1_000 * 15) / 1e6, 12);
    expect(rows[0]!.dollarsBasis).toContain("$3.60 an hour");
  });

  it("compares list prices alone", async () => {
    const { rows } = await json("--price", "gpt-5.4,claude-opus-5");
    expect(rows).toHaveLength(2);
  });

  it("says above the table what all have in common, and below it which is best in what", async () => {
    const { out } = await run("--model", "llama-3.1-8b", "--dtype", "bf16,fp8");
    expect(out).toMatch(/^Same for all: model meta-llama\/Meta-Llama-3\.1-8B, hardware h100-sxm, .*\.$/m);
    expect(out).toMatch(/^weights +KV cache? .*prefill bound by +each token +decode bound by/m);
    expect(out).toMatch(/^bf16 .* compute \d+ % .* memory \d+ %/m);
    expect(out).toMatch(/^Fastest tokens: meta-llama\/Meta-Llama-3\.1-8B, 1 × h100-sxm, fp8\.$/m);
  });

  it("marks what does not fit, and leaves it out of the best", async () => {
    const flags = ["--model", "llama-3.1-70b", "--hardware", "h100", "--gpus", "1,4"];
    const { rows, best } = await json(...flags);
    expect(rows.map(({ own }) => own!.fits)).toEqual([false, true]);
    expect(best.firstToken).toBe(1);
    const { out, err } = await run(...flags);
    expect(out).toMatch(/\d GB\*/);
    expect(err).toContain("* does not fit");
  });

  it("prints CSV with every column and no marks", async () => {
    const { out } = await run("--model", "llama-3.1-70b", "--gpus", "1,4", "--csv");
    const [titles, ...lines] = out.trim().split("\n");
    expect(titles).toBe(
      "model,hardware,accelerators,weights,KV cache,engine,memory each,first token,prefill bound by,each token,decode bound by,tok/s,in+out/s each,dollars,fits",
    );
    expect(lines.map((line) => line.split(",").at(-1))).toEqual(["false", "true"]);
    expect(out).not.toContain("*");
  });

  it.each([
    [[], "--price a,b"],
    [["--model", "llama-3.1-8b", "--hardware", "h1000"], "h1000"],
    [["--model", "llama-3.1-8b", "--context", "8k", "--cached", "20k"], "--cached 20,000"],
    [
      ["--model", "llama-3.1-8b", "--gpus", Array.from({ length: 70 }, (_, n) => n + 1).join(",")],
      "70 candidates",
    ],
  ])("refuses %j", async (argv, message) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("what is compared once", () => {
  it("is a candidate that several values name", async () => {
    const twice = await json(
      ...["--model", "llama-3.1-8b,llama-3.1-8b,meta-llama/Meta-Llama-3.1-8B", "--dtype", "bf16,auto"],
      ...["--price", "gpt-5.4,gpt-5.4"],
    );
    expect(twice.rows.map(({ model }) => model)).toEqual(["meta-llama/Meta-Llama-3.1-8B", "gpt-5.4"]);
  });

  it("are contexts and concurrencies of fovea cost", async () => {
    const { out } = await runHere(
      ["cost", "--context", "8k,8000", "--concurrency", "8,8,1", "--output", "100", "--json"],
      { cwd: folder, answer: () => "" },
    );
    const { rows } = JSON.parse(out) as { rows: { context: number; concurrency: number }[] };
    expect(rows.map(({ context, concurrency }) => [context, concurrency])).toEqual([
      [8000, 8],
      [8000, 1],
    ]);
  });
});

it("list prices alone have no columns of machines", async () => {
  const { out } = await run("--price", "gpt-5.4,claude-sonnet-4.5");
  expect(out).toMatch(/^model +hardware +dollars$/m);
  expect(out).not.toMatch(/ -(?: |$)/m);
  const csv = await run("--price", "gpt-5.4", "--csv");
  expect(csv.out.split("\n")[0]).toContain("memory each");
});
