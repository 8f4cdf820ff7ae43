import { changedSeal, emptySeal, type Seal } from "./checksum.js";
import type { Connection, Value } from "./connection.js";
import type { Facts } from "./facts.js";

/** Does `work`, which changes or drops no other vectors than these, and keeps the seals over them true. */
export function sealVectors(
  { database, facts }: { readonly database: Connection; readonly facts: Facts },
  which: string,
  values: readonly Value[],
  work: () => void,
): void {
  // As a rule there are none, and to look for them would take as long as the work.
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
  // What is dropped with its content is not found by that any more.
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
