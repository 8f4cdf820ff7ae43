import type { AdoptedFile, Changes } from "../contract.js";
import { storable } from "../utf8.js";
import { valueSum } from "./checksum.js";
import { type Connection, jsonOf } from "./connection.js";
import { CONTENT_COLUMNS, type ContentTuple, contentSum, isIntact, listedSum, roleBits } from "./file-row.js";
import type { OpenIndex } from "./open-index.js";
import { insertSegment } from "./segments.js";
import { sealVectors } from "./vectors.js";

/** As many branches as one goes to and fro between; an editor's saves would else fill the index with each state of a file. */
const SPARES_OF_A_PATH = 4;

/** Adds contents with the segment that holds their chunks; those that there are already stay as they are. */
export function addContents(database: Connection, { segment, files }: NonNullable<Changes["added"]>): void {
  const id = insertSegment(database, segment);
  // Given here and not by SQLite, as a content's sum is over its id too.
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
  // One statement for all: the driver takes 7 to 10 µs for each that it is given.
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
 * Makes files of contents that are there.
 * @returns the sums of what is listed now.
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
    // What the index of a table found may be another row than it says.
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

/** Notes which of these contents nobody lists any more. */
export function releaseContents(database: Connection, contents: readonly number[]): void {
  database.run(
    `update content set released = ? where id in (select value from json_each(?))
     and not exists (select 1 from listed where content = content.id)`,
    Date.now(),
    jsonOf(contents),
  );
}

/** Drops such contents, with their outlines and vectors. */
export function dropContents(index: OpenIndex, which: string, ...values: readonly string[]): void {
  sealVectors(index, `content in (select id from content where ${which})`, values, () => {
    index.database.run(`delete from content where ${which}`, ...values);
  });
}

/** Deletes the contents that were unlisted first when there are too many, of one of the paths or in all. */
export function dropSpares(index: OpenIndex, paths: string): void {
  dropContents(
    index,
    `id in (select id from (
      select id, row_number() over (partition by path order by released desc, id desc) as place
      from content where path in (select value from json_each(?)) and released is not null
    ) where place > ${SPARES_OF_A_PATH})`,
    paths,
  );
  const [[live, spare]] = index.database.rows<[number, number]>(
    [
      "total(documents) filter (where released is null)",
      "total(documents) filter (where released is not null)",
    ],
    "content",
  ) as [[number, number]];
  if (spare <= live) return;
  dropContents(
    index,
    `id in (select id from (
      select id, sum(documents) over (order by released desc, id desc) as documents
      from content where released is not null
    ) where documents > ${live})`,
  );
}
