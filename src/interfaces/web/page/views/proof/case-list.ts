import type { EvalReport } from "../../../api/contract.js";

export type Case = EvalReport["perCase"][number];

/** How the first retriever (Fovea) did in its first 10 files, or against the others. */
export const outcomes = ["all", "found", "partly", "missed", "behind"] as const;
export type Outcome = (typeof outcomes)[number];

export const orders = ["worst", "best", "report"] as const;
export type Order = (typeof orders)[number];

/** Whether a case is to be listed. `behind`: a baseline has more of the answer in its first 10 files, or has it higher. */
export function isOutcome(one: Case, outcome: Outcome, names: readonly string[]): boolean {
  const [first, ...others] = names;
  const found = one.recallAt10[first!]!;
  switch (outcome) {
    case "all":
      return true;
    case "found":
      return found === 1;
    case "partly":
      return found > 0 && found < 1;
    case "missed":
      return found === 0;
    case "behind":
      return others.some(
        (name) =>
          one.recallAt10[name]! > found ||
          (one.recallAt10[name] === found && one.reciprocalRank[name]! > one.reciprocalRank[first!]!),
      );
  }
}

/** Sorts by recall@10, then by the rank of the first file found; cases that are equal stay in the report's order. */
export function sorted(cases: readonly Case[], order: Order, name: string): readonly Case[] {
  if (order === "report") return cases;
  const sign = order === "worst" ? 1 : -1;
  return [...cases].sort(
    (a, b) =>
      sign * (a.recallAt10[name]! - b.recallAt10[name]! || a.reciprocalRank[name]! - b.reciprocalRank[name]!),
  );
}

/** The first budget that shows all files of the answer; undefined when none does. */
export function completeFrom(one: Case, name: string): number | undefined {
  return one.retrievers[name]!.budgets.find(({ recall }) => recall === 1)?.budget;
}

/**
 * At which budgets a file is in the context, in words: "from 1k" when all larger ones have it too, "at 1k, 4k" when
 * not, "never" when none has it.
 */
export function budgetsInWords(
  shown: readonly number[],
  all: readonly number[],
  write: (budget: number) => string,
): string {
  const [first] = shown;
  if (first === undefined) return "never";
  const later = all.filter((budget) => budget >= first);
  return later.length === shown.length ? `from ${write(first)}` : `at ${shown.map(write).join(", ")}`;
}
