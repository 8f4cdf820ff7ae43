import type { FoundPoint } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import { parseCount } from "../../../../shared/units.js";
import type { Flag } from "../../command.js";

/** How many tasks find their answer in a context, by its length. */
export const foundFlag: Flag = {
  flags: "--found <list>",
  description:
    "tasks whose answer a context holds, % by tokens: 4k:60,8k:70,…, or 100 for all (default: what fovea eval measured)",
};

/** Reads `--found`: a percentage for every length, or `tokens:percentage` by commas. @throws FoveaError `bad-found`. */
export function parseFound(text: string): FoundPoint[] {
  const points = text.split(",").map((one): FoundPoint => {
    const parts = one.split(":").map((part) => part.trim());
    const share = Number(parts.at(-1)!.replace(/%$/, "") || Number.NaN) / 100;
    if (parts.length > 2 || !(share >= 0 && share <= 1) || (parts.length === 1 && text.includes(",")))
      throw usageError(
        "bad-found",
        `--found must be a percentage, or tokens:percentage with commas between, got "${text}"`,
        "Write --found 100, or --found 4k:60,8k:70,16k:78.",
      );
    return { tokens: parts.length === 1 ? 1 : parseCount(parts[0]!, "--found", "4k:60,8k:70"), share };
  });
  return points.sort((a, b) => a.tokens - b.tokens);
}
