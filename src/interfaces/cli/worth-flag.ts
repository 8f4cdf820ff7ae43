import { agentTurn, type StatedWorth, turnsOfAMiss } from "../../cost/index.js";
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
