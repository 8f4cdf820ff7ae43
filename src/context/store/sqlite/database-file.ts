import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import { corruptIndex, noIndex } from "../errors.js";
import type { ConnectionOptions } from "./connection.js";
import { storeError } from "./errors.js";
import { APPLICATION_ID, databaseNameOf, expectedSchema, SCHEMA_VERSION, schemaOf } from "./schema.js";

/** Suffixes of the database file itself, its write-ahead log, and the shared memory of its readers. */
const COMPANIONS = ["", "-wal", "-shm"] as const;

/** A file of an older format that was not written for 30 days is taken to be unused. */
const LEFT_MILLISECONDS = 30 * 24 * 3600 * 1000;

/** An open database, with how it was opened. */
export interface OpenedDatabase extends ConnectionOptions {
  readonly database: Database.Database;
  /** Whether the file at the path is now another file, or missing. */
  readonly replaced: () => boolean;
}

/**
 * Opens the file of an index; creates it when `create` is set. A file that cannot be written is opened for
 * reading.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, `disk-full`, `index-busy`.
 */
export function openDatabase(file: string, create: boolean, version = SCHEMA_VERSION): OpenedDatabase {
  const before = requireRegularFiles(file);
  if (!before) {
    if (!create) throw noIndex(file);
    makeFile(file);
  }
  const identity = before ?? statSync(file);
  const replaced = () => !isSame(identity, statSync(file, { throwIfNoEntry: false }));
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5000 });
    database.exec("pragma foreign_keys = on; pragma cache_size = -4096; pragma trusted_schema = off");
    if (isEmpty(database)) {
      // The file is empty when a writer was killed while creating it.
      if (!create) throw noIndex(file);
      makeTables(database, version);
    }
    requireOurs(database, file, version);
    database.exec("pragma journal_mode = wal; pragma synchronous = normal");
    return { database, replaced, version };
  } catch (cause) {
    database?.close();
    const error = storeError(file, cause);
    if (error instanceof FoveaError && FOR_READING_ONLY.has(error.code)) {
      const readable = openWithoutWriting(file, error, version, replaced);
      if (readable) return readable;
    }
    throw error;
  }
}

const FOR_READING_ONLY: ReadonlySet<string> = new Set(["unwritable-index", "disk-full"]);

/**
 * Requires that the database and its companion files are regular files if they exist: a link would lead
 * elsewhere, and opening a pipe would block.
 * @returns the stats of the database file; undefined when it does not exist.
 * @throws FoveaError `corrupt-index` when one of them is something else.
 */
function requireRegularFiles(file: string): Stats | undefined {
  const [found] = COMPANIONS.map((suffix) => {
    const stats = statsOf(file + suffix);
    if (stats && !stats.isFile())
      throw corruptIndex(file, new Error(`${basename(file + suffix)} is not a regular file`));
    return stats;
  });
  return found;
}

function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch (error) {
    throw storeError(file, error);
  }
}

/**
 * Creates the file with mode 0600 before SQLite would create it readable for others. Companions get the same
 * mode.
 */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, constants.O_CREAT | constants.O_RDWR | (constants.O_NOFOLLOW ?? 0), 0o600));
  } catch (error) {
    throw storeError(file, error);
  }
}

const isSame = (one: Stats, other: Stats | undefined): boolean =>
  one.ino === other?.ino && one.dev === other.dev;

const isUnchanged = (one: Stats | undefined, other: Stats | undefined): boolean =>
  one?.ino === other?.ino && one?.mtimeMs === other?.mtimeMs && one?.size === other?.size;

/**
 * Opens a file in a place that cannot be written. SQLite cannot create the shared memory there that a
 * write-ahead log needs. So without a log the file is opened as immutable; with a log, whose content belongs
 * to the index, a copy of both is opened.
 */
function openWithoutWriting(
  file: string,
  refusal: FoveaError,
  version: number,
  replaced: () => boolean,
): OpenedDatabase | undefined {
  const before = statsOf(file);
  if (!before || before.size === 0) return undefined;
  if ((statsOf(`${file}-wal`)?.size ?? 0) > 0) return openCopy(file, refusal, version, replaced);
  const database = new Database(`${pathToFileURL(file).href}?immutable=1`, { readonly: true });
  try {
    requireOurs(database, file, version);
  } catch (cause) {
    database.close();
    throw storeError(file, cause);
  }
  const changed = () => !isUnchanged(before, statSync(file, { throwIfNoEntry: false }));
  return { database, refusal, version, changed, replaced: changed };
}

