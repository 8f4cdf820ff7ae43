import { expect, it } from "vitest";
import type { EditedLines } from "./cases/case.js";
import type { BudgetScores, CaseResult } from "./run.js";
import { summarise } from "./summary.js";

const result = (
  id: number,
  budgets: readonly BudgetScores[],
  edits?: readonly EditedLines[],
): CaseResult => ({
  case: {
    id: String(id),
    repository: "/nowhere",
    query: "x",
    targets: [{ path: "a.ts" }],
    labels: {},
    ...(edits ? { edits } : {}),
  },
  everythingTokens: 100_000,
  scores: {
    one: {
      recallAt1: 1,
      recallAt5: 1,
      recallAt10: 1,
      allAt1: 1,
      allAt5: 1,
      allAt10: 1,
      reciprocalRank: 1,
      ndcgAt10: 1,
      ranked: ["a.ts"],
      goldRanks: [1],
      milliseconds: 1,
      budgets,
    },
  },
});
/** A dollar for a thousand tokens. */
const dollarsOf = (tokens: number): number => tokens / 1000;
const prices = {
  dollarsOf,
  priceOf: (tokens: number) => ({ dollars: dollarsOf(tokens), prefillSeconds: 0 }),
  worth: 10,
};
const summaryOf = (results: readonly CaseResult[]) =>
  summarise(results, [{ name: "one", about: "" }], [1000, 2000], prices);
const eight = <T>(make: (index: number) => T): T[] => Array.from({ length: 8 }, (_, index) => make(index));

it("pays the worth for changed places that are shown whole, not for a line of their file", () => {
  const edits = [{ path: "a.ts", startLine: 1, endLine: 9 }];
  const summary = summaryOf(
    eight((id) =>
      result(
        id,
        [
          { tokens: 1000, files: [], recall: 1, editRecall: 0.25 },
          { tokens: 2000, files: [], recall: 1, editRecall: 0.75 },
        ],
        edits,
      ),
    ),
  );
  expect(summary.solvedBy).toBe("places");
  const [small, large] = summary.retrievers[0]!.budgets;
  expect(small!.net.mean).toBe(10 * 0.25 - 1);
  expect(large!.step).toMatchObject({ from: 1000, solved: { mean: 0.5 }, dollars: 1, verdict: "pays" });
  expect(summary.retrievers[0]!.knee).toMatchObject({ budget: 2000, net: { mean: 5.5 } });
  // The whole tree solves every task, for 100 dollars.
  expect(summary.everythingNet.mean).toBe(10 - 100);
});

it("pays it for files in cases without known places, and prices what was used, not the budget", () => {
  const summary = summaryOf(
    eight((id) =>
      result(id, [
        { tokens: 500, files: [], recall: 0.5 },
        { tokens: 500, files: [], recall: 0.5 },
      ]),
    ),
  );
  expect(summary.solvedBy).toBe("files");
  expect(summary.retrievers[0]!.budgets[0]!.net.mean).toBe(10 * 0.5 - 0.5);
  expect(summary.retrievers[0]!.budgets[1]!.step).toMatchObject({ dollars: 0, verdict: "unclear" });
  expect(summary.retrievers[0]!.knee!.budget).toBe(1000);
});
