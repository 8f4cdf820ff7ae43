import { dirname } from "node:path";
import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import { makePrivateFolder } from "../../state/private-folder.js";
import type {
  AdoptedFile,
  BucketKey,
  Changes,
  FactName,
  FileVectors,
  MovedContent,
  SegmentContents,
  SegmentSize,
  Snapshot,
  Store,
  StoreDescription,
} from "../contract.js";
import { noCheckout, noIndex } from "../errors.js";
import type { Segment } from "../segment.js";
import { storable } from "../utf8.js";
import { changedSeal, emptySeal, rowSum, sealOf, valueSum } from "./checksum.js";
import { Connection, jsonOf, type Value } from "./connection.js";
import { databaseBytes, openDatabase, removeDatabase, removeLeftDatabases } from "./database-file.js";
import { type CheckoutFacts, Facts, type SeenText } from "./facts.js";
import {
  CONTENT_COLUMNS,
  type ContentTuple,
  contentSum,
  FIRST_DOCUMENT,
  fileOf,
  isIntact,
  listedSum,
  roleBits,
  SEGMENT,
} from "./file-row.js";
import { IntegrityCheck } from "./integrity-check.js";
import { releaseClosedConnections } from "./release.js";
import { bucketId, SCHEMA_VERSION } from "./schema.js";
import { type SkippedTuple, SoundRows } from "./sound-rows.js";
import { sealVectors } from "./vector-seals.js";

export interface SqliteOptions {
  /** Make the index when there is none; without it that is an error. */
  readonly create: boolean;
  /** Which of the checkouts that share the index this is; the main or only one when it is left out. */
  readonly checkout?: string;
  /** Names of the other checkouts that there are; without it none is taken to be gone. */
  readonly checkouts?: () => readonly string[];
  /** Format of the file; this version's when it is left out. */
  readonly version?: number;
}

const MAIN = "";

/** As many branches as one goes to and fro between; an editor's saves would else fill the index with each state of a file. */
const SPARES_OF_A_PATH = 4;

/**
 * Opens the index at `file` for one checkout. Without `create` it must hold something of that. Where the file cannot be
 * written it is only read, and `readOnly` says so.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, `disk-full`.
 */
export function openSqliteStore(file: string, options: SqliteOptions): Store {
  const store = new SqliteStore(file, options);
  if (!options.create) store.requireCheckout();
  return store;
}

class SqliteStore implements Store {
  private readonly checkout: string;
  /** What was opened last. */
  database!: Connection;
  facts!: Facts;
  private rows!: SoundRows;
  private isReplaced!: () => boolean;
  private isDamaged = false;
  private last: { readonly snapshot: Snapshot; readonly seen: SeenText } | undefined;

  constructor(
    private readonly file: string,
    private readonly options: SqliteOptions,
  ) {
    this.checkout = options.checkout ?? MAIN;
    this.open();
  }

  private open(): void {
    const { create, version } = this.options;
    if (create) makePrivateFolder(dirname(this.file));
    const { database, replaced, ...how } = openDatabase(this.file, create, version);
    const onDamage = () => {
      this.isDamaged = true;
    };
    this.database = new Connection(this.file, database, { ...how, onDamage });
    this.facts = new Facts(this.database);
    this.rows = new SoundRows(this.database, this.facts);
    this.isReplaced = replaced;
    this.isDamaged = false;
    this.last = undefined;
  }

  replaced(): boolean {
    return this.isReplaced();
  }

  get damaged(): boolean {
    return this.isDamaged;
  }

  async replaceDamaged(): Promise<void> {
    this.database.close();
    await releaseClosedConnections();
    removeDatabase(this.file);
    this.open();
  }

  get readOnly(): boolean {
    return this.database.refusal !== undefined;
  }

  /** Closes and throws `no-index` when the index has nothing of this checkout. */
  requireCheckout(): void {
    try {
      if (this.database.guard(() => this.facts.of(this.checkout).generation) !== undefined) return;
      throw this.checkout === MAIN
        ? noIndex(this.database.file)
        : noCheckout(this.database.file, this.checkout);
    } catch (error) {
      this.database.close();
      throw error;
    }
  }

