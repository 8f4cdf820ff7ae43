import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runHere } from "../../../../../test/support/terminal.js";
import { costAgentReportSchema } from "../../../schema/index.js";

const folder = mkdtempSync(join(tmpdir(), "fovea-agent-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...argv: string[]) => runHere(["cost", "agent", ...argv], { cwd: folder, answer: () => "" });

const json = async (...argv: string[]) => {
  const { code, out, err } = await run(...argv, "--json");
  expect(err).toBe("");
  expect(code).toBe(0);
  return costAgentReportSchema.parse(JSON.parse(out));
};

/** A price of round rates, and a loop that can be added up by hand: 10,000, 14,500 and 19,000 tokens. */
const row = {
  id: "house",
  rates: {
    input: 4,
    cachedInput: 0.4,
    cacheWrite: 5,
    longerCacheWrites: [{ ttlSeconds: 3600, rate: 8 }],
    output: 20,
  },
  cache: { marked: true, minimumTokens: 1024, ttlSeconds: 300, source: "contract" },
  source: "contract",
  listedOn: "2026-11-01",
};
const loop = ["--turns", "3", "--system", "9k", "--user", "1k", "--read", "4k", "--output", "500"] as const;
const house = [...loop, "--price-file", "house.json"] as const;
beforeAll(() => writeFileSync(join(folder, "house.json"), JSON.stringify([row])));

describe("fovea cost agent", () => {
  it("takes no price silently", async () => {
    const none = await run();
    expect(none.code).toBe(2);
    expect(none.err).toContain("--price");
    expect(none.err).toContain("--hardware");
    const half = await run("--model", "llama-3.1-8b");
    expect(half.code).toBe(2);
    expect(half.err).toContain("--hardware is missing");
    const both = await run("--price", "gpt-5.4", "--hardware", "h100");
    expect(both.code).toBe(2);
    expect(both.err).toContain("exclude each other");
  });

  it("adds up the turns with reads and writes of the cache", async () => {
    const report = await json(...house);
    expect(report.dollarsBasis).toBe("house list price of 2026-11-01");
    expect(report.totals.dollars).toBeCloseTo((19_000 * 5 + 24_500 * 0.4 + 1_500 * 20) / 1e6, 12);
    expect(report.totals.seconds).toBeNull();
    const [noCache, half] = report.whatIfs;
    expect(noCache!.totals.dollars).toBeCloseTo((43_500 * 4 + 1_500 * 20) / 1e6, 12);
    // 10,000, 12,500 and 15,000 tokens: 15,000 written, 22,500 read.
    expect(half!.totals.dollars).toBeCloseTo((15_000 * 5 + 22_500 * 0.4 + 1_500 * 20) / 1e6, 12);
    expect(half!.soFar.at(-1)).toBeCloseTo(half!.totals.dollars!, 12);
  });

  it("lets the cache expire in a pause, and keeps it longer at the rate of that time", async () => {
    const slow = await json(...house, "--gap", "6m");
    expect(slow.totals).toMatchObject({ cachedTokens: 0, writtenTokens: 43_500 });
    expect(slow.whatIfs.map(({ name }) => name)).toContain("longer cache");
    const kept = await json(...house, "--gap", "6m", "--cache-ttl", "1h");
    expect(kept.cache).toMatchObject({ ttlSeconds: 3600, writeRate: 8 });
    expect(kept.totals.dollars).toBeCloseTo((19_000 * 8 + 24_500 * 0.4 + 1_500 * 20) / 1e6, 12);
    const never = await run(...house, "--cache-ttl", "2h");
    expect(never.code).toBe(2);
    expect(never.err).toContain("--cache-ttl 300s or 3600s");
  });

  it("counts a compaction with the turn that it precedes", async () => {
    const report = await json(...house, "--compact-at", "14k", "--compact-to", "11k");
    expect(report.turns.map(({ compacted }) => compacted)).toEqual([false, true, true]);
    expect(report.turns[1]).toMatchObject({
      contextTokens: 11_000,
      inputTokens: 25_500,
      outputTokens: 2_500,
    });
    expect(report.whatIfs.map(({ name }) => name)).toContain("no compaction");
    const wrong = await run(...house, "--compact-at", "12k", "--compact-to", "9k");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("no room for a summary");
    expect((await run(...house, "--compact-to", "9k")).code).toBe(2);
  });

  it("is a chat with a person between the turns", async () => {
    const chat = await json(
      "--chat",
      "--turns",
      "3",
      "--system",
      "9k",
      "--user",
      "200",
      "--output",
      "500",
      "--price-file",
      "house.json",
    );
    expect(chat.turns.map(({ contextTokens }) => contextTokens)).toEqual([9_200, 9_900, 10_600]);
    expect(chat.loop).toMatchObject({ readTokens: 0, keepsReasoning: false, gapSeconds: 60 });
  });

  it("prefills new tokens only on your own hardware, and shares the rent of a batch", async () => {
    const own = ["--model", "llama-3.1-8b", "--hardware", "h100", ...loop] as const;
    const report = await json(...own, "--gpu-price", "3.6");
    // What is generated is cached too: 10,500 and 15,000 of the next inputs.
    expect(report.turns.map(({ cachedTokens }) => cachedTokens)).toEqual([0, 10_500, 15_000]);
    // 3.6 dollars an hour are 0.001 a second.
    expect(report.totals.dollars).toBeCloseTo(0.001 * report.totals.seconds!, 12);
    expect(report.whatIfs[0]!.totals.seconds!).toBeGreaterThan(report.totals.seconds!);
    const shared = await json(...own, "--gpu-price", "3.6", "--batch", "4");
    expect(shared.totals.dollars).toBeCloseTo((0.001 * shared.totals.seconds!) / 4, 12);
    expect(shared.totals.dollars!).toBeLessThan(report.totals.dollars!);
  });

  it("shows times where no hourly price is known", async () => {
    const own = ["--model", "llama-3.2-1b", "--hardware", "rtx-6000-ada", ...loop] as const;
    const report = await json(...own);
    expect(report.totals.dollars).toBeNull();
    expect(report.dollarsBasis).toContain("--gpu-price");
    const { out } = await run(...own);
    expect(out).toMatch(/^turn +context +input +cached +output +time +so far +no cache +half the reading$/m);
  });

  it("prints each turn as CSV of numbers, and a few as text", async () => {
    const many = ["--price-file", "house.json", "--turns", "40"] as const;
    const csv = (await run(...many, "--csv")).out.trim().split("\n");
    expect(csv).toHaveLength(41);
    expect(csv[0]).toBe(
      "turn,context,input,cached,written,output,compacted,dollars,so far,no cache,half the reading",
    );
    for (const line of csv.slice(1))
      for (const cell of line.split(",")) expect(cell).toMatch(/^(?:\d+(?:\.\d+)?(?:e-\d+)?|false)$/);
    const text = (await run(...many)).out;
    expect(text).toMatch(/^ +40 /m);
    expect(text).not.toMatch(/^ +39 /m);
    expect(text).toMatch(/^40 turns: \$\d/m);
    expect(text).toMatch(/^No cache: \$\d.* times as much\.$/m);
    expect(text).toMatch(/^Half the reading: \$\d.* % less\.$/m);
  });

  it("draws the sum over the turns", async () => {
    const { out, err } = await run(...house, "--plot", "loop.svg", "--json");
    expect(costAgentReportSchema.safeParse(JSON.parse(out)).success).toBe(true);
    expect(err).toContain("loop.svg");
    const svg = readFileSync(join(folder, "loop.svg"), "utf8");
    expect(svg).toContain("no cache");
    expect(svg).toContain("half the reading");
  });

  it.each([
    ["--gap", "soon"],
    ["--turns", "0"],
    ["--read", "-1"],
    ["--compact-at", "x"],
  ])("refuses %s %s", async (flag, value) => {
    const { code, err } = await run("--price", "gpt-5.4", `${flag}=${value}`);
    expect(code).toBe(2);
    expect(err).toContain(flag);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});
