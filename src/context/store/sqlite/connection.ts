import { crc32 } from "node:zlib";
import type Database from "libsql";
import { corruptIndex, storeError } from "./errors.js";

export type Value = string | number | Buffer;

/** A connection to the file of an index. What fails in it is told as a FoveaError that names the file. */
export class Connection {
  constructor(
    readonly file: string,
    private readonly database: Database.Database,
  ) {}

  rows(sql: string, ...values: readonly Value[]): unknown[][] {
    return this.database
      .prepare(sql)
      .raw()
      .all(...values) as unknown[][];
  }

  /**
   * Rows of a large table as one JSON text: the driver takes 7 to 10 µs to hand over each row, SQLite and JSON.parse
   * together half of that.
   */
  manyRows<Row>(columns: string, from: string, ...values: readonly Value[]): Row[] {
    const [[text]] = this.rows(`select json_group_array(json_array(${columns})) from ${from}`, ...values) as [
      [string],
    ];
    return JSON.parse(text) as Row[];
  }

  /** Rows one at a time, for more than should lie in memory at once. */
  eachRow(sql: string): IterableIterator<unknown> {
    return this.database.prepare(sql).raw().iterate();
  }

  /** A query by one value, for many of them. */
  lookup<Row>(sql: string): (value: Value) => Row | undefined {
    const statement = this.database.prepare(sql).raw();
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

  /** A value, once its bytes are seen to be the ones that were written. */
  checked<Row extends readonly [Uint8Array | string, number] | undefined>(
    row: Row,
  ): Row extends undefined ? undefined : NonNullable<Row>[0];
  checked(row: readonly [Uint8Array | string, number] | undefined): Uint8Array | string | undefined {
    if (row && crc32(row[0]) !== row[1])
      throw corruptIndex(this.file, new Error("a value differs from its checksum"));
    return row?.[0];
  }

  /** Reads that belong together: none sees what another process writes meanwhile. */
  read<T>(work: () => T): T {
    return this.guard(() => this.transaction("deferred", work));
  }

  /** Writes of which all are done or none. */
  write<T>(work: () => T): T {
    return this.guard(() => this.transaction("immediate", work));
  }

  /** @throws FoveaError for whatever the driver throws. */
  guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(this.file, error);
    }
  }

  close(): void {
    this.database.close();
  }

  private transaction<T>(kind: "deferred" | "immediate", work: () => T): T {
    this.database.exec(`begin ${kind}`);
    try {
      const result = work();
      this.database.exec("commit");
      return result;
    } catch (error) {
      if (this.database.inTransaction) this.database.exec("rollback");
      throw error;
    }
  }
}
