import { formatInteger } from "../../shared/units.js";
import type { EvalReport } from "../schema/eval-report.js";

/** The worth in a sentence, with how it was modelled. */
export function describeWorth({ dollars, turns }: Pick<EvalReport["worth"], "dollars" | "turns">): string {
  const sum = `Worth (--worth): a solved task saves ${exactDollars(dollars)} against a missed one`;
  if (!turns) return `${sum}, as stated.`;
  return (
    `${sum}. That is modelled: ${turns.count === 1 ? "a miss takes 1 more turn" : `a miss takes ${turns.count} more turns`} of an agent (it searches and reads again) at ${exactDollars(turns.dollars)}, ` +
    `each with ${formatInteger(turns.cachedTokens)} tokens from the prompt cache, ${formatInteger(turns.newTokens)} new input tokens and ${formatInteger(turns.outputTokens)} of output ` +
    `at ${turns.priceModel}'s list price of ${turns.listedOn}. These tokens are assumed, not measured.`
  );
}

/** Below a dollar three significant digits, so that a price per turn times its turns is the sum beside it. */
function exactDollars(dollars: number): string {
  if (dollars >= 1) return `$${formatInteger(dollars, 2)}`;
  const digits = String(Number(dollars.toPrecision(3)));
  return `$${digits.length < "0.10".length ? Number(digits).toFixed(2) : digits}`;
}
