import { MAX_BUCKET_BITS } from "../segment.js";

/**
 * Version of the schema and of what the build writes into it. An index of another version lies in another file, so that
 * two versions of Fovea, one of them an old server perhaps, never read or change each other's. An index holds nothing
 * that cannot be made again, so there is no migration to get wrong.
 */
export const SCHEMA_VERSION = 9;

/** Name of the file that holds an index of a version. */
export const databaseNameOf = (version: number): string => `index-${version}.db`;

/** Name of the file that holds an index. */
export const databaseName = databaseNameOf(SCHEMA_VERSION);

/** "Fove", as the number that SQLite keeps in a file's header to say whose it is. */
export const APPLICATION_ID = 0x466f7665;

/**
 * What was parsed (`content`, by path and hash) is apart from what a checkout has (`listed`), so that the checkouts of a
 * repository share an index, and a branch that comes back finds what it left. A checkout is named "" when it is the main
 * or only one, else as git names it. `released` is when the last checkout unlisted a content (ms since 1970), null while
 * one lists it.
 *
 * SQLite notices little of what a broken disk does to a file. So each row has a sum over its values and keys (checksum.ts),
 * each segment a row for every bucket, empty ones too, and each checkout a seal over the rows that it has (in its
 * facts): what is lost, changed, moved or there twice gives an error, never a wrong answer. `released` is in no sum: it
 * decides only which unlisted content is kept for reuse.
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

/** Statements that make the tables of a new file. */
export const schemaOf = (version: number): string =>
  `${tables.map((table) => `create ${table};`).join("\n")}
pragma application_id = ${APPLICATION_ID};
pragma user_version = ${version};`;

/** What SQLite says of a file with these tables; vacuuming puts them in another order. */
export const expectedSchema: readonly string[] = tables
  .map((table) => `CREATE ${table.replace(/^\w+/, (kind) => kind.toUpperCase())}`)
  .sort();

/** Row id of a bucket; those of a segment follow one another. */
export const bucketId = (segment: number, bucket: number): number => segment * 2 ** MAX_BUCKET_BITS + bucket;
