import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { hardware, models, prices } from "../../../../cost/index.js";
import {
  costFitReportSchema,
  costHardwareReportSchema,
  costModelsReportSchema,
  costPricesReportSchema,
  costReportSchema,
  costTradeoffReportSchema,
} from "../../../schema/cost-report.js";

const folder = mkdtempSync(join(tmpdir(), "fovea-lists-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runHere(argv, { cwd: folder, answer: () => "" });

describe("fovea cost models, hardware, prices", () => {
  it("list every row as JSON", async () => {
    for (const [name, rows] of Object.entries({ models, hardware, prices })) {
      const { code, out } = await run("cost", name, "--json");
      expect(code).toBe(0);
      const listed = (JSON.parse(out) as Record<string, { id: string }[]>)[name]!;
      expect(listed.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    }
  });

  it("list the rows whose name contains a text, one line each under the titles", async () => {
    const { out } = await run("cost", "hardware", "MI300X", "--csv");
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(out).toContain("mi300x,");
    expect(out).toContain(",1307.4,");
  });

  it("put a user's own prices before the built-in ones", async () => {
    const row = {
      id: "gpt-5.4",
      rates: { input: 9, output: 18 },
      source: "contract",
      listedOn: "2026-11-01",
    };
    writeFileSync(join(folder, "own.json"), JSON.stringify([row]));
    const listed = await run("cost", "prices", "gpt-5.4", "--price-file", "own.json", "--json");
    const [first, ...rest] = (JSON.parse(listed.out) as { prices: { id: string; rates: unknown }[] }).prices;
    expect(first!.rates).toEqual({ input: 9, output: 18 });
    expect(rest.map(({ id }) => id)).not.toContain("gpt-5.4");
    const priced = await run(
      "cost",
      "--price",
      "gpt-5.4",
      "--price-file",
      "own.json",
      "--context",
      "1M",
      "--json",
    );
    expect((JSON.parse(priced.out) as { rows: { dollars: number }[] }).rows[0]!.dollars).toBeCloseTo(9, 9);
  });

  it("refuse a price file that does not exist", async () => {
    const { code, err } = await run("cost", "prices", "--price-file", "none.json");
    expect(code).toBe(2);
    expect(err).toContain("--price-file none.json cannot be read");
  });
});

describe("fovea cost tradeoff", () => {
  it("puts published scores beside the cost of each length", async () => {
    const { code, out } = await run("cost", "tradeoff", "llama-3.1 70b", "--benchmark", "NoLiMa", "--json");
    expect(code).toBe(0);
    const { tradeoffs } = JSON.parse(out) as {
      tradeoffs: { unit: string; rows: { tokens: number; score: number; costRatio: number | null }[] }[];
    };
    expect(tradeoffs).toHaveLength(1);
    expect(tradeoffs[0]!.unit).toBe("FLOP");
    expect(tradeoffs[0]!.rows.map(({ score }) => score)).toEqual([91, 81.8, 71.2, 62.7, 51.8, 43.2]);
    for (const { costRatio } of tradeoffs[0]!.rows.slice(1)) expect(costRatio!).toBeGreaterThan(2);
  });

  it("prints one line per model when there are many, and an error for an unknown model", async () => {
    const all = await run("cost", "tradeoff", "--benchmark", "RULER");
    expect(all.out).toContain("score per cost peaks at");
    const none = await run("cost", "tradeoff", "perceiver");
    expect(none.code).toBe(2);
    expect(none.err).toContain("perceiver");
  });
});

it.each([
  [
    ["cost", "--explain", "--output", "100", "--model", "deepseek-v3", "--price", "gpt-5.4"],
    costReportSchema,
  ],
  [["cost", "--model", "jamba", "--hardware", "tpu-v5e", "--context", "1k,1M"], costReportSchema],
  [["cost", "fit", "--ttft", "2", "--model", "mamba-2.8b"], costFitReportSchema],
  [["cost", "fit", "--dollars", "0.5"], costFitReportSchema],
  [["cost", "models"], costModelsReportSchema],
  [["cost", "hardware"], costHardwareReportSchema],
  [["cost", "prices"], costPricesReportSchema],
  [["cost", "tradeoff"], costTradeoffReportSchema],
] as const)("%j prints JSON that matches its schema", async (argv, schema) => {
  const { code, out } = await run(...argv, "--json");
  expect(code).toBe(0);
  const parsed = schema.safeParse(JSON.parse(out));
  expect(parsed.error?.issues ?? []).toEqual([]);
});
