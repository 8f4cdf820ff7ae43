import type { Changes } from "../contract.js";
import { storable } from "../utf8.js";
import { changedSeal, emptySeal, rowSum, sealOf } from "./checksum.js";
import { jsonOf } from "./connection.js";
import { addContents, dropContents, dropExcessRetained, listContents, releaseContents } from "./contents.js";
import type { OpenIndex } from "./open-index.js";
import { dropEmptySegments } from "./segments.js";
import type { SkippedTuple } from "./sound-rows.js";

/** As `Store.write`. */
export function writeChanges(
  index: OpenIndex,
  checkout: string,
  { added, adopted = [], skipped = [], removed = [], excluded = [] }: Changes,
): void {
  const { database, facts } = index;
  const listed = [...(added?.files ?? []), ...adopted].map(({ path, stamp, hash }) => ({
    path: storable(path),
    stamp: storable(stamp),
    hash: storable(hash),
  }));
  const skippedRows = skipped.map(({ path, stamp, reason }): SkippedTuple => {
    const row = [storable(path), storable(stamp), reason] as const;
    return [...row, rowSum([checkout, ...row])];
  });
  const unwanted = [...skippedRows.map(([path]) => path), ...excluded.map(storable)];
  const touched = jsonOf([...listed.map(({ path }) => path), ...removed.map(storable), ...unwanted]);
  database.write(() => {
    const before = facts.of(checkout);
    const which = "checkout = ? and path in (select value from json_each(?))";
    const gone = (table: "listed" | "skipped", columns: string) => {
      const rows = database.records<number[]>(columns, `${table} where ${which}`, checkout, touched);
      database.run(`delete from ${table} where ${which}`, checkout, touched);
      return rows;
    };
    const unlisted = gone("listed", "crc, content");
    const skippedBefore = gone("skipped", "crc");
    database.run(
      `insert into skipped select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?)`,
      checkout,
      jsonOf(skippedRows),
    );
    if (added) addContents(database, added);
    const come = listContents(database, checkout, listed);
    releaseContents(
      database,
      unlisted.map(([, content]) => content!),
    );
    dropContents(
      index,
      "path in (select value from json_each(?)) and released is not null",
      jsonOf(unwanted),
    );
    // The first writes of a new index unlist nothing, so they need not search for contents beyond the limits.
    if (unlisted.length > 0) dropExcessRetained(index, touched);
    dropEmptySegments(database);
    // The seals are updated by what this write changed. Computed from the rows that exist, they would hide a
    // lost row.
    facts.put(checkout, {
      ...before,
      listed: changedSeal(before.listed ?? emptySeal, sealOf(unlisted.map(firstOf)), sealOf(come)),
      skipped: changedSeal(
        before.skipped ?? emptySeal,
        sealOf(skippedBefore.map(firstOf)),
        sealOf(skippedRows.map(([, , , crc]) => crc)),
      ),
    });
    facts.renew([checkout]);
  });
}

const firstOf = ([first]: readonly number[]): number => first!;
