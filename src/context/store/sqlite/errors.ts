import { FoveaError } from "../../../shared/errors.js";
import { diskFull } from "../../state/file-errors.js";
import { busyIndex, corruptIndex, fileError, unreadableIndex, unwritableIndex } from "../errors.js";

/**
 * SQLite's result codes: the low byte is the kind, the upper bytes the detail. The driver names only few of
 * them.
 */
const SQLITE = {
  ERROR: 1,
  INTERNAL: 2,
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  PROTOCOL: 15,
  EMPTY: 16,
  SCHEMA: 17,
  TOOBIG: 18,
  CONSTRAINT: 19,
  MISMATCH: 20,
  AUTH: 23,
  FORMAT: 24,
  RANGE: 25,
  NOTADB: 26,
} as const;

const further = (kind: number, more: number): number => kind + more * 256;

/**
 * Codes that mean damage: the tables or their values are not what we wrote. Our statements are correct, so a
 * statement that SQLite does not understand (`ERROR`) means a changed schema, and a duplicate key means a
 * lost row.
 */
const DAMAGE: ReadonlySet<number> = new Set([
  SQLITE.ERROR,
  SQLITE.INTERNAL,
  SQLITE.CORRUPT,
  SQLITE.EMPTY,
  SQLITE.SCHEMA,
  SQLITE.TOOBIG,
  SQLITE.MISMATCH,
  SQLITE.FORMAT,
  SQLITE.RANGE,
  SQLITE.NOTADB,
  // The file is too short, or the file system reports damaged data.
  further(SQLITE.IOERR, 2),
  further(SQLITE.IOERR, 32),
  further(SQLITE.IOERR, 33),
  // Keys: foreign, primary, unique, row id.
  further(SQLITE.CONSTRAINT, 3),
  further(SQLITE.CONSTRAINT, 6),
  further(SQLITE.CONSTRAINT, 8),
  further(SQLITE.CONSTRAINT, 10),
]);

const BUSY: ReadonlySet<number> = new Set([SQLITE.BUSY, SQLITE.LOCKED, SQLITE.PROTOCOL]);
const UNWRITABLE: ReadonlySet<number> = new Set([SQLITE.READONLY, SQLITE.CANTOPEN, SQLITE.PERM, SQLITE.AUTH]);

/** Growing the shared memory of the log fails with a code of its own. */
const NO_ROOM_FOR_LOG = further(SQLITE.IOERR, 19);

/** Converts an error of SQLite or the system to a FoveaError. Returns other errors unchanged. */
export function storeError(file: string, error: unknown): unknown {
  if (error instanceof FoveaError || !(error instanceof Error)) return error;
  const { rawCode } = error as { rawCode?: unknown };
  if (typeof rawCode === "number" && rawCode > 0) {
    const kind = rawCode % 256;
    if (DAMAGE.has(rawCode) || (kind !== SQLITE.IOERR && kind !== SQLITE.CONSTRAINT && DAMAGE.has(kind)))
      return corruptIndex(file, error);
    if (kind === SQLITE.FULL || rawCode === NO_ROOM_FOR_LOG) return diskFull(file, error);
    if (BUSY.has(kind)) return busyIndex(file, error);
    if (UNWRITABLE.has(kind)) return unwritableIndex(file, error);
    if (kind === SQLITE.IOERR) return unreadableIndex(file, error);
    return error;
  }
  // The driver gives no code when it cannot open a database.
  if (error.message.startsWith("ConnectionFailed")) return unwritableIndex(file, error);
  return fileError(file, error);
}
