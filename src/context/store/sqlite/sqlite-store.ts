import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { FoveaError } from "../../../shared/errors.js";
import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import type { Segment } from "../../build/segment.js";
import type { SkipReason } from "../../scan/source.js";
import type {
  AdoptedFile,
  BucketKey,
  Changes,
  FactName,
  FileVectors,
  MovedContent,
  SegmentContents,
  SegmentRow,
  SegmentSize,
  Snapshot,
  Store,
} from "../contract.js";
import { Connection, type Value } from "./connection.js";
import { openDatabase, prepareDirectory } from "./database-file.js";
import { noCheckout, noIndex } from "./errors.js";
import { FILE_COLUMNS, type FileTuple, fileOf, roleBits } from "./file-row.js";
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

const MAIN = "";

/** Under which the facts of the whole index lie: no name that git gives a worktree. */
const WHOLE = "*";

/** As many branches as one goes to and fro between; an editor's saves would else fill the index with each state of a file. */
const SPARES_OF_A_PATH = 4;

/**
 * Opens the index at `file` for one checkout. Without `create` it must hold something of that.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, and without `create` `other-index-version`.
 */
export function openSqliteStore(file: string, options: SqliteOptions): Store {
  if (!options.create && !existsSync(file)) throw noIndex(file);
  if (options.create) prepareDirectory(dirname(file));
  const store = new SqliteStore(new Connection(file, openDatabase(file, options.create)), options);
  if (!options.create) store.requireCheckout();
  return store;
}

class SqliteStore implements Store {
  private readonly checkout: string;
  private last: Snapshot | undefined;

  constructor(
    private readonly database: Connection,
    private readonly options: SqliteOptions,
  ) {
    this.checkout = options.checkout ?? MAIN;
  }

  /** Closes and throws `no-index` when the index has nothing of this checkout. */
  requireCheckout(): void {
    try {
      if (this.database.guard(() => this.fact("generation")) !== undefined) return;
      throw this.checkout === MAIN
        ? noIndex(this.database.file)
        : noCheckout(this.database.file, this.checkout);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  async snapshot(): Promise<Snapshot> {
    return this.database.read(() => {
      const generation = Number(this.fact("generation") ?? 0);
      if (this.last?.generation === generation) return this.last;
      const files = this.database
        .manyRows<FileTuple>(
          FILE_COLUMNS,
          "listed cross join content on id = listed.content where checkout = ?",
          this.checkout,
        )
        .map(fileOf);
      // They come in the order of their paths as a rule; to have SQLite see to it takes a fifth of the query.
      files.sort((a, b) => (a.path < b.path ? -1 : 1));
      const segments = this.segmentRows([...new Set(files.map((file) => file.segment))], this.last?.segments);
      const skipped = (
        this.database.rows("select path, stamp, reason from skipped where checkout = ?", this.checkout) as [
          string,
          string,
          SkipReason,
        ][]
      ).map(([path, stamp, reason]) => ({ path, stamp, reason }));
      this.last = { generation, files, segments, skipped };
      return this.last;
    });
  }

  private segmentRows(ids: readonly number[], read: readonly SegmentRow[] = []): SegmentRow[] {
    const known = new Map(read.map((segment) => [segment.id, segment]));
    const rows = this.database.rows(
      "select id, documents, bucket_bits from segment where id in (select value from json_each(?)) order by id",
      JSON.stringify(ids),
    ) as [number, number, number][];
    return rows.map(
      ([id, documents, bucketBits]) =>
        known.get(id) ?? { id, documents, bucketBits, bodyLengths: this.bodyLengths(id) },
    );
  }

  async buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.database.guard(() => {
      const find = this.database.lookup<[Uint8Array, number]>("select data, crc from bucket where id = ?");
      return keys.map(({ segment, bucket }) => this.database.checked(find(bucketId(segment, bucket))));
    });
  }

  async outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]> {
    return this.database.guard(() => {
      const find = this.database.lookup<[string, number]>("select data, crc from outline where content = ?");
      return fileIds.map((id) => this.database.checked(find(id)));
    });
  }

