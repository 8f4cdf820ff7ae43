import type { Level } from "../../context/pack/plan.js";
import { printable } from "../../shared/printable.js";
import { formatInteger } from "../../shared/units.js";
import type { WhyReport } from "../schema/index.js";

// Words of `fovea why` and of the page. Runs in browsers.

export type LeftOutRow = NonNullable<WhyReport["pack"]>["leftOut"][number];

/** Why a definition is not whole in a pack, as a part of a sentence. */
export function leftOutBecause({ reason, needs = 0, room = 0, copyOf = "" }: LeftOutRow): string {
  switch (reason) {
    case "budget-spent":
      return "the budget was full before its turn came";
    case "too-large":
      return `it needs ${formatInteger(needs)} tokens, and ${formatInteger(room)} were free when its turn came`;
    case "copy":
      return `a near copy is in the pack, from ${printable(copyOf)}`;
    case "changed":
      return "it has changed since it was indexed";
    case "deleted":
      return "it was deleted since it was indexed";
    case "changing":
      return "the file changed while the pack was made";
    case "fragment":
      return "it is a fragment between definitions, too short or without a word of the task";
  }
}

export const levelWords: Readonly<Record<Level, string>> = {
  full: "shown whole",
  excerpt: "shown in part",
  skeleton: "shown as heads",
  mention: "shown as one line",
};

/** What a signal adds to a score: `+0.55`, `-0.30`, `0`. */
export const signedShare = (share: number): string =>
  share === 0 ? "0" : `${share > 0 ? "+" : ""}${share.toFixed(2)}`;
