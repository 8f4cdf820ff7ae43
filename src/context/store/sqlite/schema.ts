import { MAX_BUCKET_BITS } from "../../build/postings.js";

/**
 * Version of the schema and of what the build writes into it. An index of another version is built anew: it holds
 * nothing that cannot be made again, so there is no migration to get wrong.
 */
export const SCHEMA_VERSION = 7;

/**
 * What was parsed (`content`, by path and hash) is apart from what a checkout has (`listed`), so that the checkouts of a
 * repository share an index, and a branch that comes back finds what it left. A checkout is named "" when it is the main
 * or only one, else as git names it. `released` is when the last checkout let go of a content (ms since 1970), null while
 * one lists it.
 *
 * SQLite checks the pages of its trees but not the bytes of a value, so each value that is decoded by hand has its
 * CRC-32 beside it: a broken disk gives an error, never a wrong answer.
 */
export const schema = `
create table fact (
  checkout text not null,
  name text not null,
  value text not null,
  primary key (checkout, name)
) without rowid;
create table segment (
  id integer primary key autoincrement,
  documents integer not null,
  bucket_bits integer not null,
  body_lengths blob not null,
  body_lengths_crc integer not null
);
create table bucket (id integer primary key, crc integer not null, data blob not null);
create table content (
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
  released integer,
  unique (path, hash)
);
create index content_of_segment on content (segment, released, documents);
create table listed (
  checkout text not null,
  path text not null,
  content integer not null references content (id),
  stamp text not null,
  primary key (checkout, path)
) without rowid;
create index listed_content on listed (content);
create table outline (content integer primary key references content (id) on delete cascade, crc integer not null, data text not null);
create table vector (
  content integer not null references content (id) on delete cascade,
  model text not null,
  dimensions integer not null,
  crc integer not null,
  data blob not null,
  primary key (content, model)
);
create table skipped (
  checkout text not null,
  path text not null,
  stamp text not null,
  reason text not null,
  primary key (checkout, path)
) without rowid;
pragma user_version = ${SCHEMA_VERSION};
`;

/** Row id of a bucket; those of a segment follow one another. */
export const bucketId = (segment: number, bucket: number): number => segment * 2 ** MAX_BUCKET_BITS + bucket;
