import { expect, it } from "vitest";
import type { Source } from "../context/scan/source.js";
import type { EvaluationCase } from "./cases/case.js";
import type { PackedPiece, Retriever } from "./retriever.js";
import { runCases } from "./run.js";

const source: Source = {
  root: "/nowhere",
  list: async () => ({ files: [], skipped: [] }),
  read: async () => new Uint8Array(),
  close: async () => {},
};

/** A retriever that always returns the same answer. */
const fixed = (pieces: readonly PackedPiece[]): Retriever => ({
  name: "fixed",
  about: "always the same",
  prepare: async () => {},
  rank: async () => [
    { path: "other.ts", score: 2 },
    { path: "a.ts", score: 1 },
  ],
  pack: async () => pieces,
  close: async () => {},
});

const one: EvaluationCase = {
  id: "1",
  repository: "/nowhere",
  root: "pkg",
  query: "x",
  targets: [{ path: "pkg/a.ts" }, { path: "pkg/b.ts" }],
  edits: [
    { path: "pkg/a.ts", startLine: 3, endLine: 6 },
    { path: "pkg/a.ts", startLine: 8, endLine: 9, insertion: true },
    { path: "pkg/b.ts", startLine: 1, endLine: 1 },
  ],
  labels: {},
};
const run = (pieces: readonly PackedPiece[]) =>
  runCases([one], { openRetrievers: () => [fixed(pieces)], openTree: () => source, budgets: [100] });

it("counts a changed place when all its lines are shown, by one piece or by several", async () => {
  const [result] = await run([
    { path: "a.ts", startLine: 1, endLine: 4, tokens: 40 },
    { path: "a.ts", startLine: 5, endLine: 8, tokens: 40 },
  ]);
  // Lines 3 to 6 are shown by two pieces, the insertion between 8 and 9 by line 8. b.ts is not shown.
  expect(result!.scores.fixed!.budgets).toEqual([
    { tokens: 80, recall: 0.5, editRecall: 2 / 3, files: ["pkg/a.ts"] },
  ]);
  expect(result!.scores.fixed).toMatchObject({
    recallAt1: 0,
    recallAt5: 0.5,
    reciprocalRank: 0.5,
    allAt10: 0,
    ranked: ["pkg/other.ts", "pkg/a.ts"],
    goldRanks: [2, null],
  });
});

it("does not count a file of which only a mention is shown", async () => {
  const [result] = await run([{ path: "a.ts", startLine: 1, endLine: 1, tokens: 5, level: "mention" }]);
  expect(result!.scores.fixed!.budgets[0]).toMatchObject({ recall: 0, editRecall: 0, files: [] });
});

it("throws when a retriever exceeds its budget", async () => {
  await expect(run([{ path: "a.ts", startLine: 1, endLine: 9, tokens: 101 }])).rejects.toThrow(/101 tokens/);
});
