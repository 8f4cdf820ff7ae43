import { dirname } from "node:path";
import type { Encoding } from "../../../shared/tokens/vocabulary.js";
import { makePrivateFolder } from "../../state/private-folder.js";
import type {
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
import { writeChanges } from "./changes.js";
import { dropAllCheckoutsBut, forgetCheckout, restartIndex } from "./checkouts.js";
import { Connection, jsonOf } from "./connection.js";
import { databaseBytes, openDatabase, removeDatabase, removeLeftDatabases } from "./database-file.js";
import { type CheckoutFacts, Facts, type SeenText } from "./facts.js";
import { FIRST_DOCUMENT, fileOf, SEGMENT } from "./file-row.js";
import { IntegrityCheck } from "./integrity-check.js";
import type { OpenIndex } from "./open-index.js";
import { releaseClosedConnections } from "./release.js";
import { SCHEMA_VERSION } from "./schema.js";
import { replaceSegments } from "./segments.js";
import { SoundRows } from "./sound-rows.js";
import { keepVectors, listedVectors, writeVectors } from "./vectors.js";

export interface SqliteOptions {
  /** Create the index when there is none. Without it, a missing index is an error. */
  readonly create: boolean;
  /** The checkout for which the index is opened. Default: the main or only one. */
  readonly checkout?: string;
  /** Names of the linked worktrees that exist now. Without it, none is taken to be gone. */
  readonly checkouts?: () => readonly string[];
  /** Format of the file. Default: the format of this version. */
  readonly version?: number;
}

const MAIN = "";

/**
 * Opens the index in `file` for one checkout. Without `create` the index must have data of that checkout. A
 * file that cannot be written is opened for reading, and `readOnly` is true.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, `disk-full`.
 */
export function openSqliteStore(file: string, options: SqliteOptions): Store {
  const store = new SqliteStore(file, options);
  if (!options.create) store.requireCheckout();
  return store;
}

class SqliteStore implements Store, OpenIndex {
  private readonly checkout: string;
  /** The connection that was opened last. */
  database!: Connection;
  facts!: Facts;
  rows!: SoundRows;
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
    // Every query and update starts with a snapshot, so a replaced index is opened again here.
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
    // The rows usually come in path order. Sorting in SQLite would take a fifth of the query's time.
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
        // A merge deletes a segment with all its buckets, never a single bucket.
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

  /** Whether missing data was in the last snapshot, and no write has changed this checkout since. */
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

  async write(changes: Changes): Promise<void> {
    writeChanges(this, this.checkout, changes);
  }

  async restart(encoding: Encoding): Promise<void> {
    restartIndex(this, this.checkout, encoding);
  }

  async prune(): Promise<void> {
    removeLeftDatabases(dirname(this.file), this.format);
    const { checkouts } = this.options;
    if (checkouts) dropAllCheckoutsBut(this, () => [MAIN, this.checkout, ...checkouts()]);
  }

  async forget(): Promise<void> {
    forgetCheckout(this, this.checkout);
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
    replaceSegments(this, old, merged, moved);
  }

  async vectorFiles(model: string): Promise<readonly number[]> {
    return this.database.guard(() =>
      this.database.rows<[number]>(["content"], "vector where model = ?", model).map(([content]) => content),
    );
  }

  async vectors(model: string): Promise<readonly FileVectors[]> {
    return listedVectors(this, this.checkout, model);
  }

  async writeVectors(model: string, files: readonly FileVectors[]): Promise<void> {
    writeVectors(this, model, files);
  }

  async keepVectors(model?: string): Promise<void> {
    keepVectors(this, this.checkout, model);
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
}
