import type { MovedContent } from "../contract.js";
import type { Segment } from "../segment.js";
import { valueSum } from "./checksum.js";
import { type Connection, jsonOf } from "./connection.js";
import { contentSum, FIRST_DOCUMENT, SEGMENT } from "./file-row.js";
import { checkoutsListing, type OpenIndex } from "./open-index.js";
import { bucketId } from "./schema.js";

/** Inserts a segment with its buckets. @returns the id of the segment. */
export function insertSegment(
  database: Connection,
  { documents, bucketBits, bodyLengths, buckets, words }: Segment,
): number {
  const lengths = Buffer.from(bodyLengths.buffer, bodyLengths.byteOffset, bodyLengths.byteLength);
  const id = database.run(
    "insert into segment (documents, bucket_bits, crc, body_lengths) values (?, ?, 0, ?)",
    documents,
    bucketBits,
    lengths,
  );
  const crc = valueSum([id, documents, bucketBits], lengths);
  database.run("update segment set crc = ? where id = ?", crc, id);
  const insert = database.runner("insert into bucket values (?, ?, ?)");
  [...buckets, words].forEach((bytes, bucket) => {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const row = bucketId(id, bucket);
    insert(row, valueSum([row], data), data);
  });
  return id;
}

/** Deletes segments in which no content has documents. */
export function dropEmptySegments(database: Connection): void {
  const empty = database.rows<[number]>(
    ["id"],
    "segment where not exists (select 1 from content where segment = segment.id)",
  );
  for (const [id] of empty) dropSegment(database, id);
}

function dropSegment(database: Connection, id: number): void {
  database.run("delete from bucket where id between ? and ?", bucketId(id, 0), bucketId(id + 1, 0) - 1);
  database.run("delete from segment where id = ?", id);
}

/** As `Store.replaceSegments`. */
export function replaceSegments(
  index: OpenIndex,
  old: readonly number[],
  merged: Segment,
  moved: readonly MovedContent[],
): void {
  const { database, facts, rows } = index;
  database.write(() => {
    const places = new Map(moved.map(({ id, firstDocument }) => [id, firstDocument]));
    const contents = rows.contents("id", [...places.keys()]);
    // Another writer has merged these segments. That can only happen when this process lost its lock.
    const there = database.number(
      "count(*)",
      "segment where id in (select value from json_each(?))",
      jsonOf(old),
    );
    if (there < old.length || contents.some((row) => !old.includes(row[SEGMENT]))) return;
    const id = insertSegment(database, merged);
    const changes = contents.map((row) => {
      const changed = row.with(SEGMENT, id).with(FIRST_DOCUMENT, places.get(row[0])!);
      return [row[0], changed[FIRST_DOCUMENT], contentSum(changed)];
    });
    database.run(
      `update content set segment = ?, first_document = moved.value ->> 1, crc = moved.value ->> 2
         from json_each(?) as moved where content.id = moved.value ->> 0`,
      id,
      jsonOf(changes),
    );
    for (const segment of old) dropSegment(database, segment);
    facts.renew(checkoutsListing(index, "content in (select id from content where segment = ?)", id));
  });
}
