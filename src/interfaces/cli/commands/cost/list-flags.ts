import type { Argument } from "../../command.js";

/** Keeps the rows whose id, name or alias contains this text. */
export const filterArgument: Argument = { name: "[text]", description: "only rows whose name contains this" };

interface Named {
  readonly id: string;
  readonly name?: string;
  readonly aliases: readonly string[];
}

export function matching<Row extends Named>(rows: readonly Row[], text: string | undefined): readonly Row[] {
  const wanted = text?.toLowerCase();
  if (wanted === undefined) return rows;
  return rows.filter(({ id, name = "", aliases }) =>
    [id, name, ...aliases].some((known) => known.toLowerCase().includes(wanted)),
  );
}
