import type Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import { busyIndex, corruptIndex } from "../errors.js";
import { storeError } from "./errors.js";
import { SCHEMA_VERSION } from "./schema.js";

/** What is given to a statement. */
export type Value = string | number | Buffer;

/** What comes out of one: text comes as its bytes. */
export type Stored = number | Buffer | null;

export interface ConnectionOptions {
  /** Why nothing can be written, where that is so. */
  readonly refusal?: unknown;
  /** Of a file that is read without locks: whether it has changed since. */
  readonly changed?: () => boolean;
  /** Format of the file; the one of this version when it is left out. */
  readonly version?: number;
  /** Told when something is found damaged. */
  readonly onDamage?: () => void;
}

/**
 * A connection to the file of an index. What fails in it is told as a FoveaError that names the file.
 *
 * The driver ends the process (a panic, exit 134) at a text that is not UTF-8. So no text crosses it: every column that
 * is selected is named here, comes as bytes and is decoded here; there is no other way to select.
 */
export class Connection {
  constructor(
    readonly file: string,
    private readonly database: Database.Database,
    private readonly options: ConnectionOptions = {},
  ) {}

  /** Why nothing can be written; undefined where it can. */
  get refusal(): unknown {
    return this.options.refusal;
  }

  /** Rows of few columns, numbers and bytes; text as bytes. */
  rows<Row extends readonly Stored[]>(
    columns: readonly string[],
    from: string,
    ...values: readonly Value[]
  ): Row[] {
    return this.database
      .prepare(selection(columns, from))
      .raw()
      .all(...values) as Row[];
  }

  /** One value of one row, a number; 0 when there is no row. */
  number(column: string, from: string, ...values: readonly Value[]): number {
    const [row] = this.rows<[Stored]>([column], from, ...values);
    return typeof row?.[0] === "number" ? row[0] : 0;
  }

  /** Rows of text and numbers. Their types are what they should be only once their sums have been compared. */
  records<Row extends readonly (string | number | null)[]>(
    columns: string,
    from: string,
    ...values: readonly Value[]
  ): Row[] {
    return this.parsed(this.recordBytes(columns, from, ...values));
  }

  /**
   * Rows of text and numbers as one JSON text: the driver takes 7 to 10 µs to hand over each row, SQLite and JSON.parse
   * together half of that.
   */
  recordBytes(columns: string, from: string, ...values: readonly Value[]): Buffer {
    const [row] = this.database
      .prepare(`select cast(json_group_array(json_array(${columns})) as blob) as bytes from ${from}`)
      .raw()
      .all(...values) as [Buffer][];
    return row![0];
  }

  parsed<Row>(bytes: Buffer): Row[] {
    try {
      return JSON.parse(bytes.toString()) as Row[];
    } catch (cause) {
      throw this.damaged("rows cannot be decoded", cause);
    }
  }

  /** A query by one value, for many of them. */
  lookup<Row extends readonly Stored[]>(
    columns: readonly string[],
    from: string,
  ): (value: Value) => Row | undefined {
    const statement = this.database.prepare(selection(columns, from)).raw();
    return (value) => statement.get(value) as Row | undefined;
  }

  /** @returns id of the last row that it inserted, if any. */
  run(sql: string, ...values: readonly Value[]): number {
    return Number(this.database.prepare(sql).run(...values).lastInsertRowid);
  }

  /** A statement for many rows. */
  runner(sql: string): (...values: readonly Value[]) => void {
    const statement = this.database.prepare(sql);
    return (...values) => void statement.run(...values);
  }

  /** Statements without values, outside of any transaction. */
  execute(sql: string): void {
    this.database.exec(sql);
  }

  /** The error for a value that is not what was written, in words for `check`. */
  damaged(what: string, cause?: unknown): Error {
    return corruptIndex(this.file, new Error(what, cause === undefined ? undefined : { cause }));
  }

  /** Reads that belong together: none sees what another process writes meanwhile. */
  read<T>(work: () => T): T {
    return this.guard(() => this.transaction("deferred", work));
  }

  /** Writes of which all are done or none. */
  write<T>(work: () => T): T {
    if (this.options.refusal !== undefined) throw this.options.refusal;
    return this.guard(() => this.transaction("immediate", work));
  }

  /** @throws FoveaError for whatever the driver throws. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      // A file that is read without locks may look damaged while its owner writes it.
      if (this.options.changed?.()) throw busyIndex(this.file, cause);
      const error = storeError(this.file, cause);
      if (error instanceof FoveaError && error.code === "corrupt-index") this.options.onDamage?.();
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }

  private transaction<T>(kind: "deferred" | "immediate", work: () => T): T {
    this.database.exec(`begin ${kind}`);
    try {
      const version = this.number("user_version", "pragma_user_version");
      if (version !== (this.options.version ?? SCHEMA_VERSION))
        throw this.damaged(`its format is said to be ${version}`);
      const result = work();
      this.database.exec("commit");
      return result;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec("rollback");
      throw error;
    }
  }
}

/** A column that cannot come out as text, whatever lies in the file. */
const selection = (columns: readonly string[], from: string): string =>
  `select ${columns.map((column, index) => `iif(typeof(${column}) = 'text', cast(${column} as blob), ${column}) as c${index}`).join(", ")} from ${from}`;

/** For `json_each`, which takes many values where a statement takes few. */
export const jsonOf = (values: readonly unknown[]): string => JSON.stringify(values);
