import type { Connection, Value } from "./connection.js";
import type { Facts } from "./facts.js";
import type { SoundRows } from "./sound-rows.js";

/** An open database, with the readers that detect damage. All parts of the store work on it. */
export interface OpenIndex {
  readonly database: Connection;
  readonly facts: Facts;
  readonly rows: SoundRows;
}

/** Names of the checkouts that list a row for which the SQL condition `which` holds. */
export const checkoutsListing = (
  { database }: OpenIndex,
  which: string,
  ...values: readonly Value[]
): string[] =>
  database
    .records<[string]>("checkout", `(select distinct checkout from listed where ${which})`, ...values)
    .flat();
