import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import type { Segment } from "../../build/segment.js";
import type { Role, SkipReason } from "../../scan/source.js";
import type {
  AdoptedFile,
  BucketKey,
  Changes,
  FactName,
  FileRow,
  FileVectors,
  MovedContent,
  SegmentContents,
  SegmentRow,
  SegmentSize,
  Snapshot,
  Store,
} from "../contract.js";
import { openDatabase, prepareDirectory } from "./database-file.js";
import { corruptIndex, noCheckout, noIndex, storeError } from "./errors.js";
import { bucketId, SCHEMA_VERSION } from "./schema.js";

export interface SqliteOptions {
  /** Make the index when there is none; without it that is an error. */
  readonly create: boolean;
  /** Which of the checkouts that share the index this is; the main or only one when it is left out. */
  readonly checkout?: string;
  /** Names of the other checkouts that there are; without it none is taken to be gone. */
  readonly checkouts?: () => readonly string[];
}

/** Facts that the store keeps for itself. */
type OwnFact =
  /** As `Snapshot.generation`. Without one a checkout has nothing in the index. */
  | "generation"
  /** Of the whole index: counts them, so that no generation comes twice. */
  | "generations"
  /** Whose vectors a checkout wants. */
  | "model";

const OF_THE_WHOLE: ReadonlySet<FactName | OwnFact> = new Set(["encoding", "generations"]);

/** The main checkout is never pruned, so facts of the whole index may lie with its own. */
const MAIN = "";

/** As many branches as one goes to and fro between; an editor's saves would else fill the index with each state of a file. */
const SPARES_OF_A_PATH = 4;

type Value = string | number;

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
  "id, content.path, stamp, hash, bytes, lines, tokens, symbols, edges, language, role, segment, first_document, documents";

/**
 * Opens the index at `file` for one checkout. Without `create` it must hold something of that.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, and without `create` `other-index-version`.
 */
export function openSqliteStore(file: string, options: SqliteOptions): Store {
  if (!options.create && !existsSync(file)) throw noIndex(file);
  if (options.create) prepareDirectory(dirname(file));
  const store = new SqliteStore(file, openDatabase(file, options.create), options);
  if (!options.create) store.requireCheckout();
  return store;
}

class SqliteStore implements Store {
  private readonly checkout: string;
  private last: Snapshot | undefined;

  constructor(
    private readonly file: string,
    private readonly database: Database.Database,
    private readonly options: SqliteOptions,
  ) {
    this.checkout = options.checkout ?? MAIN;
  }

  /** Closes and throws `no-index` when the index has nothing of this checkout. */
  requireCheckout(): void {
    try {
      if (this.guard(() => this.fact("generation")) !== undefined) return;
      throw this.checkout === MAIN ? noIndex(this.file) : noCheckout(this.file, this.checkout);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  async snapshot(): Promise<Snapshot> {
    return this.guard(() =>
      this.transaction("deferred", () => {
        const generation = Number(this.fact("generation") ?? 0);
        if (this.last?.generation === generation) return this.last;
        const files = this.manyRows<FileTuple>(
          FILE_COLUMNS,
          "listed cross join content on id = listed.content where checkout = ?",
          this.checkout,
        ).map(fileOf);
        // They come in the order of their paths as a rule; to have SQLite see to it takes a fifth of the query.
        files.sort((a, b) => (a.path < b.path ? -1 : 1));
        const segments = this.segmentRows(
          [...new Set(files.map((file) => file.segment))],
          this.last?.segments,
        );
        const skipped = (
          this.rows("select path, stamp, reason from skipped where checkout = ?", this.checkout) as [
            string,
            string,
            SkipReason,
          ][]
        ).map(([path, stamp, reason]) => ({ path, stamp, reason }));
        this.last = { generation, files, segments, skipped };
        return this.last;
      }),
    );
  }

  private segmentRows(ids: readonly number[], read: readonly SegmentRow[] = []): SegmentRow[] {
    const known = new Map(read.map((segment) => [segment.id, segment]));
    const rows = this.rows(
      "select id, documents, bucket_bits from segment where id in (select value from json_each(?)) order by id",
      JSON.stringify(ids),
    ) as [number, number, number][];
    return rows.map(
      ([id, documents, bucketBits]) =>
        known.get(id) ?? { id, documents, bucketBits, bodyLengths: this.bodyLengths(id) },
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
      const select = this.database.prepare("select data, crc from outline where content = ?").raw();
      return fileIds.map((id) => this.checked(select.get(id) as [string, number] | undefined));
    });
  }

  async knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.guard(() => {
      const known = new Map<string, string[]>();
      const rows = this.manyRows<[string, string]>(
        "path, hash",
        "content where path in (select value from json_each(?))",
        JSON.stringify(paths),
      );
      for (const [path, hash] of rows) {
        const hashes = known.get(path);
        if (hashes) hashes.push(hash);
        else known.set(path, [hash]);
      }
      return known;
    });
  }

