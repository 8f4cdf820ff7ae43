import { rowSum, type Seal } from "./checksum.js";
import type { Connection } from "./connection.js";

/** What is known of the whole index. */
export interface WholeFacts {
  readonly encoding?: string;
  /** Counts generations, so that none comes twice. */
  readonly generations?: number;
  /** Over the vectors of each model. */
  readonly vectors?: Readonly<Record<string, Seal>>;
}

/** What is known of a checkout. */
export interface CheckoutFacts {
  /** As `Snapshot.generation`. Without one a checkout has nothing in the index. */
  readonly generation?: number;
  readonly updatedAt?: string;
  /** Whose vectors it wants. */
  readonly model?: string;
  /** Over the rows that it has. */
  readonly listed?: Seal;
  readonly skipped?: Seal;
  readonly seen?: SeenText;
}

/**
 * Sums of the texts as which all rows of a generation were read, when each of them was seen to be right: a shorter way
 * to know them again. Where it is missing or differs, the rows are compared one by one.
 */
export type SeenText = readonly [generation: number, listed: number, skipped: number];

/** Under which the facts of the whole index lie: no name that git gives a worktree. */
const WHOLE = "*";

/** What must not be lost lies in one row, so that it is there as a whole or is missed. */
const STATE = "state";

/**
 * Facts of the index and its checkouts, in rows with a sum each. A row that is lost is told from one that was never
 * written by what else there is.
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

  /** Checkouts of which there are facts. */
  checkouts(): string[] {
    return this.database
      .records<[string]>("checkout", "(select distinct checkout from fact)")
      .flat()
      .filter((name) => name !== WHOLE);
  }

  /** Gives checkouts a new generation: what they have has changed, or where it lies. */
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
