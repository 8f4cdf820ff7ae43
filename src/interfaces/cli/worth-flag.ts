import { agentTurn, type StatedWorth, turnsOfAMiss, type Worth } from "../../cost/index.js";
import { usageError } from "../../shared/errors.js";
import { formatInteger } from "../../shared/units.js";
import { type Flag, type FlagValues, flagText } from "./command.js";

/** The flag of every command that weighs a gain against its price. */
export const worthFlag: Flag = {
  flags: "--worth <value>",
  description:
    "what a solved task saves against a missed one: dollars (0.50), or turns of an agent at list price (4turns)",
  defaultValue: `${turnsOfAMiss}turns`,
};

/** For a command's help: what the default of the flag assumes. */
export const worthDetails = `By default a solved task saves what a miss is assumed to take: ${turnsOfAMiss} more turns of an agent, which searches and reads again, each with ${formatInteger(agentTurn.cachedTokens)} tokens from the prompt cache, ${formatInteger(agentTurn.newTokens)} new input tokens and ${formatInteger(agentTurn.outputTokens)} of output at list price.`;

/** The value of `--worth`. @throws FoveaError `bad-worth`. */
export function statedWorth(flags: FlagValues): StatedWorth {
  const text = flagText(flags, "worth") ?? `${turnsOfAMiss}turns`;
  const match = /^(?:\$\s*(?<sum>\d*\.?\d+)|(?<amount>\d*\.?\d+)\s*(?<turns>turns?)?)$/i.exec(text.trim());
  const value = Number(match?.groups?.sum ?? match?.groups?.amount);
  if (!match || !(value > 0) || !Number.isFinite(value))
    throw usageError(
      "bad-worth",
      `--worth must be dollars or turns of an agent, above 0, got "${text}"`,
      "Write --worth 0.50 for dollars, or --worth 4turns for turns at list price.",
    );
  return match.groups?.turns === undefined ? { dollars: value } : { turns: value };
}

/** The worth in a sentence, with how it was modelled. */
export function describeWorth({ dollars, turns }: Worth): string {
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
