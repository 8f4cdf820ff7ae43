import { rowSum, type Seal } from "./checksum.js";
import type { Connection } from "./connection.js";

/** Facts of the whole index. */
export interface WholeFacts {
  readonly encoding?: string;
  /** The last generation number that was used. Numbers are never reused. */
  readonly generations?: number;
  /** The seal over the vectors of each model. */
  readonly vectors?: Readonly<Record<string, Seal>>;
}

/** Facts of one checkout. */
export interface CheckoutFacts {
  /** As `Snapshot.generation`. Absent while the checkout has nothing in the index. */
  readonly generation?: number;
  readonly updatedAt?: string;
  /** The model whose vectors it uses. */
  readonly model?: string;
  /** Seals over its rows in these two tables. */
  readonly listed?: Seal;
  readonly skipped?: Seal;
  readonly seen?: SeenText;
}

/**
 * Checksums of the JSON texts of all rows of a generation, recorded after each row was verified. When the
 * texts have the same checksums again, the rows need not be verified one by one.
 */
export type SeenText = readonly [generation: number, listed: number, skipped: number];

/** The checkout column of facts of the whole index. Git gives no worktree this name. */
const WHOLE = "*";

/** The row with all facts that must not be lost. They share one row, so that a loss is always noticed. */
const STATE = "state";

/**
 * Facts of the index and its checkouts, in rows with a checksum each. A missing row counts as lost, and not
 * as never written, when other rows of the index or checkout exist.
 */
export class Facts {
  constructor(private readonly database: Connection) {}

  whole(): WholeFacts {
    const facts = this.state<WholeFacts>(WHOLE);
    if (!facts && this.checkouts().some((name) => this.of(name).generation !== undefined))
      throw this.database.damaged("the facts of the index are missing");
    return facts ?? {};
  }

  putWhole(facts: WholeFacts): void {
    this.putText(WHOLE, STATE, JSON.stringify(facts));
  }

  of(checkout: string): CheckoutFacts {
    const facts = this.state<CheckoutFacts>(checkout);
    if (!facts)
      for (const table of ["listed", "skipped"])
        if (
          this.database.number("count(*)", `(select 1 from ${table} where checkout = ? limit 1)`, checkout) >
          0
        )
          throw this.database.damaged(`the facts of the checkout "${checkout}" are missing`);
    return facts ?? {};
  }

  put(checkout: string, facts: CheckoutFacts): void {
    this.putText(checkout, STATE, JSON.stringify(facts));
  }

  /** Names of the checkouts that have facts. */
  checkouts(): string[] {
    return this.database
      .records<[string]>("checkout", "(select distinct checkout from fact)")
      .flat()
      .filter((name) => name !== WHOLE);
  }

  /** Gives checkouts a new generation, because their data or its place in segments has changed. */
  renew(checkouts: readonly string[]): void {
    const whole = this.whole();
    const generation = (whole.generations ?? 0) + 1;
    this.putWhole({ ...whole, generations: generation });
    for (const checkout of checkouts) this.put(checkout, { ...this.of(checkout), generation });
  }

  text(checkout: string, name: string): string | undefined {
    const [row] = this.database.records<[string, number]>(
      "value, crc",
      "fact where checkout = ? and name = ?",
      checkout,
      name,
    );
    if (!row) return undefined;
    const [value, crc] = row;
    if (rowSum([checkout, name, value]) !== crc)
      throw this.database.damaged(`the fact ${name} of "${checkout}" differs from its checksum`);
    return value;
  }

  putText(checkout: string, name: string, value: string): void {
    this.database.run(
      "insert into fact values (?, ?, ?, ?) on conflict (checkout, name) do update set value = excluded.value, crc = excluded.crc",
      checkout,
      name,
      value,
      rowSum([checkout, name, value]),
    );
  }

  private state<T>(checkout: string): T | undefined {
    const text = this.text(checkout, STATE);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }
}
