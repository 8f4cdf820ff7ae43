import type { FoundLiteral } from "../../retrieve/find-literals.js";
import type { RankContext, Signal } from "../signal.js";

/** Of a literal that 8 files have, half counts. */
const SPREAD = 1 / 3;

/** How much less a file counts as a holder when it has less of the literal than others. */
const FADES = 4;

/** A literal that few files have says more. */
function rarity({ files }: FoundLiteral): number {
  const best = Math.max(0, ...files.values());
  let holders = 0;
  for (const share of files.values()) holders += (share / best) ** FADES;
  return Math.max(1, holders) ** -SPREAD;
}

/** Combines the shares that a file has of several literals: each adds to what the others leave open. */
function valuesOf(
  { candidates, literals }: RankContext,
  counts: (found: FoundLiteral) => boolean,
): Float32Array {
  const found = literals.filter(counts).map((one) => ({ files: one.files, rare: rarity(one) }));
  return Float32Array.from(
    candidates,
    (file) => 1 - found.reduce((open, { files, rare }) => open * (1 - rare * (files.get(file) ?? 0)), 1),
  );
}

export const literal: Signal = {
  name: "literal",
  why: "it has a text of the task as it is written there",
  score: (context) => valuesOf(context, ({ literal: { kind } }) => kind !== "message"),
};

export const message: Signal = {
  name: "message",
  why: "it has the message that the task shows, or its template",
  score: (context) => valuesOf(context, ({ literal: { kind } }) => kind === "message"),
};