  async write({ added, adopted = [], skipped = [], removed = [], excluded = [] }: Changes): Promise<void> {
    const listed = [...(added?.files ?? []), ...adopted];
    const unwanted = [...skipped.map(({ path }) => path), ...excluded];
    const touched = JSON.stringify([...listed.map(({ path }) => path), ...removed, ...unwanted]);
    this.guard(() =>
      this.transaction("immediate", () => {
        const which = "checkout = ? and path in (select value from json_each(?))";
        const before = this.manyRows<[number]>("content", `listed where ${which}`, this.checkout, touched);
        for (const table of ["listed", "skipped"])
          this.run(`delete from ${table} where ${which}`, this.checkout, touched);
        const skip = this.database.prepare("insert into skipped values (?, ?, ?, ?)");
        for (const { path, stamp, reason } of skipped) skip.run(this.checkout, path, stamp, reason);
        if (added) this.add(added);
        this.list(listed);
        this.release(before.flat());
        this.drop(
          "path in (select value from json_each(?)) and released is not null",
          JSON.stringify(unwanted),
        );
        this.dropSpares(touched);
        this.dropEmptySegments();
        this.renew([this.checkout]);
      }),
    );
  }

  private add({ segment, files }: NonNullable<Changes["added"]>): void {
    const id = this.insertSegment(segment);
    // One statement for all: the driver takes 7 to 10 µs for each that it is given.
    this.run(
      `insert into content select null, ${Array.from({ length: 9 }, (_, column) => `value ->> ${column}`)}, ?, value ->> 9, value ->> 10, null
       from json_each(?) where true on conflict (path, hash) do nothing`,
      id,
      JSON.stringify(
        files.map((file) => [
          file.path,
          file.hash,
          file.bytes,
          file.lines,
          file.tokens,
          file.symbols,
          file.edges,
          file.language,
          roleBits(file.role),
          file.firstDocument,
          file.documents,
        ]),
      ),
    );
    const outlines = new Map(files.map((file) => [file.path, file.outline]));
    const insert = this.database.prepare("insert into outline values (?, ?, ?)");
    const inserted = this.manyRows<[number, string]>("id, path", "content where segment = ?", id);
    for (const [content, path] of inserted) {
      const outline = outlines.get(path)!;
      insert.run(content, crc32(outline), outline);
    }
  }

  /** Makes files of contents that are there. */
  private list(files: readonly AdoptedFile[]): void {
    const rows = JSON.stringify(files.map(({ path, hash, stamp }) => [path, hash, stamp]));
    this.run(
      `insert into listed select ?, content.path, content.id, given.value ->> 2
       from json_each(?) as given cross join content on content.path = given.value ->> 0 and hash = given.value ->> 1`,
      this.checkout,
      rows,
    );
    this.run(
      `update content set released = null from json_each(?) as given
       where content.path = given.value ->> 0 and hash = given.value ->> 1 and released is not null`,
      rows,
    );
  }

