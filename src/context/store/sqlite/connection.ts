import type Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import { busyIndex, corruptIndex } from "../errors.js";
import { storeError } from "./errors.js";
import { SCHEMA_VERSION } from "./schema.js";

/** A parameter of a statement. */
export type Value = string | number | Buffer;

/** A selected value. Text is returned as its bytes. */
export type Stored = number | Buffer | null;

export interface ConnectionOptions {
  /** The error that writes throw, when the index cannot be written. */
  readonly refusal?: unknown;
  /** For a file that is read without locks: whether it has changed since it was opened. */
  readonly changed?: () => boolean;
  /** Format of the file. Default: the format of this version. */
  readonly version?: number;
  /** Called when damage is found. */
  readonly onDamage?: () => void;
}

/**
 * A connection to the file of an index. Its failures are FoveaErrors that name the file.
 *
 * The driver panics and ends the process (exit 134) on a text that is not UTF-8. So no text passes through
 * the driver: every select goes through this class, which reads text columns as bytes and decodes them.
 */
export class Connection {
  constructor(
    readonly file: string,
    private readonly database: Database.Database,
    private readonly options: ConnectionOptions = {},
  ) {}

  /** The error that writes throw; undefined when the index can be written. */
  get refusal(): unknown {
    return this.options.refusal;
  }

  /** Rows of numbers and bytes, for queries with few columns. Text is returned as bytes. */
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

  /** One number of one row; 0 when there is no row. */
  number(column: string, from: string, ...values: readonly Value[]): number {
    const [row] = this.rows<[Stored]>([column], from, ...values);
    return typeof row?.[0] === "number" ? row[0] : 0;
  }

  /**
   * Rows of text and numbers. `Row` is not checked: it holds only after the row's checksum has been compared.
   */
  records<Row extends readonly (string | number | null)[]>(
    columns: string,
    from: string,
    ...values: readonly Value[]
  ): Row[] {
    return this.parsed(this.recordBytes(columns, from, ...values));
  }

  /**
   * Rows of text and numbers as one JSON text. This halves the time: the driver takes 7 to 10 µs per row,
   * SQLite's JSON and JSON.parse together half of that.
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

  /** A prepared query by one key, to be called for many keys. */
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

  /** A prepared statement, to be run for many rows. */
  runner(sql: string): (...values: readonly Value[]) => void {
    const statement = this.database.prepare(sql);
    return (...values) => void statement.run(...values);
  }

  /** Runs statements without parameters, outside any transaction. */
  execute(sql: string): void {
    this.database.exec(sql);
  }

  /** Makes the error for damaged data. `what` is the sentence that `check` shows. */
  damaged(what: string, cause?: unknown): Error {
    return corruptIndex(this.file, new Error(what, cause === undefined ? undefined : { cause }));
  }

  /** Runs reads in one transaction, so that they see one state while other processes write. */
  read<T>(work: () => T): T {
    return this.guard(() => this.transaction("deferred", work));
  }

  /** Runs writes in one transaction: all of them are done, or none. */
  write<T>(work: () => T): T {
    if (this.options.refusal !== undefined) throw this.options.refusal;
    return this.guard(() => this.transaction("immediate", work));
  }

  /** Runs `work`, and converts errors of the driver. @throws FoveaError. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      // A file that is read without locks may look damaged while another process writes it.
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
        throw this.damaged(`its format is given as ${version}`);
      const result = work();
      this.database.exec("commit");
      return result;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec("rollback");
      throw error;
    }
  }
}

/** A select of columns, cast so that none is returned as text, even from a damaged file. */
const selection = (columns: readonly string[], from: string): string =>
  `select ${columns.map((column, index) => `iif(typeof(${column}) = 'text', cast(${column} as blob), ${column}) as c${index}`).join(", ")} from ${from}`;

/** Values for `json_each`, since a statement takes a limited number of parameters. */
export const jsonOf = (values: readonly unknown[]): string => JSON.stringify(values);
