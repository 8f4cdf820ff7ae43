import { expect, it } from "vitest";
import { worthOf } from "../../../../../cost/index.js";
import { evalReport } from "../../../../eval/report.js";
import type { EvalReport } from "../../../api/contract.js";
import { readReport } from "./read-report.js";

const BUDGETS = [1000, 2000];
const NAMES = ["fovea", "bm25"];

function report(): EvalReport {
  const scores = {
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
    budgets: BUDGETS.map((tokens) => ({ tokens, recall: 1, files: ["a.ts"] })),
  };
  return evalReport({
    evaluation: {
      retrievers: NAMES.map((name) => ({ name, about: "" })),
      results: ["one", "two"].map((id) => ({
        case: { id, repository: "/nowhere", query: "x", targets: [{ path: "a.ts" }], labels: {} },
        everythingTokens: 9000,
        scores: Object.fromEntries(NAMES.map((name) => [name, scores])),
      })),
    },
    source: { kind: "file", path: "cases.jsonl" },
    budgets: BUDGETS,
    planned: 2,
    seconds: 1,
    worth: worthOf({ dollars: 1 }),
  });
}

/** A report that JSON can hold, changed at one place. */
// biome-ignore lint/suspicious/noExplicitAny: the point is to break its type.
function changed(change: (report: any) => void): string {
  const copy = JSON.parse(JSON.stringify(report()));
  change(copy);
  return JSON.stringify(copy);
}

it("reads what fovea eval --save wrote", async () => {
  expect(await readReport(JSON.stringify(report(), null, 2), "eval.json")).toEqual(report());
});

it("says in one line what is wrong with any other file", async () => {
  const files: readonly (readonly [string, string])[] = [
    ["", "eval.json is not JSON"],
    ["{", "eval.json is not JSON"],
    ["null", "not a report of fovea eval: Invalid input: expected object"],
    ["[]", "not a report of fovea eval: Invalid input: expected object"],
    [changed((one) => delete one.perCase), "perCase: Invalid input: expected array"],
    [changed((one) => (one.perCase[1].gold[0] = 5)), "perCase[1].gold[0]: Invalid input: expected string"],
    [changed((one) => (one.extra = 1)), "Unrecognized key"],
    [changed((one) => (one.retrievers = [])), "it has no retriever"],
    [changed((one) => (one.retrievers[1].name = "fovea")), "two retrievers have the same name"],
    [changed((one) => delete one.retrievers[1].againstFirst), "bm25 is not compared with fovea"],
    [changed((one) => one.retrievers[1].budgets.pop()), "bm25 has other budgets than fovea"],
    [changed((one) => one.perCase.pop()), "it has 1 cases, and says 2"],
    [changed((one) => (one.perCase[1].id = "one")), "two cases have the same id"],
    [changed((one) => delete one.perCase[1].retrievers.bm25), "case two has no scores of bm25"],
    [changed((one) => delete one.perCase[0].recallAt10.fovea), "case one has no scores of fovea"],
    [changed((one) => (one.retrievers[1].name = "__proto__")), "case one has no scores of __proto__"],
    [
      changed((one) => one.perCase[0].gold.push("b.ts")),
      "case one has other numbers of files and of ranks for fovea",
    ],
    [changed((one) => one.perCase[0].retrievers.bm25.budgets.pop()), "case one has other budgets for bm25"],
  ];
  for (const [text, message] of files) {
    const error = await readReport(text, "eval.json").catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      message: expect.stringContaining(message),
      mend: expect.stringContaining("fovea eval --save"),
    });
    expect((error as Error).message).not.toContain("\n");
  }
});

it("escapes what a hostile file or name says", async () => {
  const error = await readReport(
    changed((one) => (one["\u202e\n<b>"] = 1)),
    "e\u202ev\nal.json",
  ).catch((thrown: unknown) => thrown);
  expect((error as Error).message).toMatch(/^e\\u202ev\\nal\.json is not a report/);
  expect((error as Error).message).not.toMatch(/[\n\u202e]/);
});
