import { crc32 } from "node:zlib";
import type { SkipReason } from "../../scan/source.js";
import type { FileVectors, SegmentRow } from "../contract.js";
import { emptySeal, rowSum, type Seal, sameSeal, sealOf, valueSum } from "./checksum.js";
import { type Connection, jsonOf } from "./connection.js";
import type { CheckoutFacts, Facts } from "./facts.js";
import {
  CONTENT_COLUMNS,
  CONTENT_PATH,
  type ContentTuple,
  FILE_COLUMNS,
  type FileTuple,
  isIntact,
  LISTED_CRC,
  LISTED_PATH,
  listedSum,
  STAMP,
} from "./file-row.js";
import { bucketId } from "./schema.js";

/** A row of table `skipped`, with its checksum. */
export type SkippedTuple = [path: string, stamp: string, reason: SkipReason, crc: number];

export interface Rows<Row> {
  readonly rows: readonly Row[];
  /** Checksum of the JSON text of the rows, for `SeenText`. */
  readonly sum: number;
}

/**
 * Reads rows and verifies their checksums and seals.
 * @throws FoveaError `corrupt-index` for changed or missing rows.
 */
export class SoundRows {
  constructor(
    private readonly database: Connection,
    private readonly facts: Facts,
  ) {}

  /**
   * The files that a checkout lists. Verifies that each row is as it was written, and that none is missing or
   * duplicated.
   * @param seen the checksum of the rows' text when they were verified before. If it is the same, the rows
   * are not verified again, since that takes as long as reading them.
   */
  listed(checkout: string, facts: CheckoutFacts, seen?: number): Rows<FileTuple> {
    const bytes = this.database.recordBytes(
      FILE_COLUMNS,
      "listed cross join content on content.id = listed.content where checkout = ?",
      checkout,
    );
    const sum = crc32(bytes);
    const rows = this.database.parsed<FileTuple>(bytes);
    if (sum === seen) return { rows, sum };
    let total = 0;
    for (const row of rows) {
      const crc = row[LISTED_CRC];
      if (
        row[CONTENT_PATH] !== row[LISTED_PATH] ||
        !isIntact(row) ||
        listedSum(checkout, row[CONTENT_PATH], row[0], row[STAMP]) !== crc
      )
        throw this.database.damaged(`the list entry of ${row[CONTENT_PATH]} differs from its checksum`);
      total = (total + crc) % 2 ** 32;
    }
    this.requireSeal([rows.length, total], facts.listed);
    return { rows, sum };
  }

  skipped(checkout: string, facts: CheckoutFacts, seen?: number): Rows<SkippedTuple> {
    const bytes = this.database.recordBytes(
      "path, stamp, reason, crc",
      "skipped where checkout = ?",
      checkout,
    );
    const sum = crc32(bytes);
    const rows = this.database.parsed<SkippedTuple>(bytes);
    if (sum === seen) return { rows, sum };
    for (const [path, stamp, reason, crc] of rows)
      if (rowSum([checkout, path, stamp, reason]) !== crc)
        throw this.database.damaged(`the skipped file ${path} differs from its checksum`);
    this.requireSeal(sealOf(rows.map(([, , , crc]) => crc)), facts.skipped);
    return { rows, sum };
  }

  private requireSeal(found: Seal, written: Seal = emptySeal): void {
    if (!sameSeal(found, written))
      throw this.database.damaged(
        `${found[0]} files were found where ${written[0]} were written, or they differ`,
      );
  }

  segments(ids: readonly number[], read: readonly SegmentRow[] = []): SegmentRow[] {
    const known = new Map(read.map((segment) => [segment.id, segment]));
    const find = this.database.lookup<[number, number, number, Buffer]>(
      ["documents", "bucket_bits", "crc", "body_lengths"],
      "segment where id = ?",
    );
    return ids
      .toSorted((a, b) => a - b)
      .map((id) => {
        const before = known.get(id);
        if (before) return before;
        const row = find(id);
        if (!row) throw this.database.damaged(`segment ${id} is missing`);
        const [documents, bucketBits, crc, bytes] = row;
        if (!Buffer.isBuffer(bytes) || valueSum([id, documents, bucketBits], bytes) !== crc)
          throw this.database.damaged(`segment ${id} differs from its checksum`);
        return { id, documents, bucketBits, bodyLengths: new Uint16Array(Uint8Array.from(bytes).buffer) };
      });
  }

  bucketFinder(): (segment: number, bucket: number) => Uint8Array | undefined {
    const find = this.database.lookup<[number, Buffer]>(["crc", "data"], "bucket where id = ?");
    return (segment, bucket) => {
      const id = bucketId(segment, bucket);
      const row = find(id);
      return row && this.checked([id], row, "bucket");
    };
  }

  /** Returns a value after verifying the checksum of its bytes and keys. */
  checked(keys: readonly unknown[], [crc, data]: readonly [unknown, unknown], what: string): Buffer {
    if (Buffer.isBuffer(data) && valueSum(keys, data) === crc) return data;
    throw this.database.damaged(`${what} ${keys.join(" ")} differs from its checksum`);
  }

  /** Contents by id or segment, each verified. */
  contents(key: "id" | "segment", values: readonly number[]): ContentTuple[] {
    const rows = this.database.records<ContentTuple>(
      CONTENT_COLUMNS,
      `content where ${key} in (select value from json_each(?))`,
      jsonOf(values),
    );
    for (const row of rows)
      if (!isIntact(row)) throw this.database.damaged(`content ${row[0]} differs from its checksum`);
    return rows;
  }

  /**
   * All vectors of a model, also of unlisted files: otherwise a vector that was moved to another file is not
   * detected.
   */
  vectors(model: string): FileVectors[] {
    const rows = this.database.rows<[Buffer, number, number, number]>(
      ["data", "crc", "content", "dimensions"],
      "vector where model = ? order by content",
      model,
    );
    const vectors = rows.map(([data, crc, file, dimensions]) => {
      const bytes = this.checked([file, model, dimensions], [crc, data], "vector");
      return { file, dimensions, data: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
    });
    const found = sealOf(rows.map(([, crc]) => crc));
    if (!sameSeal(found, this.facts.whole().vectors?.[model] ?? emptySeal))
      throw this.database.damaged(`vectors of ${model} are missing or duplicated`);
    return vectors;
  }
}
