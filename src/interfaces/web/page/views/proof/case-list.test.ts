import { expect, it } from "vitest";
import { budgetsInWords, type Case, completeFrom, isOutcome, outcomes, sorted } from "./case-list.js";

const NAMES = ["fovea", "bm25", "grep"];
const BUDGETS = [1000, 2000, 4000];

/** `scores`: recall@10 and reciprocal rank of each retriever. */
const one = (id: string, ...scores: readonly (readonly [number, number])[]): Case => ({
  id,
  query: id,
  gold: ["a.ts", "b.ts"],
  places: 0,
  tokens: 1,
  recallAt10: Object.fromEntries(NAMES.map((name, index) => [name, scores[index]?.[0] ?? 0])),
  reciprocalRank: Object.fromEntries(NAMES.map((name, index) => [name, scores[index]?.[1] ?? 0])),
  retrievers: Object.fromEntries(
    NAMES.map((name) => [
      name,
      {
        ranked: [],
        goldRanks: [null, null],
        goldBudgets: [[], []],
        packed: [],
        budgets: BUDGETS.map((budget, index) => ({ budget, tokens: budget, files: 1, recall: index / 2 })),
      },
    ]),
  ),
});

const cases = [
  one("all", [1, 1], [0.5, 1]),
  one("half", [0.5, 0.25], [0.5, 0.5]),
  one("none", [0, 0], [0, 0]),
  one("none, but grep", [0, 0], [0, 0], [0.5, 0.1]),
];
const idsOf = (some: readonly Case[]) => some.map(({ id }) => id);

it("found, partly and missed divide the cases; behind has those where a baseline is better", () => {
  const listed = Object.fromEntries(
    outcomes.map((outcome) => [outcome, idsOf(cases.filter((each) => isOutcome(each, outcome, NAMES)))]),
  );
  expect(listed).toEqual({
    all: idsOf(cases),
    found: ["all"],
    partly: ["half"],
    missed: ["none", "none, but grep"],
    // As many files of the answer, but higher; and one where Fovea has none.
    behind: ["half", "none, but grep"],
  });
});

it("sorts by recall, then rank, and leaves equal cases in the report's order", () => {
  const shuffled = [cases[2]!, cases[0]!, cases[3]!, cases[1]!];
  expect(idsOf(sorted(shuffled, "worst", "fovea"))).toEqual(["none", "none, but grep", "half", "all"]);
  expect(idsOf(sorted(shuffled, "best", "fovea"))).toEqual(["all", "half", "none", "none, but grep"]);
  expect(sorted(shuffled, "report", "fovea")).toBe(shuffled);
});

it("says from which budget everything is shown", () => {
  expect(completeFrom(cases[0]!, "fovea")).toBe(4000);
  const write = (budget: number) => `${budget / 1000}k`;
  expect(budgetsInWords([2000, 4000], BUDGETS, write)).toBe("from 2k");
  expect(budgetsInWords([1000, 4000], BUDGETS, write)).toBe("at 1k, 4k");
  expect(budgetsInWords([], BUDGETS, write)).toBe("never");
});
