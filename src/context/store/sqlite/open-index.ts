import type { Connection, Value } from "./connection.js";
import type { Facts } from "./facts.js";
import type { SoundRows } from "./sound-rows.js";

/** An open database, with what reads it and finds damage: what all parts of a store work on. */
export interface OpenIndex {
  readonly database: Connection;
  readonly facts: Facts;
  readonly rows: SoundRows;
}

/** Checkouts with such rows in what they list. */
export const checkoutsListing = (
  { database }: OpenIndex,
  which: string,
  ...values: readonly Value[]
): string[] =>
  database
    .records<[string]>("checkout", `(select distinct checkout from listed where ${which})`, ...values)
    .flat();
