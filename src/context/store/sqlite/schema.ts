import { BUCKET_NUMBERS } from "../segment.js";

/**
 * Version of the schema and of the data that indexing writes. Increase it with every change of either. Each
 * version has its own file, so that two versions of Fovea (one may be an old, running server) never read or
 * change each other's index. There are no migrations, since an index can always be rebuilt.
 */
export const SCHEMA_VERSION = 10;

/** Name of the database file of a version. */
export const databaseNameOf = (version: number): string => `index-${version}.db`;

/** Name of the database file of this version. */
export const databaseName = databaseNameOf(SCHEMA_VERSION);

/** "Fove" as a number: the application id in SQLite's file header. */
export const APPLICATION_ID = 0x466f7665;

/**
 * Parsed data (`content`, by path and hash) is separate from the files of a checkout (`listed`). So the
 * checkouts of a repository share an index, and switching back to a branch finds its contents again. The main
 * or only checkout is named "", a linked worktree as git names it. `released` is the time when the last
 * checkout unlisted a content (ms since 1970), null while one lists it.
 *
 * SQLite detects little of the damage that a broken disk does to a file. So each row has a checksum over its
 * values and keys (checksum.ts), each segment has a row for every bucket, even an empty one, and each
 * checkout has a seal over its rows (in its facts). Lost, changed, moved or duplicated data then gives an
 * error, never a wrong answer. No checksum includes `released`, which only decides which unlisted contents
 * are retained.
 */
const tables = [
  `table fact (
  checkout text not null,
  name text not null,
  value text not null,
  crc integer not null,
  primary key (checkout, name)
) without rowid`,
  `table segment (
  id integer primary key autoincrement,
  documents integer not null,
  bucket_bits integer not null,
  crc integer not null,
  body_lengths blob not null
)`,
  "table bucket (id integer primary key, crc integer not null, data blob not null)",
  `table content (
  id integer primary key,
  path text not null,
  hash text not null,
  bytes integer not null,
  lines integer not null,
  tokens integer not null,
  symbols integer not null,
  edges integer not null,
  language text not null,
  role integer not null,
  segment integer not null references segment (id),
  first_document integer not null,
  documents integer not null,
  crc integer not null,
  released integer,
  unique (path, hash)
)`,
  "index content_of_segment on content (segment, released, documents)",
  `table listed (
  checkout text not null,
  path text not null,
  content integer not null references content (id),
  stamp text not null,
  crc integer not null,
  primary key (checkout, path)
) without rowid`,
  "index listed_content on listed (content)",
  `table outline (
  content integer primary key references content (id) on delete cascade,
  crc integer not null,
  data blob not null
)`,
  `table vector (
  content integer not null references content (id) on delete cascade,
  model text not null,
  dimensions integer not null,
  crc integer not null,
  data blob not null,
  primary key (content, model)
)`,
  `table skipped (
  checkout text not null,
  path text not null,
  stamp text not null,
  reason text not null,
  crc integer not null,
  primary key (checkout, path)
) without rowid`,
];

/** SQL that creates the tables of a new file. */
export const schemaOf = (version: number): string =>
  `${tables.map((table) => `create ${table};`).join("\n")}
pragma application_id = ${APPLICATION_ID};
pragma user_version = ${version};`;

/** The schema that SQLite reports for these tables, sorted, since vacuum changes their order. */
export const expectedSchema: readonly string[] = tables
  .map((table) => `CREATE ${table.replace(/^\w+/, (kind) => kind.toUpperCase())}`)
  .sort();

/** Row id of a bucket. The buckets of a segment have consecutive ids. */
export const bucketId = (segment: number, bucket: number): number => segment * BUCKET_NUMBERS + bucket;
