import { describe, expect, it } from "vitest";
import { worthOf } from "../../cost/index.js";
import type { CaseResult } from "../../evaluate/run.js";
import { evalReportSchema } from "../schema/index.js";
import { evalReport } from "./report.js";
import { recallPlot } from "./tables.js";
import { describeKnees, stepTable } from "./worth.js";

const BUDGETS = [1000, 2000, 4000];

/** Sixteen cases, of which so many are solved at each budget, in a tree of so many tokens. */
function reportOf(solved: readonly number[], everythingTokens: number, dollars: number) {
  const results = Array.from(
    { length: 16 },
    (_, id): CaseResult => ({
      case: { id: String(id), repository: "/nowhere", query: "x", targets: [{ path: "a.ts" }], labels: {} },
      everythingTokens,
      scores: {
        fovea: {
          recallAt1: 1,
          recallAt5: 1,
          recallAt10: 1,
          allAt1: 1,
          allAt5: 1,
          allAt10: 1,
          reciprocalRank: 1,
          ndcgAt10: 1,
          milliseconds: 1,
          ranked: ["a.ts"],
          goldRanks: [1],
          budgets: BUDGETS.map((tokens, index) => {
            const found = id < solved[index]!;
            return { tokens, recall: found ? 1 : 0, files: found ? ["a.ts"] : [] };
          }),
        },
      },
    }),
  );
  return evalReport({
    evaluation: { retrievers: [{ name: "fovea", about: "" }], results },
    source: { kind: "file", path: "cases.jsonl" },
    budgets: BUDGETS,
    planned: 16,
    seconds: 1,
    worth: worthOf({ dollars }),
  });
}
const kneeLine = (...args: Parameters<typeof reportOf>): string =>
  describeKnees(reportOf(...args))
    .split("\n")
    .find((line) => line.startsWith("  fovea: "))!;

// At 2.5 dollars a million tokens the budgets cost 2.5, 5 and 10 dollars per 1,000 tasks.
describe("the knee in words", () => {
  it("compares with both neighbours", () => {
    expect(kneeLine([4, 14, 14], 1_000_000, 0.1)).toMatch(
      /^ {2}fovea: 2,000 tokens, net worth 82\.5 \[.*\]; better than 1,000 by 60\.0 \[.*\]; better than 4,000 by 5\.0 \[5\.0, 5\.0\]\.$/,
    );
    expect(kneeLine([12, 13, 13], 1_000_000, 0.1)).toMatch(
      /not distinguishable from 1,000: \+3\.[78] \[-2\.5, /,
    );
  });

  it("says when it is at an end of the budgets, or the whole tree is worth more", () => {
    expect(kneeLine([8, 8, 8], 1_000_000, 0.1)).toMatch(
      /better than sending nothing .*a smaller one may be better\.$/,
    );
    expect(kneeLine([4, 8, 12], 1_000_000, 0.1)).toMatch(/a larger one may be better\.$/);
    expect(kneeLine([4, 8, 12], 6_000, 0.1)).toMatch(/the whole tree is worth more\.$/);
  });

  it("says when no budget is worth its price", () => {
    expect(kneeLine([1, 1, 1], 1_000_000, 0.01)).toBe("  fovea: none, no budget is worth its price.");
  });
});

it("the table of steps has each gain beside its price, and the whole tree at the end", () => {
  const report = reportOf([4, 14, 14], 100_000, 0.1);
  expect(evalReportSchema.parse(report)).toEqual(report);
  const { titles, rows } = stepTable(report);
  expect(titles[1]).toBe("files found, points");
  expect(rows.map(([budget, , costs, , step]) => [budget, costs, step])).toEqual([
    ["1,000", "+2.5", "pays"],
    ["2,000 <", "+2.5", "pays"],
    ["4,000", "+5.0", "loses"],
    ["all 100,000", "", ""],
  ]);
  expect(rows[3]![5]).toBe("-150.0 [-150.0, -150.0]");
});

it("a loss that rounds to nothing has no minus", () => {
  // One task in 16 more, worth 2.48 dollars in a thousand, for 2.5.
  const { rows } = stepTable(reportOf([8, 9, 9], 1_000_000, 0.03968));
  expect(rows[1]![3]).toMatch(/^\+0\.0 \[-2\.5, /);
});

it("the plot names the knee", () => {
  expect(recallPlot(reportOf([4, 14, 14], 1_000_000, 0.1)).series.map(({ name }) => name)).toEqual([
    "fovea (knee 2k)",
  ]);
  expect(recallPlot(reportOf([1, 1, 1], 1_000_000, 0.01)).series[0]!.name).toBe("fovea");
});
