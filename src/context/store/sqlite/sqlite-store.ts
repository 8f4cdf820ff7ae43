import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import type { Segment } from "../../build/segment.js";
import type { Role, SkipReason } from "../../scan/source.js";
import type {
  BucketKey,
  Changes,
  FactName,
  FileRow,
  FileVectors,
  MovedFile,
  Snapshot,
  Store,
} from "../contract.js";
import { openDatabase, prepareDirectory } from "./database-file.js";
import { corruptIndex, noIndex, storeError } from "./errors.js";
import { bucketId, SCHEMA_VERSION } from "./schema.js";

type FileTuple = [
  number,
  string,
  string,
  string,
  number,
  number,
  number,
  number,
  number,
  string,
  number,
  number,
  number,
  number,
];

const FILE_COLUMNS =
  "id, path, stamp, hash, bytes, lines, tokens, symbols, edges, language, role, segment, first_document, documents";

/**
 * Opens the index at `file`, making it when `create` is set.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, and without `create` `other-index-version`.
 */
export function openSqliteStore(file: string, options: { readonly create: boolean }): Store {
  if (!options.create && !existsSync(file)) throw noIndex(file);
  if (options.create) prepareDirectory(dirname(file));
  return new SqliteStore(file, openDatabase(file, options.create));
}

class SqliteStore implements Store {
  private last: Snapshot | undefined;

  constructor(
    private readonly file: string,
    private readonly database: Database.Database,
  ) {}

  async snapshot(): Promise<Snapshot> {
    return this.guard(() =>
      this.transaction("deferred", () => {
        const generation = Number(this.fact("generation") ?? 0);
        if (this.last?.generation === generation) return this.last;
        const known = new Map(this.last?.segments.map((segment) => [segment.id, segment]));
        const segments = (
          this.rows("select id, documents, bucket_bits from segment order by id") as [
            number,
            number,
            number,
          ][]
        ).map(
          ([id, documents, bucketBits]) =>
            known.get(id) ?? { id, documents, bucketBits, bodyLengths: this.bodyLengths(id) },
        );
        const files = this.manyRows<FileTuple>(FILE_COLUMNS, "file order by path").map(fileOf);
        const skipped = (
          this.rows("select path, stamp, reason from skipped") as [string, string, SkipReason][]
        ).map(([path, stamp, reason]) => ({ path, stamp, reason }));
        this.last = { generation, files, segments, skipped };
        return this.last;
      }),
    );
  }

