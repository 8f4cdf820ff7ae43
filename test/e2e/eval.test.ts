import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { evalReportSchema } from "../../src/interfaces/schema/index.js";
import { fovea, foveaJson } from "../support/cli.js";
import { Scratch } from "../support/scratch.js";

const topics = ["invoice", "customer", "warehouse", "parcel", "discount", "currency"];

/** A history in which each commit changes one file and its message names that file. */
function history(): Scratch {
  const scratch = new Scratch();
  scratch.git("init", "-q");
  const source = (topic: string, n: number): string =>
    `/** Everything about one ${topic}. */\nexport function load_${topic}(id: number): number {\n  return id + ${n};\n}\n\nexport function save_${topic}(id: number): void {\n  console.log("${topic}", id);\n}\n`;
  scratch.commit(
    "Start the shop",
    Object.fromEntries(topics.map((topic) => [`src/${topic}.ts`, source(topic, 0)])),
  );
  topics.forEach((topic, n) => {
    scratch.commit(`Loading of a ${topic} must skip deleted rows`, {
      [`src/${topic}.ts`]: source(topic, n + 1),
    });
  });
  return scratch;
}

it("replays a history: ranking, budgets, prices, knee and plot, without changing the repository", async () => {
  using scratch = history();
  const before = scratch.git("status", "--porcelain", "--ignored");
  const svg = join(scratch.root, "..", "fovea-eval-test.svg");
  const saved = join(scratch.root, "..", "fovea-eval-test.json");
  const report = await foveaJson(
    ["eval", "--budgets", "100,400,4k", "--plot", svg, "--save", saved],
    evalReportSchema,
    { cwd: scratch.root },
  );
  expect(JSON.parse(readFileSync(saved, "utf8"))).toEqual(report);
  expect(report).toMatchObject({
    cases: topics.length,
    interrupted: false,
    source: { kind: "git", commits: 7 },
  });
  const [ours, ...others] = report.retrievers;
  expect(ours!.name).toBe("fovea");
  expect(others.map(({ name }) => name)).toEqual(["bm25", "grep", "path order"]);
  expect(ours!.ranking.recallAt1).toMatchObject({ mean: 1, low: 1, high: 1, n: topics.length });
  // In path order the changed file is first, second, … sixth.
  expect(report.retrievers[3]!.ranking.recallAt1!.mean).toBeCloseTo(1 / topics.length);
  expect(report.retrievers[3]!.ranking.reciprocalRank!.mean).toBeCloseTo(
    (1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5 + 1 / 6) / 6,
  );
  for (const { budgets } of report.retrievers)
    for (const { budget, tokens, recall } of budgets) {
      expect(tokens).toBeLessThanOrEqual(budget);
      if (budget === 4000) expect(recall.mean).toBe(1);
    }
  // Each context holds the changed line, for a few cents in a thousand tasks: the smallest budget is the decision.
  expect(report.solvedBy).toBe("places");
  expect(report.worth).toMatchObject({ dollars: expect.closeTo(0.1, 9), turns: { count: 4 } });
  expect(ours!.knee).toMatchObject({ budget: 100, smaller: { budget: 0, distinct: true } });
  expect(ours!.budgets.map(({ step }) => step.from)).toEqual([0, 100, 400]);
  for (const { budgets, knee } of report.retrievers)
    for (const { net } of budgets) expect(net.mean).toBeLessThanOrEqual(knee?.net.mean ?? 0);
  for (const { retrievers, gold, places, tokens, ...one } of report.perCase) {
    // A changed place a file; the tree is 6 files.
    expect({ places, gold: gold.length }).toEqual({ places: 1, gold: 1 });
    for (const [name, { ranked, goldRanks, goldBudgets, packed, budgets }] of Object.entries(retrievers)) {
      expect(one.reciprocalRank[name]).toBe(1 / goldRanks[0]!);
      expect(ranked.indexOf(gold[0]!) + 1).toBe(goldRanks[0]);
      expect(goldBudgets[0]).toEqual(
        budgets.filter(({ recall }) => recall === 1).map(({ budget }) => budget),
      );
      expect(packed.find(({ path }) => path === gold[0])?.from).toBe(goldBudgets[0]![0]);
      for (const { tokens: used, budget } of budgets) expect(used).toBeLessThanOrEqual(budget);
    }
    expect(retrievers.fovea!.budgets[0]).toMatchObject({ budget: 100, recall: 1, editRecall: 1 });
    expect(tokens).toBeGreaterThan(200);
  }
  expect(readFileSync(svg, "utf8")).toMatch(/^<svg[\s\S]*fovea \(knee 100\)[\s\S]*path order/);
  expect(scratch.git("status", "--porcelain", "--ignored")).toBe(before);
}, 60_000);

it("runs the cases of a file on working trees", async () => {
  using scratch = history();
  scratch.write({
    "cases.jsonl": `${JSON.stringify({ id: "one", repo: ".", query: "save a parcel", gold: ["src/parcel.ts"] })}\n`,
  });
  const { out, code } = await fovea(
    ["eval", "--cases", "cases.jsonl", "--budgets", "1k", "--worth", "0.50"],
    {
      cwd: scratch.root,
    },
  );
  expect(code).toBe(0);
  expect(out).toMatch(/^1 cases of cases\.jsonl/);
  expect(out).toMatch(/fovea +100\.0 \[100\.0–100\.0\]/);
  // One case proves nothing.
  expect(out).toMatch(/fovea: 1,000 tokens, .*not distinguishable from sending nothing/);
  expect(out).toContain("a solved task saves $0.50 against a missed one, as stated");
  const missing = await fovea(["eval", "--cases", "nothing.jsonl"], { cwd: scratch.root });
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining("nothing.jsonl") });
}, 60_000);