/** Opens a copy of the file and its log. Copies again when another process has written meanwhile. */
function openCopy(
  file: string,
  refusal: FoveaError,
  version: number,
  replaced: () => boolean,
): OpenedDatabase | undefined {
  const folder = mkdtempSync(join(tmpdir(), "fovea-index-"));
  const copy = join(folder, basename(file));
  let database: Database.Database | undefined;
  try {
    const state = () => [statsOf(file), statsOf(`${file}-wal`)] as const;
    let before = state();
    for (let tries = 0; ; tries++) {
      for (const suffix of ["", "-wal"])
        if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
      const after = state();
      if (before.every((stats, index) => isUnchanged(stats, after[index]))) break;
      if (tries === 2) return undefined;
      before = after;
    }
    database = new Database(copy, { timeout: 5000 });
    requireOurs(database, file, version);
    const changed = () => !state().every((stats, index) => isUnchanged(stats, before[index]));
    return { database, refusal, version, replaced: () => replaced() || changed() };
  } catch (cause) {
    database?.close();
    throw storeError(file, cause);
  } finally {
    // Deletes the copy: open files stay readable. Windows cannot delete an open file, so there this fails.
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {}
  }
}

const numberOf = (database: Database.Database, pragma: "user_version" | "application_id"): number =>
  (database.prepare(`select ${pragma} as n from pragma_${pragma}`).raw().get() as [number])[0];

/** Whether the database has no tables yet. */
function isEmpty(database: Database.Database): boolean {
  if (numberOf(database, "user_version") !== 0) return false;
  return (database.prepare("select count(*) as n from sqlite_master").raw().get() as [number])[0] === 0;
}

/** @throws FoveaError `corrupt-index` unless it has the tables that we make, and nothing else. */
function requireOurs(database: Database.Database, file: string, version: number): void {
  const found = numberOf(database, "user_version");
  if (found !== version || numberOf(database, "application_id") !== APPLICATION_ID)
    throw corruptIndex(file, new Error(`its format is given as ${found}`));
  const rows = database
    .prepare("select cast(sql as blob) as c from sqlite_master where sql is not null")
    .raw()
    .all() as [Buffer][];
  // SQLite itself has a table for the ids of segments (autoincrement).
  const schema = rows.map(([sql]) => sql.toString()).filter((sql) => !sql.startsWith("CREATE TABLE sqlite_"));
  if (schema.sort().join() !== expectedSchema.join())
    throw corruptIndex(file, new Error("its tables are not as they were made"));
}

/** Creates the tables in one transaction, unless another process did while this one waited for the lock. */
function makeTables(database: Database.Database, version: number): void {
  database.exec("begin immediate");
  try {
    if (isEmpty(database)) database.exec(schemaOf(version));
    database.exec("commit");
  } catch (error) {
    if (database.inTransaction) database.exec("rollback");
    throw error;
  }
}

/**
 * Removes the file of an index, or whatever else has its name. Removes a link itself, not its target.
 * @throws FoveaError `unwritable-index` where the folder may not be changed.
 */
export function removeDatabase(file: string): void {
  try {
    for (const suffix of COMPANIONS) rmSync(file + suffix, { recursive: true, force: true });
  } catch (error) {
    throw storeError(file, error);
  }
}

/**
 * Removes indexes of older formats that were not written for 30 days. Newer ones may be in use by an older
 * Fovea.
 */
export function removeLeftDatabases(folder: string, version = SCHEMA_VERSION): void {
  const now = Date.now();
  for (let older = version - 1; older > 0; older--) {
    const file = join(folder, databaseNameOf(older));
    const times = COMPANIONS.map((suffix) => statsOf(file + suffix)?.mtimeMs ?? 0);
    const newest = Math.max(...times);
    if (newest === 0 || now - newest < LEFT_MILLISECONDS) continue;
    try {
      removeDatabase(file);
    } catch {
      // An old file that cannot be removed does no harm.
    }
  }
}

/** Size of the file and its log. */
export function databaseBytes(file: string): number {
  return ["", "-wal"].reduce((sum, suffix) => sum + (statsOf(file + suffix)?.size ?? 0), 0);
}
