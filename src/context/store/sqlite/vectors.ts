import type { FileVectors } from "../contract.js";
import { changedSeal, emptySeal, type Seal, valueSum } from "./checksum.js";
import { jsonOf, type Value } from "./connection.js";
import { checkoutsListing, type OpenIndex } from "./open-index.js";

/**
 * Runs `work`, which may only change vectors that match the SQL condition `which`, and updates the seals over
 * vectors.
 */
export function sealVectors(
  { database, facts }: OpenIndex,
  which: string,
  values: readonly Value[],
  work: () => void,
): void {
  // Most indexes have no vectors, and searching for them would take as long as the work.
  const hasVectors = () => database.number("count(*)", "(select 1 from vector limit 1)") > 0;
  const seals = () =>
    new Map(
      database
        .records<[string, number, number]>(
          "model, rows, total",
          `(select model, count(*) as rows, sum(crc) as total from vector where ${which} group by model)`,
          ...values,
        )
        .map(([model, rows, total]): [string, Seal] => [model, [rows, total % 2 ** 32]]),
    );
  const whole = facts.whole();
  const before = hasVectors() ? seals() : new Map<string, Seal>();
  work();
  // Vectors that were deleted with their content no longer match `which`, so they count as removed.
  const after = hasVectors() ? seals() : new Map<string, Seal>();
  if (before.size + after.size === 0) return;
  const changed = new Map(Object.entries(whole.vectors ?? {}));
  for (const model of new Set([...before.keys(), ...after.keys()])) {
    const seal = changedSeal(
      changed.get(model) ?? emptySeal,
      before.get(model) ?? emptySeal,
      after.get(model) ?? emptySeal,
    );
    if (seal[0] === 0) changed.delete(model);
    else changed.set(model, seal);
  }
  facts.putWhole({ ...whole, vectors: Object.fromEntries(changed) });
}

/** As `Store.vectors`. */
export function listedVectors(
  { database, rows }: OpenIndex,
  checkout: string,
  model: string,
): readonly FileVectors[] {
  return database.read(() => {
    const listed = new Set(
      database.rows<[number]>(["content"], "listed where checkout = ?", checkout).map(([content]) => content),
    );
    return rows.vectors(model).filter(({ file }) => listed.has(file));
  });
}

/** As `Store.writeVectors`. */
export function writeVectors(index: OpenIndex, model: string, files: readonly FileVectors[]): void {
  const { database, facts } = index;
  database.write(() => {
    const ids = jsonOf(files.map(({ file }) => file));
    const which = "content in (select value from json_each(?))";
    sealVectors(index, which, [ids], () => {
      const insert = database.runner(
        "insert or replace into vector select id, ?, ?, ?, ? from content where id = ?",
      );
      for (const { file, dimensions, data } of files) {
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        insert(model, dimensions, valueSum([file, model, dimensions], bytes), bytes, file);
      }
    });
    facts.renew(checkoutsListing(index, which, ids));
  });
}

/** As `Store.keepVectors`. */
export function keepVectors(index: OpenIndex, checkout: string, model: string | undefined): void {
  const { database, facts } = index;
  database.write(() => {
    const { model: _, ...before } = facts.of(checkout);
    facts.put(checkout, model === undefined ? before : { ...before, model });
    const wanted = jsonOf(facts.checkouts().map((name) => facts.of(name).model ?? ""));
    const unwanted = "model not in (select value from json_each(?))";
    const losing = checkoutsListing(
      index,
      `content in (select content from vector where ${unwanted})`,
      wanted,
    );
    sealVectors(index, unwanted, [wanted], () => {
      database.run(`delete from vector where ${unwanted}`, wanted);
    });
    facts.renew(losing);
  });
}