  async snapshot(): Promise<Snapshot> {
    // Each question and each update begins with one.
    if ((this.options.create || this.readOnly) && this.isReplaced()) {
      this.database.close();
      this.open();
    }
    return this.database.read(() => this.readSnapshot(this.facts.of(this.checkout)).snapshot);
  }

  private readSnapshot(facts: CheckoutFacts): { snapshot: Snapshot; seen: SeenText } {
    const generation = facts.generation ?? 0;
    if (this.last?.snapshot.generation === generation) return this.last;
    const seen = facts.seen?.[0] === generation ? facts.seen : undefined;
    const listed = this.rows.listed(this.checkout, facts, seen?.[1]);
    const skipped = this.rows.skipped(this.checkout, facts, seen?.[2]);
    const files = listed.rows.map(fileOf);
    // They come in the order of their paths as a rule; to have SQLite see to it takes a fifth of the query.
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const segments = this.rows.segments(
      [...new Set(files.map((file) => file.segment))],
      this.last?.snapshot.segments,
    );
    this.last = {
      snapshot: {
        generation,
        files,
        segments,
        skipped: skipped.rows.map(([path, stamp, reason]) => ({ path, stamp, reason })),
      },
      seen: [generation, listed.sum, skipped.sum],
    };
    return this.last;
  }

