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

  it("say when no row matches, with the nearest names", async () => {
    for (const list of ["models", "hardware", "prices"]) {
      const { code, err } = await run("cost", list, "no-such-row", "--json");
      expect(code).toBe(2);
      expect(err).toMatch(/"no-such-row"; the nearest are \S+, \S+, \S+/);
    }
  });

  it("take the name of a quantised copy for its base, and say so", async () => {
    const name = "unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit";
    const note = `fovea: "${name}" is priced as meta-llama/Meta-Llama-3.1-8B; the name says bnb-4bit.\n`;
    const listed = await run("cost", "models", name, "--csv");
    expect(listed.err).toBe(note);
    expect(listed.out.trim().split("\n")).toHaveLength(2);
    const priced = await run("cost", "--model", name, "--context", "1k", "--json");
    expect(priced.code).toBe(0);
    expect(priced.err).toContain(note);
  });

  it("declare one context length everywhere", async () => {
    // config.json of Qwen3-8B has max_position_embeddings 40,960; its card declares 131,072 with YaRN.
    const listed = await run("cost", "models", "Qwen/Qwen3-8B", "--json");
    const [row] = (JSON.parse(listed.out) as { models: { contextTokens: number }[] }).models;
    const fit = await run("cost", "fit", "--model", "Qwen/Qwen3-8B", "--json");
    expect((JSON.parse(fit.out) as { declared: number }).declared).toBe(row!.contextTokens);
    expect(row!.contextTokens).toBe(131_072);
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
    expect(all.out).toMatch(/^benchmark .* knee +solved +doubling it +adds +must add$/m);
    expect(all.out).toMatch(/^RULER +Llama3\.1 \(70B\) .* 32,768 +80\.2 +solves fewer +5\.5 +\d+\.\d$/m);
    expect(all.out).toContain("a solved task saves $0.10 against a missed one");
    const none = await run("cost", "tradeoff", "perceiver");
    expect(none.code).toBe(2);
    expect(none.err).toContain("perceiver");
  });

  it("moves the knee with --worth and --found, and marks it", async () => {
    const kneeOf = async (...flags: string[]): Promise<string> => {
      const { out } = await run("cost", "tradeoff", "gpt-4o", "--benchmark", "NoLiMa", ...flags);
      return /^NoLiMa +GPT-4o +([\d,]+)\* /m.exec(out)![1]!;
    };
    expect(await kneeOf()).toBe("4,000");
    expect(await kneeOf("--worth", "5")).toBe("16,000");
    expect(await kneeOf("--found", "100")).toBe("1,000");
    expect(await kneeOf("--found", "1k:10,2k:20%,32k:100", "--worth", "5")).toBe("32,000");
  });

  it.each([
    ["--found", "101"],
    ["--found", "60,70"],
    ["--found", "4k:"],
    ["--found", "x:60"],
    ["--worth", "nothing"],
  ])("refuses %s %s", async (flag, value) => {
    const { code, err } = await run("cost", "tradeoff", flag, value);
    expect(code).toBe(2);
    expect(err).toContain(flag);
  });

  it("prices the turns of a miss by the user's own list", async () => {
    const row = {
      id: "gpt-5.4",
      rates: { input: 25, cachedInput: 2.5, output: 150 },
      source: "contract",
      listedOn: "2026-11-02",
    };
    writeFileSync(join(folder, "dear.json"), JSON.stringify([row]));
    const { out } = await run("cost", "tradeoff", "llama", "--price-file", "dear.json", "--json");
    const { worth } = costTradeoffReportSchema.parse(JSON.parse(out));
    expect(worth.dollars).toBeCloseTo(1, 9);
    expect(worth.turns).toMatchObject({ count: 4, listedOn: "2026-11-02" });
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