  async knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.database.guard(() => {
      const known = new Map<string, string[]>();
      const rows = this.database.manyRows<[string, string]>(
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
    this.database.write(() => {
      const which = "checkout = ? and path in (select value from json_each(?))";
      const before = this.database.manyRows<[number]>(
        "content",
        `listed where ${which}`,
        this.checkout,
        touched,
      );
      for (const table of ["listed", "skipped"])
        this.database.run(`delete from ${table} where ${which}`, this.checkout, touched);
      const skip = this.database.runner("insert into skipped values (?, ?, ?, ?)");
      for (const { path, stamp, reason } of skipped) skip(this.checkout, path, stamp, reason);
      if (added) this.add(added);
      this.list(listed);
      this.release(before.flat());
      this.drop(
        "path in (select value from json_each(?)) and released is not null",
        JSON.stringify(unwanted),
      );
      // A new index lets go of nothing: it need not be looked through at each write.
      if (before.length > 0) this.dropSpares(touched);
      this.dropEmptySegments();
      this.renew([this.checkout]);
    });
  }

  private add({ segment, files }: NonNullable<Changes["added"]>): void {
    const id = this.insertSegment(segment);
    // One statement for all: the driver takes 7 to 10 µs for each that it is given.
    this.database.run(
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
    const insert = this.database.runner("insert into outline values (?, ?, ?)");
    const inserted = this.database.manyRows<[number, string]>("id, path", "content where segment = ?", id);
    for (const [content, path] of inserted) {
      const outline = outlines.get(path)!;
      insert(content, crc32(outline), outline);
    }
  }

  /** Makes files of contents that are there. */
  private list(files: readonly AdoptedFile[]): void {
    const rows = JSON.stringify(files.map(({ path, hash, stamp }) => [path, hash, stamp]));
    this.database.run(
      `insert into listed select ?, content.path, content.id, given.value ->> 2
       from json_each(?) as given cross join content on content.path = given.value ->> 0 and hash = given.value ->> 1`,
      this.checkout,
      rows,
    );
    this.database.run(
      `update content set released = null from json_each(?) as given
       where content.path = given.value ->> 0 and hash = given.value ->> 1 and released is not null`,
      rows,
    );
  }

  /** Notes which of these contents nobody lists any more. */
  private release(contents: readonly number[]): void {
    this.database.run(
      `update content set released = ? where id in (select value from json_each(?))
       and not exists (select 1 from listed where content = content.id)`,
      Date.now(),
      JSON.stringify(contents),
    );
  }

  private drop(which: string, ...values: readonly string[]): void {
    this.database.run(`delete from content where ${which}`, ...values);
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
    const [[live, spare]] = this.database.rows(
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
    this.database.write(() => {
      for (const table of ["listed", "skipped", "content", "bucket", "segment"])
        this.database.run(`delete from ${table}`);
      this.database.run("delete from fact where name in ('generation', 'updatedAt')");
      this.putFact("encoding", encoding);
      this.renew([this.checkout]);
    });
  }

  async prune(): Promise<void> {
    const { checkouts } = this.options;
    if (!checkouts) return;
    this.database.guard(() => {
      const there = new Set([WHOLE, MAIN, this.checkout, ...checkouts()]);
      const known = this.database.rows("select distinct checkout from fact").flat() as string[];
      const gone = known.filter((name) => !there.has(name));
      if (gone.length > 0)
        this.database.write(() => {
          this.release(this.dropCheckouts(gone));
          this.dropSpares("[]");
          this.dropEmptySegments();
        });
    });
  }

  async forget(): Promise<void> {
    this.database.guard(() => {
      this.database.write(() => {
        this.release(this.dropCheckouts([this.checkout]));
        this.drop("released is not null");
        this.dropEmptySegments();
      });
      // What is deleted would else lie in free pages, readable until they are used again.
      this.database.execute("vacuum; pragma wal_checkpoint(truncate)");
    });
  }

  /** @returns the contents that they listed. */
  private dropCheckouts(names: readonly string[]): number[] {
    const which = "checkout in (select value from json_each(?))";
    const contents = this.database.manyRows<[number]>(
      "content",
      `listed where ${which}`,
      JSON.stringify(names),
    );
    for (const table of ["listed", "skipped", "fact"])
      this.database.run(`delete from ${table} where ${which}`, JSON.stringify(names));
    return contents.flat();
  }

  async segments(): Promise<readonly SegmentSize[]> {
    return this.database.guard(() =>
      (this.database.rows("select id, documents from segment") as [number, number][]).map(
        ([id, documents]) => ({
          id,
          documents,
        }),
      ),
    );
  }

  async readSegments(ids: readonly number[]): Promise<SegmentContents> {
    return this.database.read(() => {
      const columns = "id, segment, first_document, documents";
      const contents = this.database
        .manyRows<[number, number, number, number]>(
          columns,
          "content where segment in (select value from json_each(?))",
          JSON.stringify(ids),
        )
        .map(([id, segment, firstDocument, documents]) => ({ id, segment, firstDocument, documents }));
      return { segments: this.segmentRows(ids, this.last?.segments), contents };
    });
  }

  async replaceSegments(
    old: readonly number[],
    merged: Segment,
    moved: readonly MovedContent[],
  ): Promise<void> {
    this.database.write(() => {
      const id = this.insertSegment(merged);
      this.database.run(
        `update content set segment = ?, first_document = moved.value ->> 1
           from json_each(?) as moved where content.id = moved.value ->> 0`,
        id,
        JSON.stringify(moved.map((content) => [content.id, content.firstDocument])),
      );
      for (const segment of old) this.dropSegment(segment);
      this.renew(this.listing("content in (select id from content where segment = ?)", id));
    });
  }

  private insertSegment(segment: Segment): number {
    const bodyLengths = Buffer.from(segment.bodyLengths.buffer);
    const id = this.database.run(
      "insert into segment (documents, bucket_bits, body_lengths, body_lengths_crc) values (?, ?, ?, ?)",
      segment.documents,
      segment.bucketBits,
      bodyLengths,
      crc32(bodyLengths),
    );
    const insert = this.database.runner("insert into bucket values (?, ?, ?)");
    segment.buckets.forEach((bytes, bucket) => {
      if (bytes.length === 0) return;
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      insert(bucketId(id, bucket), crc32(data), data);
    });
    return id;
  }

  private dropEmptySegments(): void {
    const empty = this.database.rows(
      "select id from segment where not exists (select 1 from content where segment = segment.id)",
    ) as [number][];
    for (const [id] of empty) this.dropSegment(id);
  }

  private dropSegment(id: number): void {
    this.database.run(
      "delete from bucket where id between ? and ?",
      bucketId(id, 0),
      bucketId(id + 1, 0) - 1,
    );
    this.database.run("delete from segment where id = ?", id);
  }

  async vectorFiles(model: string): Promise<readonly number[]> {
    return this.database.guard(
      () => this.database.rows("select content from vector where model = ?", model).flat() as number[],
    );
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    return this.database.guard(() => {
      const rows = this.database.rows(
        `select data, crc, vector.content, dimensions from vector join listed on listed.content = vector.content
         where model = ? and checkout = ? order by vector.content`,
        model,
        this.checkout,
      ) as [Buffer, number, number, number][];
      return rows.map(([data, crc, file, dimensions]) => {
        const bytes = this.database.checked([data, crc]);
        return { file, dimensions, data: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
      });
    });
  }

  async writeVectors(model: string, files: readonly FileVectors[]): Promise<void> {
    this.database.write(() => {
      const insert = this.database.runner(
        "insert or replace into vector select id, ?, ?, ?, ? from content where id = ?",
      );
      for (const { file, dimensions, data } of files) {
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        insert(model, dimensions, crc32(bytes), bytes, file);
      }
      const ids = JSON.stringify(files.map(({ file }) => file));
      this.renew(this.listing("content in (select value from json_each(?))", ids));
    });
  }

  async keepVectors(model?: string): Promise<void> {
    this.database.write(() => {
      if (model !== undefined) this.putFact("model", model);
      else this.database.run("delete from fact where checkout = ? and name = 'model'", this.checkout);
      const unwanted = "model not in (select value from fact where name = 'model')";
      const losing = this.listing(`content in (select content from vector where ${unwanted})`);
      this.database.run(`delete from vector where ${unwanted}`);
      this.renew(losing);
    });
  }

  async readFact(name: FactName): Promise<string | undefined> {
    return this.database.guard(() => this.fact(name));
  }

  async writeFact(name: FactName, value: string): Promise<void> {
    this.database.guard(() => this.putFact(name, value));
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
      for (const [line] of this.database.rows("pragma integrity_check(20)") as [string][])
        if (line !== "ok") problems.push(line);
    });
    look(() => {
      const lost = this.database.rows(
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
        for (const row of this.database.eachRow(`select ${value}, ${crc} from ${table}`))
          this.database.checked(row as [Uint8Array | string, number]);
    });
    return problems;
  }

  get version(): number {
    return SCHEMA_VERSION;
  }

  async size(): Promise<number> {
    const bytes = (path: string): number => (existsSync(path) ? statSync(path).size : 0);
    return bytes(this.database.file) + bytes(`${this.database.file}-wal`);
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private bodyLengths(segment: number): Uint16Array {
    const [row] = this.database.rows(
      "select body_lengths, body_lengths_crc from segment where id = ?",
      segment,
    ) as [Buffer, number][];
    return new Uint16Array(Uint8Array.from(this.database.checked(row!)).buffer);
  }

  private ownerOf(name: FactName | OwnFact): string {
    return OF_THE_WHOLE.has(name) ? WHOLE : this.checkout;
  }

  private fact(name: FactName | OwnFact): string | undefined {
    const [row] = this.database.rows(
      "select value from fact where checkout = ? and name = ?",
      this.ownerOf(name),
      name,
    ) as [string][];
    return row?.[0];
  }

  private putFact(name: FactName | OwnFact, value: string, checkout = this.ownerOf(name)): void {
    this.database.run(
      "insert into fact values (?, ?, ?) on conflict (checkout, name) do update set value = excluded.value",
      checkout,
      name,
      value,
    );
  }

  /** Checkouts with such rows in what they list. */
  private listing(which: string, ...values: readonly Value[]): string[] {
    return this.database
      .rows(`select distinct checkout from listed where ${which}`, ...values)
      .flat() as string[];
  }

  /** Gives checkouts a new generation: what they have has changed, or where it lies. */
  private renew(checkouts: readonly string[]): void {
    const generation = String(Number(this.fact("generations") ?? 0) + 1);
    this.putFact("generations", generation);
    for (const checkout of checkouts) this.putFact("generation", generation, checkout);
  }
}