  async buckets(keys: readonly BucketKey[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.database.read(() => {
      const find = this.rows.bucketFinder();
      return keys.map(({ segment, bucket }) => {
        const data = find(segment, bucket);
        // A merge takes away a segment with all of its buckets, never one bucket.
        if (
          !data &&
          (this.database.number("count(*)", "segment where id = ?", segment) > 0 ||
            this.isLost((last) => last.segments.some(({ id }) => id === segment)))
        )
          throw this.database.damaged(`bucket ${bucket} of segment ${segment} is missing`);
        return data && data.length > 0 ? data : undefined;
      });
    });
  }

  /** Whether what is missing was in the last snapshot, and nobody has changed since what this checkout has. */
  private isLost(wasIn: (last: Snapshot) => boolean): boolean {
    const last = this.last?.snapshot;
    if (!last || !wasIn(last)) return false;
    return (this.facts.of(this.checkout).generation ?? 0) === last.generation;
  }

  async outlines(fileIds: readonly number[]): Promise<readonly (string | undefined)[]> {
    return this.database.read(() => {
      const find = this.database.lookup<[number, Buffer]>(["crc", "data"], "outline where content = ?");
      return fileIds.map((id) => {
        const row = find(id);
        if (row) return this.rows.checked([id], row, "outline").toString();
        if (
          this.database.number("count(*)", "content where id = ?", id) > 0 ||
          this.isLost((last) => last.files.some((file) => file.id === id))
        )
          throw this.database.damaged(`outline ${id} is missing`);
        return undefined;
      });
    });
  }

  async knownHashes(paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.database.guard(() => {
      const known = new Map<string, string[]>();
      const rows = this.database.records<[string, string]>(
        "path, hash",
        "content where path in (select value from json_each(?))",
        jsonOf(paths.map(storable)),
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
    const listed = [...(added?.files ?? []), ...adopted].map(({ path, stamp, hash }) => ({
      path: storable(path),
      stamp: storable(stamp),
      hash: storable(hash),
    }));
    const passedOver = skipped.map(({ path, stamp, reason }): SkippedTuple => {
      const row = [storable(path), storable(stamp), reason] as const;
      return [...row, rowSum([this.checkout, ...row])];
    });
    const unwanted = [...passedOver.map(([path]) => path), ...excluded.map(storable)];
    const touched = jsonOf([...listed.map(({ path }) => path), ...removed.map(storable), ...unwanted]);
    this.database.write(() => {
      const facts = this.facts.of(this.checkout);
      const which = "checkout = ? and path in (select value from json_each(?))";
      const gone = (table: "listed" | "skipped", columns: string) => {
        const rows = this.database.records<number[]>(
          columns,
          `${table} where ${which}`,
          this.checkout,
          touched,
        );
        this.database.run(`delete from ${table} where ${which}`, this.checkout, touched);
        return rows;
      };
      const before = gone("listed", "crc, content");
      const skippedBefore = gone("skipped", "crc");
      this.database.run(
        `insert into skipped select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?)`,
        this.checkout,
        jsonOf(passedOver),
      );
      if (added) this.add(added);
      const come = this.list(listed);
      this.release(before.map(([, content]) => content!));
      this.drop("path in (select value from json_each(?)) and released is not null", jsonOf(unwanted));
      // In a new index nothing is unlisted: it need not be looked through at each write.
      if (before.length > 0) this.dropSpares(touched);
      this.dropEmptySegments();
      // The seals follow what is done: made again from what is there, they would pass a lost row for a removed one.
      this.facts.put(this.checkout, {
        ...facts,
        listed: changedSeal(facts.listed ?? emptySeal, sealOf(before.map(firstOf)), sealOf(come)),
        skipped: changedSeal(
          facts.skipped ?? emptySeal,
          sealOf(skippedBefore.map(firstOf)),
          sealOf(passedOver.map(([, , , crc]) => crc)),
        ),
      });
      this.facts.renew([this.checkout]);
    });
  }

  private add({ segment, files }: NonNullable<Changes["added"]>): void {
    const id = this.insertSegment(segment);
    // Given here and not by SQLite, as a content's sum is over its id too.
    const first = this.database.number("max(id)", "content") + 1;
    const rows = files.map((file, index) => {
      const row = [
        first + index,
        storable(file.path),
        storable(file.hash),
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
      ];
      return [...row, contentSum(row)];
    });
    // One statement for all: the driver takes 7 to 10 µs for each that it is given.
    this.database.run(
      `insert into content select ${Array.from({ length: 14 }, (_, column) => `value ->> ${column}`)}, null
       from json_each(?) where true on conflict (path, hash) do nothing`,
      jsonOf(rows),
    );
    const insert = this.database.runner("insert into outline values (?, ?, ?)");
    const inserted = this.database.records<[number]>("id", "content where segment = ?", id);
    for (const [content] of inserted) {
      const file = files[content - first];
      if (!file) throw this.database.damaged(`content ${content} has a segment that is new`);
      const outline = Buffer.from(file.outline);
      insert(content, valueSum([content], outline), outline);
    }
  }

  /**
   * Makes files of contents that are there.
   * @returns the sums of what is listed now.
   */
  private list(files: readonly AdoptedFile[]): number[] {
    if (files.length === 0) return [];
    const contents = this.database.records<ContentTuple>(
      CONTENT_COLUMNS,
      `json_each(?) as given cross join content
       on content.path = given.value ->> 0 and content.hash = given.value ->> 1`,
      jsonOf(files.map(({ path, hash }) => [path, hash])),
    );
    const byKey = new Map(contents.map((row) => [`${row[2]} ${row[1]}`, row]));
    const rows = files.map(({ path, hash, stamp }) => {
      const content = byKey.get(`${hash} ${path}`);
      // What the index of a table found may be another row than it says.
      if (!content || !isIntact(content))
        throw this.database.damaged(`the content of ${path} is missing or differs from its checksum`);
      return [path, content[0], stamp, listedSum(this.checkout, path, content[0], stamp)] as const;
    });
    this.database.run(
      `insert into listed select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?)`,
      this.checkout,
      jsonOf(rows),
    );
    this.database.run(
      "update content set released = null where id in (select value from json_each(?)) and released is not null",
      jsonOf(rows.map(([, content]) => content)),
    );
    return rows.map(([, , , crc]) => crc);
  }

  /** Notes which of these contents nobody lists any more. */
  private release(contents: readonly number[]): void {
    this.database.run(
      `update content set released = ? where id in (select value from json_each(?))
       and not exists (select 1 from listed where content = content.id)`,
      Date.now(),
      jsonOf(contents),
    );
  }

  private drop(which: string, ...values: readonly string[]): void {
    sealVectors(this, `content in (select id from content where ${which})`, values, () => {
      this.database.run(`delete from content where ${which}`, ...values);
    });
  }

  /** Deletes the contents that were unlisted first when there are too many, of one of the paths or in all. */
  private dropSpares(paths: string): void {
    this.drop(
      `id in (select id from (
        select id, row_number() over (partition by path order by released desc, id desc) as place
        from content where path in (select value from json_each(?)) and released is not null
      ) where place > ${SPARES_OF_A_PATH})`,
      paths,
    );
    const [[live, spare]] = this.database.rows<[number, number]>(
      [
        "total(documents) filter (where released is null)",
        "total(documents) filter (where released is not null)",
      ],
      "content",
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
      for (const checkout of this.facts.checkouts()) {
        const { model } = this.facts.of(checkout);
        this.facts.put(checkout, model === undefined ? {} : { model });
      }
      this.facts.putWhole({ ...this.facts.whole(), encoding, vectors: {} });
      this.facts.renew([this.checkout]);
    });
  }

  async prune(): Promise<void> {
    removeLeftDatabases(dirname(this.database.file), this.format);
    const { checkouts } = this.options;
    if (!checkouts) return;
    this.database.guard(() => {
      const there = new Set([MAIN, this.checkout, ...checkouts()]);
      const gone = this.facts.checkouts().filter((name) => !there.has(name));
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
    const contents = this.database.records<[number]>("content", `listed where ${which}`, jsonOf(names));
    for (const table of ["listed", "skipped", "fact"])
      this.database.run(`delete from ${table} where ${which}`, jsonOf(names));
    return contents.flat();
  }

  async segments(): Promise<readonly SegmentSize[]> {
    return this.database.guard(() =>
      this.database
        .rows<[number, number]>(["id", "documents"], "segment")
        .map(([id, documents]) => ({ id, documents })),
    );
  }

  async readSegments(ids: readonly number[]): Promise<SegmentContents> {
    return this.database.read(() => {
      const contents = this.rows.contents("segment", ids).map((row) => ({
        id: row[0],
        segment: row[SEGMENT],
        firstDocument: row[FIRST_DOCUMENT],
        documents: row[12],
      }));
      return { segments: this.rows.segments(ids, this.last?.snapshot.segments), contents };
    });
  }

  async replaceSegments(
    old: readonly number[],
    merged: Segment,
    moved: readonly MovedContent[],
  ): Promise<void> {
    this.database.write(() => {
      const places = new Map(moved.map(({ id, firstDocument }) => [id, firstDocument]));
      const contents = this.rows.contents("id", [...places.keys()]);
      // Another writer has merged them meanwhile, which only one that lost its lock can do.
      const there = this.database.number(
        "count(*)",
        "segment where id in (select value from json_each(?))",
        jsonOf(old),
      );
      if (there < old.length || contents.some((row) => !old.includes(row[SEGMENT]))) return;
      const id = this.insertSegment(merged);
      const rows = contents.map((row) => {
        const changed = row.with(SEGMENT, id).with(FIRST_DOCUMENT, places.get(row[0])!);
        return [row[0], changed[FIRST_DOCUMENT], contentSum(changed)];
      });
      this.database.run(
        `update content set segment = ?, first_document = moved.value ->> 1, crc = moved.value ->> 2
           from json_each(?) as moved where content.id = moved.value ->> 0`,
        id,
        jsonOf(rows),
      );
      for (const segment of old) this.dropSegment(segment);
      this.facts.renew(this.listing("content in (select id from content where segment = ?)", id));
    });
  }

  private insertSegment({ documents, bucketBits, bodyLengths, buckets }: Segment): number {
    const lengths = Buffer.from(bodyLengths.buffer, bodyLengths.byteOffset, bodyLengths.byteLength);
    const id = this.database.run(
      "insert into segment (documents, bucket_bits, crc, body_lengths) values (?, ?, 0, ?)",
      documents,
      bucketBits,
      lengths,
    );
    const crc = valueSum([id, documents, bucketBits], lengths);
    this.database.run("update segment set crc = ? where id = ?", crc, id);
    const insert = this.database.runner("insert into bucket values (?, ?, ?)");
    buckets.forEach((bytes, bucket) => {
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const row = bucketId(id, bucket);
      insert(row, valueSum([row], data), data);
    });
    return id;
  }

  private dropEmptySegments(): void {
    const empty = this.database.rows<[number]>(
      ["id"],
      "segment where not exists (select 1 from content where segment = segment.id)",
    );
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
    return this.database.guard(() =>
      this.database.rows<[number]>(["content"], "vector where model = ?", model).map(([content]) => content),
    );
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    return this.database.read(() => {
      const listed = new Set(
        this.database
          .rows<[number]>(["content"], "listed where checkout = ?", this.checkout)
          .map(([content]) => content),
      );
      return this.rows.vectors(model).filter(({ file }) => listed.has(file));
    });
  }

  async writeVectors(model: string, files: readonly FileVectors[]): Promise<void> {
    this.database.write(() => {
      const ids = jsonOf(files.map(({ file }) => file));
      const which = "content in (select value from json_each(?))";
      sealVectors(this, which, [ids], () => {
        const insert = this.database.runner(
          "insert or replace into vector select id, ?, ?, ?, ? from content where id = ?",
        );
        for (const { file, dimensions, data } of files) {
          const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
          insert(model, dimensions, valueSum([file, model, dimensions], bytes), bytes, file);
        }
      });
      this.facts.renew(this.listing(which, ids));
    });
  }

  async keepVectors(model?: string): Promise<void> {
    this.database.write(() => {
      const { model: _, ...facts } = this.facts.of(this.checkout);
      this.facts.put(this.checkout, model === undefined ? facts : { ...facts, model });
      const wanted = jsonOf(this.facts.checkouts().map((name) => this.facts.of(name).model ?? ""));
      const unwanted = "model not in (select value from json_each(?))";
      const losing = this.listing(`content in (select content from vector where ${unwanted})`, wanted);
      sealVectors(this, unwanted, [wanted], () => {
        this.database.run(`delete from vector where ${unwanted}`, wanted);
      });
      this.facts.renew(losing);
    });
  }

  async readFact(name: FactName): Promise<string | undefined> {
    return this.database.guard(() => {
      if (name === "encoding") return this.facts.whole().encoding;
      if (name === "updatedAt") return this.facts.of(this.checkout).updatedAt;
      return this.facts.text(this.checkout, name);
    });
  }

  async writeFact(name: FactName, value: string): Promise<void> {
    this.database.write(() => {
      if (name === "encoding") this.facts.putWhole({ ...this.facts.whole(), encoding: value });
      else if (name === "updatedAt") {
        const facts = this.facts.of(this.checkout);
        const { seen } = this.readSnapshot(facts);
        this.facts.put(this.checkout, { ...facts, updatedAt: value, seen });
      } else this.facts.putText(this.checkout, name, value);
    });
  }

  async check(): Promise<readonly string[]> {
    return new IntegrityCheck(this.database, this.facts, this.rows).problems(this.checkout);
  }

  private get format(): number {
    return this.options.version ?? SCHEMA_VERSION;
  }

  async describe(): Promise<StoreDescription> {
    return { path: this.file, bytes: databaseBytes(this.file), format: this.format };
  }

  async close(): Promise<void> {
    this.database.close();
  }

  /** Checkouts with such rows in what they list. */
  private listing(which: string, ...values: readonly Value[]): string[] {
    return this.database
      .records<[string]>("checkout", `(select distinct checkout from listed where ${which})`, ...values)
      .flat();
  }
}

const firstOf = ([first]: readonly number[]): number => first!;