  /** Notes which of these contents nobody lists any more. */
  private release(contents: readonly number[]): void {
    this.run(
      `update content set released = ? where id in (select value from json_each(?))
       and not exists (select 1 from listed where content = content.id)`,
      Date.now(),
      JSON.stringify(contents),
    );
  }

  private drop(which: string, ...values: readonly string[]): void {
    this.run(`delete from content where ${which}`, ...values);
  }

  /** Drops the contents let go of first when there are too many, of one of the paths or in all. */
  private dropSpares(paths: string): void {
    this.drop(
      `id in (select id from (
        select id, row_number() over (partition by path order by released desc, id desc) as place
        from content where path in (select value from json_each(?)) and released is not null
      ) where place > ${SPARES_OF_A_PATH})`,
      paths,
    );
    const [[live, spare]] = this.rows(
      "select total(documents) filter (where released is null), total(documents) filter (where released is not null) from content",
    ) as [[number, number]];
    if (spare <= live) return;
    this.drop(
      `id in (select id from (
        select id, sum(documents) over (order by released desc, id desc) as documents
        from content where released is not null
      ) where documents > ${live})`,
    );
  }

  async restart(encoding: Encoding): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        for (const table of ["listed", "skipped", "content", "bucket", "segment"])
          this.run(`delete from ${table}`);
        this.run("delete from fact where name in ('generation', 'updatedAt')");
        this.putFact("encoding", encoding);
        this.renew([this.checkout]);
      }),
    );
  }

  async prune(): Promise<void> {
    const { checkouts } = this.options;
    if (!checkouts) return;
    this.guard(() => {
      const there = new Set([MAIN, this.checkout, ...checkouts()]);
      const known = this.rows("select distinct checkout from fact").flat() as string[];
      const gone = known.filter((name) => !there.has(name));
      if (gone.length > 0)
        this.transaction("immediate", () => {
          this.release(this.dropCheckouts(gone));
          this.dropSpares("[]");
          this.dropEmptySegments();
        });
    });
  }

  async forget(): Promise<void> {
    this.guard(() => {
      this.transaction("immediate", () => {
        this.release(this.dropCheckouts([this.checkout]));
        this.drop("released is not null");
        this.dropEmptySegments();
      });
      // What is deleted would else lie in free pages, readable until they are used again.
      this.database.exec("vacuum; pragma wal_checkpoint(truncate)");
    });
  }

  /** @returns the contents that they listed. */
  private dropCheckouts(names: readonly string[]): number[] {
    const which = "checkout in (select value from json_each(?))";
    const contents = this.manyRows<[number]>("content", `listed where ${which}`, JSON.stringify(names));
    for (const table of ["listed", "skipped", "fact"])
      this.run(`delete from ${table} where ${which}`, JSON.stringify(names));
    return contents.flat();
  }

  async segments(): Promise<readonly SegmentSize[]> {
    return this.guard(() =>
      (this.rows("select id, documents from segment") as [number, number][]).map(([id, documents]) => ({
        id,
        documents,
      })),
    );
  }

  async readSegments(ids: readonly number[]): Promise<SegmentContents> {
    return this.guard(() =>
      this.transaction("deferred", () => {
        const columns = "id, segment, first_document, documents";
        const contents = this.manyRows<[number, number, number, number]>(
          columns,
          "content where segment in (select value from json_each(?))",
          JSON.stringify(ids),
        ).map(([id, segment, firstDocument, documents]) => ({ id, segment, firstDocument, documents }));
        return { segments: this.segmentRows(ids, this.last?.segments), contents };
      }),
    );
  }

  async replaceSegments(
    old: readonly number[],
    merged: Segment,
    moved: readonly MovedContent[],
  ): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        const id = this.insertSegment(merged);
        this.run(
          `update content set segment = ?, first_document = moved.value ->> 1
           from json_each(?) as moved where content.id = moved.value ->> 0`,
          id,
          JSON.stringify(moved.map((content) => [content.id, content.firstDocument])),
        );
        for (const segment of old) this.dropSegment(segment);
        this.renew(this.listing("content in (select id from content where segment = ?)", id));
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
    const empty = this.rows(
      "select id from segment where not exists (select 1 from content where segment = segment.id)",
    ) as [number][];
    for (const [id] of empty) this.dropSegment(id);
  }

  private dropSegment(id: number): void {
    this.run("delete from bucket where id between ? and ?", bucketId(id, 0), bucketId(id, 1023));
    this.run("delete from segment where id = ?", id);
  }

  async vectorFiles(model: string): Promise<readonly number[]> {
    return this.guard(
      () => this.rows("select content from vector where model = ?", model).flat() as number[],
    );
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    return this.guard(() => {
      const rows = this.rows(
        `select data, crc, vector.content, dimensions from vector join listed on listed.content = vector.content
         where model = ? and checkout = ? order by vector.content`,
        model,
        this.checkout,
      ) as [Buffer, number, number, number][];
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
          "insert or replace into vector select id, ?, ?, ?, ? from content where id = ?",
        );
        for (const { file, dimensions, data } of files) {
          const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
          insert.run(model, dimensions, crc32(bytes), bytes, file);
        }
        const ids = JSON.stringify(files.map(({ file }) => file));
        this.renew(this.listing("content in (select value from json_each(?))", ids));
      }),
    );
  }

  async keepVectors(model?: string): Promise<void> {
    this.guard(() =>
      this.transaction("immediate", () => {
        if (model !== undefined) this.putFact("model", model);
        else this.run("delete from fact where checkout = ? and name = 'model'", this.checkout);
        const unwanted = "model not in (select value from fact where name = 'model')";
        const losing = this.listing(`content in (select content from vector where ${unwanted})`);
        this.run(`delete from vector where ${unwanted}`);
        this.renew(losing);
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
        "select path from content where segment not in (select id from segment) or id not in (select content from outline) order by path",
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

  private rows(sql: string, ...values: readonly Value[]): unknown[][] {
    return this.database
      .prepare(sql)
      .raw()
      .all(...values) as unknown[][];
  }

  private run(sql: string, ...values: readonly Value[]): void {
    this.database.prepare(sql).run(...values);
  }

  /**
   * Rows of a large table as one JSON text: the driver takes 7 to 10 µs to hand over each row, SQLite and JSON.parse
   * together half of that.
   */
  private manyRows<Row>(columns: string, from: string, ...values: readonly Value[]): Row[] {
    const [[text]] = this.rows(`select json_group_array(json_array(${columns})) from ${from}`, ...values) as [
      [string],
    ];
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

  private ownerOf(name: FactName | OwnFact): string {
    return OF_THE_WHOLE.has(name) ? MAIN : this.checkout;
  }

  private fact(name: FactName | OwnFact): string | undefined {
    const [row] = this.rows(
      "select value from fact where checkout = ? and name = ?",
      this.ownerOf(name),
      name,
    ) as [string][];
    return row?.[0];
  }

  private putFact(name: FactName | OwnFact, value: string, checkout = this.ownerOf(name)): void {
    this.run(
      "insert into fact values (?, ?, ?) on conflict (checkout, name) do update set value = excluded.value",
      checkout,
      name,
      value,
    );
  }

  /** Checkouts with such rows in what they list. */
  private listing(which: string, ...values: readonly Value[]): string[] {
    return this.rows(`select distinct checkout from listed where ${which}`, ...values).flat() as string[];
  }

  /** Gives checkouts a new generation: what they have has changed, or where it lies. */
  private renew(checkouts: readonly string[]): void {
    const generation = String(Number(this.fact("generations") ?? 0) + 1);
    this.putFact("generations", generation);
    for (const checkout of checkouts) this.putFact("generation", generation, checkout);
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
