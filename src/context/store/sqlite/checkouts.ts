import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import { type Connection, jsonOf } from "./connection.js";
import { dropContents, dropExcessRetained, releaseContents } from "./contents.js";
import type { OpenIndex } from "./open-index.js";
import { dropEmptySegments } from "./segments.js";

/** As `Store.prune`: deletes the data of all checkouts but these. */
export function dropAllCheckoutsBut(index: OpenIndex, left: () => readonly string[]): void {
  const { database, facts } = index;
  database.guard(() => {
    const there = new Set(left());
    const gone = facts.checkouts().filter((name) => !there.has(name));
    if (gone.length > 0)
      database.write(() => {
        releaseContents(database, dropCheckouts(database, gone));
        dropExcessRetained(index, "[]");
        dropEmptySegments(database);
      });
  });
}

/** As `Store.forget`. */
export function forgetCheckout(index: OpenIndex, checkout: string): void {
  const { database } = index;
  database.guard(() => {
    database.write(() => {
      releaseContents(database, dropCheckouts(database, [checkout]));
      dropContents(index, "released is not null");
      dropEmptySegments(database);
    });
    // Without vacuum, deleted data would stay readable in free pages until they are used again.
    database.execute("vacuum; pragma wal_checkpoint(truncate)");
  });
}

/** Deletes the rows of checkouts. @returns ids of the contents that they listed. */
function dropCheckouts(database: Connection, names: readonly string[]): number[] {
  const which = "checkout in (select value from json_each(?))";
  const contents = database.records<[number]>("content", `listed where ${which}`, jsonOf(names));
  for (const table of ["listed", "skipped", "fact"])
    database.run(`delete from ${table} where ${which}`, jsonOf(names));
  return contents.flat();
}

/** As `Store.restart`. */
export function restartIndex({ database, facts }: OpenIndex, checkout: string, encoding: Encoding): void {
  database.write(() => {
    for (const table of ["listed", "skipped", "content", "bucket", "segment"])
      database.run(`delete from ${table}`);
    for (const name of facts.checkouts()) {
      const { model } = facts.of(name);
      facts.put(name, model === undefined ? {} : { model });
    }
    facts.putWhole({ ...facts.whole(), encoding, vectors: {} });
    facts.renew([checkout]);
  });
}
