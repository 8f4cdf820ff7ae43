import { nearestNames } from "../../../../cost/index.js";
import { usageError } from "../../../../shared/errors.js";
import type { Argument } from "../../command.js";

/** Keeps the rows whose id, name or alias contains this text. */
export const filterArgument: Argument = { name: "[text]", description: "only rows whose name contains this" };

interface Named {
  readonly id: string;
  readonly name?: string;
  readonly aliases: readonly string[];
}

/** The rows whose id, name or an alias contains `text`, ignoring case. */
export function containing<Row extends Named>(rows: readonly Row[], text: string): readonly Row[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(({ id, name = "", aliases }) =>
    [id, name, ...aliases].some((known) => known.toLowerCase().includes(wanted)),
  );
}

/**
 * As `containing`; all rows without a text.
 * @param kind what a row is, for the error: `model`.
 * @throws FoveaError `no-match` with the nearest names when there is none.
 */
export function matching<Row extends Named>(
  rows: readonly Row[],
  text: string | undefined,
  kind: string,
): readonly Row[] {
  if (text === undefined) return rows;
  const found = containing(rows, text);
  if (found.length > 0) return found;
  const near = nearestNames(
    text.trim(),
    rows.map(({ id, aliases }) => [...aliases, id.split("/").at(-1)!]),
  );
  throw usageError(
    "no-match",
    `the name of no ${kind} contains "${text}"; the nearest are ${near.join(", ")}`,
    "Write a part of one of these, or no text to list all.",
  );
}
