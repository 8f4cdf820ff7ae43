import type { AdoptedFile, Changes } from "../contract.js";
import { RETAINED_PER_PATH } from "../limits.js";
import { storable } from "../utf8.js";
import { valueSum } from "./checksum.js";
import { type Connection, jsonOf } from "./connection.js";
import { CONTENT_COLUMNS, type ContentTuple, contentSum, isIntact, listedSum, roleBits } from "./file-row.js";
import type { OpenIndex } from "./open-index.js";
import { insertSegment } from "./segments.js";
import { sealVectors } from "./vectors.js";

/** Adds contents with the segment that holds their chunks. Contents that already exist are not changed. */
export function addContents(database: Connection, { segment, files }: NonNullable<Changes["added"]>): void {
  const id = insertSegment(database, segment);
  // Ids are assigned here and not by SQLite, because a content's checksum includes its id.
  const first = database.number("max(id)", "content") + 1;
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
  // One statement for all rows, because the driver takes 7 to 10 µs per statement.
  database.run(
    `insert into content select ${Array.from({ length: 14 }, (_, column) => `value ->> ${column}`)}, null
     from json_each(?) where true on conflict (path, hash) do nothing`,
    jsonOf(rows),
  );
  const insert = database.runner("insert into outline values (?, ?, ?)");
  const inserted = database.records<[number]>("id", "content where segment = ?", id);
  for (const [content] of inserted) {
    const file = files[content - first];
    if (!file) throw database.damaged(`content ${content} has a segment that is new`);
    const outline = Buffer.from(file.outline);
    insert(content, valueSum([content], outline), outline);
  }
}

/**
 * Lists existing contents as files of a checkout.
 * @returns the checksums of the new rows.
 */
export function listContents(
  database: Connection,
  checkout: string,
  files: readonly AdoptedFile[],
): number[] {
  if (files.length === 0) return [];
  const contents = database.records<ContentTuple>(
    CONTENT_COLUMNS,
    `json_each(?) as given cross join content
     on content.path = given.value ->> 0 and content.hash = given.value ->> 1`,
    jsonOf(files.map(({ path, hash }) => [path, hash])),
  );
  const byKey = new Map(contents.map((row) => [`${row[2]} ${row[1]}`, row]));
  const rows = files.map(({ path, hash, stamp }) => {
    const content = byKey.get(`${hash} ${path}`);
    // A damaged table index may lead to another row than the one asked for.
    if (!content || !isIntact(content))
      throw database.damaged(`the content of ${path} is missing or differs from its checksum`);
    return [path, content[0], stamp, listedSum(checkout, path, content[0], stamp)] as const;
  });
  database.run(
    `insert into listed select ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?)`,
    checkout,
    jsonOf(rows),
  );
  database.run(
    "update content set released = null where id in (select value from json_each(?)) and released is not null",
    jsonOf(rows.map(([, content]) => content)),
  );
  return rows.map(([, , , crc]) => crc);
}

/** Marks those of these contents as unlisted that no checkout lists any more. */
export function releaseContents(database: Connection, contents: readonly number[]): void {
  database.run(
    `update content set released = ? where id in (select value from json_each(?))
     and not exists (select 1 from listed where content = content.id)`,
    Date.now(),
    jsonOf(contents),
  );
}

/** Deletes the contents that match the SQL condition `which`, with their outlines and vectors. */
export function dropContents(index: OpenIndex, which: string, ...values: readonly string[]): void {
  sealVectors(index, `content in (select id from content where ${which})`, values, () => {
    index.database.run(`delete from content where ${which}`, ...values);
  });
}

/**
 * Deletes unlisted contents beyond the limits, per path and in all; those that were unlisted first go first.
 * @param paths JSON array of the paths to check.
 */
export function dropExcessRetained(index: OpenIndex, paths: string): void {
  dropContents(
    index,
    `id in (select id from (
      select id, row_number() over (partition by path order by released desc, id desc) as place
      from content where path in (select value from json_each(?)) and released is not null
    ) where place > ${RETAINED_PER_PATH})`,
    paths,
  );
  const [[live, retained]] = index.database.rows<[number, number]>(
    [
      "total(documents) filter (where released is null)",
      "total(documents) filter (where released is not null)",
    ],
    "content",
  ) as [[number, number]];
  if (retained <= live) return;
  dropContents(
    index,
    `id in (select id from (
      select id, sum(documents) over (order by released desc, id desc) as documents
      from content where released is not null
    ) where documents > ${live})`,
  );
}
