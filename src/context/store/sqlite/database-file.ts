import { accessSync, constants, mkdirSync, rmSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import { FoveaError } from "../../../shared/errors.js";
import { diskFull, noIndex, otherVersion, storeError, unwritableIndex } from "./errors.js";
import { SCHEMA_VERSION, schema } from "./schema.js";

/** Makes a directory that only this user may enter. */
export function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") throw diskFull(directory, error);
    throw unwritableIndex(directory, error);
  }
}

/**
 * Opens the file of an index, making it when `create` is set; on a disk that cannot be written it is only read.
 * @throws FoveaError `no-index`, `corrupt-index`, `unwritable-index`, and without `create` `other-index-version`.
 */
export function openDatabase(file: string, create: boolean): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { timeout: 5000 });
    database.exec("pragma foreign_keys = on; pragma cache_size = -4096");
    const [version] = database.prepare("pragma user_version").raw().get() as [number];
    if (version !== SCHEMA_VERSION) {
      // A writer that was killed while it made the file leaves it empty.
      if (!create) throw version === 0 ? noIndex(file) : otherVersion(file, version);
      makeAnew(database);
    }
    database.exec("pragma journal_mode = wal; pragma synchronous = normal");
    return database;
  } catch (cause) {
    database?.close();
    const error = storeError(file, cause);
    if (error instanceof FoveaError && error.code === "unwritable-index") {
      const readable = openOnReadOnlyDisk(file);
      if (readable) return readable;
    }
    throw error;
  }
}

/**
 * Where nothing can be written, SQLite cannot make the shared memory that a log needs. Nobody else can write either,
 * so the file may be read as it lies there; unless a log is left, without which it may be half of a transaction.
 */
function openOnReadOnlyDisk(file: string): Database.Database | undefined {
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (!isOnReadOnlyDisk(file) || (log && log.size > 0)) return undefined;
  const database = new Database(`${pathToFileURL(file).href}?immutable=1`, { readonly: true });
  try {
    const [version] = database.prepare("pragma user_version").raw().get() as [number];
    if (version !== SCHEMA_VERSION) throw otherVersion(file, version);
    return database;
  } catch (cause) {
    database.close();
    throw storeError(file, cause);
  }
}

function isOnReadOnlyDisk(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EROFS";
  }
}

/** Replaces whatever tables there are, in one transaction: whoever reads meanwhile sees the old ones to the end. */
function makeAnew(database: Database.Database): void {
  database.exec("pragma foreign_keys = off; begin immediate");
  // Another process may have done it while this one waited for its turn.
  const [version] = database.prepare("pragma user_version").raw().get() as [number];
  if (version === SCHEMA_VERSION) {
    database.exec("rollback; pragma foreign_keys = on");
    return;
  }
  const tables = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'")
    .raw()
    .all() as [string][];
  for (const [name] of tables) database.exec(`drop table "${name.replaceAll('"', '""')}"`);
  database.exec(`${schema}; commit; pragma foreign_keys = on`);
}

export function removeDatabase(file: string): void {
  for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true });
}