  async buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.guard(() => {
      const select = this.database.prepare("select data, crc from bucket where id = ?").raw();
      return keys.map(({ segment, bucket }) =>
        this.checked(select.get(bucketId(segment, bucket)) as [Uint8Array, number] | undefined),
      );
    });
  }

  async outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]> {
    return this.guard(() => {
      const select = this.database.prepare("select data, crc from outline where file = ?").raw();
      return fileIds.map((id) => this.checked(select.get(id) as [string, number] | undefined));
    });
  }

  async write(changes: Changes): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        const remove = this.database.prepare("delete from file where path = ?");
        const forget = this.database.prepare("delete from skipped where path = ?");
        for (const path of changes.removed ?? []) {
          remove.run(path);
          forget.run(path);
        }
        const skip = this.database.prepare("insert or replace into skipped values (?, ?, ?)");
        for (const { path, stamp, reason } of changes.skipped ?? []) {
          remove.run(path);
          skip.run(path, stamp, reason);
        }
        const restamp = this.database.prepare("update file set stamp = ? where path = ?");
        for (const { path, stamp } of changes.restamped ?? []) restamp.run(stamp, path);
        if (changes.added) this.add(changes.added);
        this.dropEmptySegments();
        this.nextGeneration();
      }),
    );
  }

  private add({ segment, files }: NonNullable<Changes["added"]>): void {
    const id = this.insertSegment(segment);
    const replace = this.database.prepare("delete from file where path = ?");
    const insert = this.database.prepare(
      `insert into file (${FILE_COLUMNS}) values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const outline = this.database.prepare("insert into outline values (?, ?, ?)");
    const forget = this.database.prepare("delete from skipped where path = ?");
    for (const file of files) {
      replace.run(file.path);
      forget.run(file.path);
      const { lastInsertRowid } = insert.run(
        file.path,
        file.stamp,
        file.hash,
        file.bytes,
        file.lines,
        file.tokens,
        file.symbols,
        file.edges,
        file.language,
        roleBits(file.role),
        id,
        file.firstDocument,
        file.documents,
      );
      outline.run(lastInsertRowid, crc32(file.outline), file.outline);
    }
  }

  async replaceSegments(old: readonly number[], merged: Segment, moved: readonly MovedFile[]): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        const id = this.insertSegment(merged);
        const move = this.database.prepare("update file set segment = ?, first_document = ? where id = ?");
        for (const file of moved) move.run(id, file.firstDocument, file.id);
        for (const segment of old) this.dropSegment(segment);
        this.nextGeneration();
      }),
    );
  }

  private insertSegment(segment: Segment): number {
    const bodyLengths = Buffer.from(segment.bodyLengths.buffer);
    const { lastInsertRowid } = this.database
      .prepare(
        "insert into segment (documents, bucket_bits, body_lengths, body_lengths_crc) values (?, ?, ?, ?)",
      )
      .run(segment.documents, segment.bucketBits, bodyLengths, crc32(bodyLengths));
    const id = Number(lastInsertRowid);
    const insert = this.database.prepare("insert into bucket values (?, ?, ?)");
    segment.buckets.forEach((bytes, bucket) => {
      if (bytes.length === 0) return;
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      insert.run(bucketId(id, bucket), crc32(data), data);
    });
    return id;
  }

  private dropEmptySegments(): void {
    const empty = this.rows("select id from segment where id not in (select segment from file)") as [
      number,
    ][];
    for (const [id] of empty) this.dropSegment(id);
  }

  private dropSegment(id: number): void {
    this.database
      .prepare("delete from bucket where id between ? and ?")
      .run(bucketId(id, 0), bucketId(id, 1023));
    this.database.prepare("delete from segment where id = ?").run(id);
  }

  async vectorFiles(model: string): Promise<readonly number[]> {
    return this.guard(() => {
      const rows = this.database.prepare("select file from vector where model = ?").raw().all(model);
      return (rows as [number][]).map(([file]) => file);
    });
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    return this.guard(() => {
      const rows = this.database
        .prepare("select data, crc, file, dimensions from vector where model = ? order by file")
        .raw()
        .all(model) as [Buffer, number, number, number][];
      return rows.map(([data, crc, file, dimensions]) => {
        const bytes = this.checked([data, crc]);
        return { file, dimensions, data: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
      });
    });
  }

  async writeVectors(model: string, files: readonly FileVectors[]): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        const insert = this.database.prepare(
          "insert or replace into vector select id, ?, ?, ?, ? from file where id = ?",
        );
        for (const { file, dimensions, data } of files) {
          const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
          insert.run(model, dimensions, crc32(bytes), bytes, file);
        }
        this.nextGeneration();
      }),
    );
  }

  async dropVectors(keep?: string): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        const { changes } =
          keep === undefined
            ? this.database.prepare("delete from vector").run()
            : this.database.prepare("delete from vector where model <> ?").run(keep);
        if (changes > 0) this.nextGeneration();
      }),
    );
  }

  async readFact(name: FactName): Promise<string | undefined> {
    return this.guard(() => this.fact(name));
  }

  async writeFact(name: FactName, value: string): Promise<void> {
    this.guard(() => this.putFact(name, value));
  }

  async check(): Promise<readonly string[]> {
    const problems: string[] = [];
    const look = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        const cause = error instanceof FoveaError ? (error.cause ?? error) : error;
        problems.push(cause instanceof Error ? cause.message : String(cause));
      }
    };
    look(() => {
      for (const [line] of this.rows("pragma integrity_check(20)") as [string][])
        if (line !== "ok") problems.push(line);
    });
    look(() => {
      const lost = this.rows(
        "select path from file where segment not in (select id from segment) or id not in (select file from outline) order by path",
      ) as [string][];
      for (const [path] of lost) problems.push(`${path} has lost its postings or outline`);
    });
    look(() => {
      for (const [table, value, crc] of [
        ["bucket", "data", "crc"],
        ["outline", "data", "crc"],
        ["vector", "data", "crc"],
        ["segment", "body_lengths", "body_lengths_crc"],
      ])
        for (const row of this.database.prepare(`select ${value}, ${crc} from ${table}`).raw().iterate())
          this.checked(row as [Uint8Array | string, number]);
    });
    return problems;
  }

  get version(): number {
    return SCHEMA_VERSION;
  }

  async size(): Promise<number> {
    const bytes = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
    return bytes(this.file) + bytes(`${this.file}-wal`);
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private rows(sql: string): unknown[] {
    return this.database.prepare(sql).raw().all();
  }

  /**
   * Rows of a large table as one JSON text: the driver takes 7 to 10 µs to hand over each row, SQLite and JSON.parse
   * together half of that.
   */
  private manyRows<Row>(columns: string, from: string): Row[] {
    const [text] = this.database
      .prepare(`select json_group_array(json_array(${columns})) from (select * from ${from})`)
      .raw()
      .get() as [string];
    return JSON.parse(text) as Row[];
  }

  private bodyLengths(segment: number): Uint16Array {
    const row = this.database
      .prepare("select body_lengths, body_lengths_crc from segment where id = ?")
      .raw()
      .get(segment) as [Buffer, number];
    return new Uint16Array(Uint8Array.from(this.checked(row)).buffer);
  }

  /** A value, once its bytes are seen to be the ones that were written. */
  private checked<Row extends [Uint8Array | string, number] | undefined>(
    row: Row,
  ): Row extends undefined ? undefined : NonNullable<Row>[0];
  private checked(row: [Uint8Array | string, number] | undefined): Uint8Array | string | undefined {
    if (row && crc32(row[0]) !== row[1])
      throw corruptIndex(this.file, new Error("a value differs from its checksum"));
    return row?.[0];
  }

  private fact(name: FactName | "generation"): string | undefined {
    return (
      this.database.prepare("select value from fact where name = ?").raw().get(name) as [string] | undefined
    )?.[0];
  }

  private putFact(name: FactName | "generation", value: string): void {
    this.database
      .prepare("insert into fact values (?, ?) on conflict (name) do update set value = excluded.value")
      .run(name, value);
  }

  private nextGeneration(): void {
    this.putFact("generation", String(Number(this.fact("generation") ?? 0) + 1));
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

  private guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeError(this.file, error);
    }
  }
}

const ROLE_NAMES = [
  "test",
  "vendored",
  "generated",
  "documentation",
  "example",
] as const satisfies (keyof Role)[];

const roleBits = (role: Role): number =>
  ROLE_NAMES.reduce((bits, name, bit) => bits | (role[name] ? 1 << bit : 0), 0);

function fileOf(row: FileTuple): FileRow {
  const [
    id,
    path,
    stamp,
    hash,
    bytes,
    lines,
    tokens,
    symbols,
    edges,
    language,
    bits,
    segment,
    firstDocument,
    documents,
  ] = row;
  const has = (name: (typeof ROLE_NAMES)[number]): boolean => (bits & (1 << ROLE_NAMES.indexOf(name))) !== 0;
  const role = {
    test: has("test"),
    vendored: has("vendored"),
    generated: has("generated"),
    documentation: has("documentation"),
    example: has("example"),
  };
  return {
    id,
    path,
    stamp,
    hash,
    bytes,
    lines,
    tokens,
    symbols,
    edges,
    language,
    role,
    segment,
    firstDocument,
    documents,
  };
}
