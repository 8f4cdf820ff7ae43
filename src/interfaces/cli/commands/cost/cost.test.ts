import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costReportSchema } from "../../../schema/cost-report.js";

const folder = mkdtempSync(join(tmpdir(), "fovea-cost-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runHere(["cost", ...argv], { cwd: folder, answer: () => "" });

/** Hardware without an hourly price. */
const unpriced = ["--model", "llama-3.1-8b", "--hardware", "rtx-6000-ada", "--context", "1k"] as const;

describe("dollars without an hourly price", () => {
  it("are none, and the basis says how to give a price", async () => {
    const { code, out } = await run(...unpriced, "--json");
    expect(code).toBe(0);
    const report = costReportSchema.parse(JSON.parse(out));
    expect(report.rows[0]!.dollars).toBeNull();
    expect(report.dollarsBasis).toMatch(/^none, no hourly price .* --gpu-price .* --price .* --price-file$/);
  });

  it("are a dash in the table, and empty in CSV", async () => {
    const text = await run(...unpriced);
    expect(text.out).toMatch(/Dollars: none, .*--gpu-price/);
    expect(text.out).toMatch(/^ *1,000 .* -$/m);
    expect(text.out).not.toContain("gpt-");
    const csv = await run(...unpriced, "--csv");
    expect(csv.out.trim().split("\n")[1]).toMatch(/,,true$/);
    expect(csv.err).toContain("--gpu-price");
  });

  it("are the rent that --gpu-price gives", async () => {
    const { out } = await run(...unpriced, "--gpu-price", "0.36", "--json");
    const report = costReportSchema.parse(JSON.parse(out));
    const [row] = report.rows;
    // 0.36 dollars an hour are 0.0001 a second.
    expect(row!.dollars).toBeCloseTo(0.0001 * row!.prefillSeconds, 12);
    expect(report.dollarsBasis).toContain("$0.36 an hour");
  });

  it("are the only row of a price file", async () => {
    const row = { id: "house", rates: { input: 0.4, output: 2 }, source: "contract", listedOn: "2026-11-01" };
    writeFileSync(join(folder, "one.json"), JSON.stringify([row]));
    const { out } = await run(...unpriced, "--price-file", "one.json");
    expect(out).toContain("Dollars: house list price of 2026-11-01");
    expect(out).toMatch(/^ *1,000 .* \$0\.0004$/m);
    writeFileSync(join(folder, "two.json"), JSON.stringify([row, { ...row, id: "other" }]));
    const two = await run(...unpriced, "--price-file", "two.json");
    expect(two.code).toBe(2);
    expect(two.err).toContain("--price house");
  });

  it("use the rate of a price file for what is written to the cache", async () => {
    const row = {
      id: "house",
      rates: { input: 4, cachedInput: 0.4, cacheWrite: 5, output: 20 },
      source: "contract",
      listedOn: "2026-11-01",
    };
    writeFileSync(join(folder, "writes.json"), JSON.stringify([row]));
    const flags = ["--context", "10k", "--cached", "6k", "--cache-write", "3k", "--output", "100"];
    const { out } = await run(...flags, "--price-file", "writes.json", "--json");
    expect(costReportSchema.parse(JSON.parse(out)).rows[0]!.dollars).toBeCloseTo(
      (6_000 * 0.4 + 3_000 * 5 + 1_000 * 4 + 100 * 20) / 1e6,
      12,
    );
    const beyond = await run(
      "--context",
      "8k",
      "--price",
      "gpt-5.4",
      "--cached",
      "6k",
      "--cache-write",
      "3k",
    );
    expect(beyond.code).toBe(2);
    expect(beyond.err).toContain("--cached 6,000 with --cache-write 3,000");
  });

  it("are those of the batch interface with --batch-api, where there is one", async () => {
    const { out } = await run("--price", "claude-opus-5", "--batch-api", "--context", "100k", "--json");
    const report = costReportSchema.parse(JSON.parse(out));
    expect(report.rows[0]!.dollars).toBeCloseTo((100_000 * 5 * 0.5) / 1e6, 12);
    expect(report.dollarsBasis).toContain("claude-opus-5 (batch) list price");
    const none = await run("--price", "gpt-4o", "--batch-api");
    expect(none.code).toBe(2);
    expect(none.err).toContain("no batch price is known for gpt-4o");
    expect((await run("--batch-api")).code).toBe(2);
  });

  it("are never of two prices", async () => {
    const { code, err } = await run(...unpriced, "--gpu-price", "1", "--price", "gpt-5.4");
    expect(code).toBe(2);
    expect(err).toContain("--price and --gpu-price");
  });

  it("cannot limit a context", async () => {
    const { code, err } = await run("fit", "--hardware", "rtx-6000-ada", "--gpus", "8", "--dollars", "1");
    expect(code).toBe(2);
    expect(err).toContain("--gpu-price");
  });
});

describe("the context", () => {
  it("holds what is cached", async () => {
    const { code, err } = await run("--context", "8k,32k", "--cached", "20k");
    expect(code).toBe(2);
    expect(err).toContain("--cached 20,000 is more than the whole context of 8,000 tokens");
    expect((await run("--context", "20k", "--cached", "20k")).code).toBe(0);
  });

  it("warns in one line beyond what the model declares", async () => {
    const { code, err } = await run("--model", "llama-3.1-8b", "--context", "128k,131072,200k,1M", "--json");
    expect(code).toBe(0);
    expect(err.match(/.*declares.*/g)).toEqual([
      "fovea: meta-llama/Meta-Llama-3.1-8B declares 131,072 tokens of context; 200,000 and 1,000,000 are beyond it.",
    ]);
    expect((await run("--model", "llama-3.1-8b", "--context", "128k")).err).toBe("");
  });
});

it("prints no matrix for a model without attention", async () => {
  const flags = ["--model", "mamba-2.8b", "--context", "1k"];
  const { out } = await run(...flags, "--json");
  expect(costReportSchema.parse(JSON.parse(out)).rows[0]!.attentionMatrixBytes).toBe(0);
  const titles = (await run(...flags, "--csv")).out.split("\n")[0]!.split(",");
  const cells = (await run(...flags)).out
    .split("\n")
    .find((line) => line.startsWith("  1,000"))!
    .trim()
    .split(/ {2,}/);
  expect(cells[titles.indexOf("matrix")]).toBe("-");
});

it("prints CSV of numbers only, and whether a context fits in a column", async () => {
  // 1M tokens of an 8B model take 131 GB of cache: more than one H100 holds.
  const { out, err } = await run("--model", "llama-3.1-8b", "--context", "1k,1M", "--output", "10", "--csv");
  const [titles, ...rows] = out
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  expect(titles!.at(-1)).toBe("fits");
  expect(rows.map((row) => row.at(-1))).toEqual(["true", "false"]);
  for (const row of rows) for (const cell of row.slice(0, -1)) expect(Number(cell)).not.toBeNaN();
  expect(rows[1]![0]).toBe("1000000");
  expect(err).not.toContain("*");
});

describe("--explain", () => {
  it("prints each step with its numbers, in lines of at most 100 columns", async () => {
    const { out } = await run(
      ...["--model", "deepseek-v4", "--context", "128k", "--cached", "100k", "--batch", "8", "--explain"],
    );
    const text = out.slice(out.indexOf("deepseek-ai/DeepSeek-V4-Pro: n = "));
    expect(text).toContain("n = 128,000 tokens, c = 100,000 of them cached, t = 28,000 new, batch 8");
    expect(text).toContain("\n    28,672,000 × 2 × 512 × 128 heads × 30 layers = 112.74 TFLOP\n");
    expect(text).toContain("\n    384 − (384 − 6) / (1 + (8 − 1) × 6 / 384) = 43.27 experts\n");
    expect(text.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  it("leaves CSV to the table, and is fenced in Markdown", async () => {
    const csv = await run(...unpriced, "--explain", "--csv");
    expect(csv.out.trim().split("\n")).toHaveLength(2);
    expect(csv.err).toContain("Q·Kᵀ: pairs × 2·d_k × heads × layers");
    const markdown = await run(...unpriced, "--explain", "--markdown");
    expect(markdown.out).toMatch(/\n```\nmeta-llama\/Meta-Llama-3\.1-8B: n = 1,000 tokens\n[^`]*\n```\n$/);
  });

  it("is in the JSON with its factors", async () => {
    const { out } = await run(...unpriced, "--explain", "--json");
    const [derivation] = costReportSchema.parse(JSON.parse(out)).derivations!;
    const scores = derivation!.steps.find(({ title }) => title === "Q·Kᵀ");
    // 1,000 × 1,001 / 2 pairs of 128 channels, 32 heads, 32 layers.
    expect(scores).toMatchObject({
      factors: [500_500, 2, 128, 32, 32],
      value: 131_203_072_000,
      unit: "FLOP",
    });
  });
});

describe("--plot-of", () => {
  it("draws times, memory or dollars against the context", async () => {
    const { out } = await run("--plot", "-", "--plot-of", "memory", "--context", "1k,8k");
    expect(out).toContain("Memory of the fullest accelerator");
    expect(out).toContain("● KV cache   ■ all it holds   ▲ all it has");
    const dollars = await run("--plot", "-", "--plot-of", "dollars", "--concurrency", "8", "--output", "100");
    expect(dollars.out).toContain("dollars a request");
    expect(dollars.out).not.toContain("1 user to as many as fit");
  });

  it("needs --plot", async () => {
    const { code, err } = await run("--plot-of", "time");
    expect(code).toBe(2);
    expect(err).toContain("--plot-of needs --plot. Write --plot cost.svg");
  });
});
