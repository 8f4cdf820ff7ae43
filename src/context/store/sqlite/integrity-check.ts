import { FoveaError } from "../../../shared/errors.js";
import { wordsBucket } from "../segment.js";
import type { Connection } from "./connection.js";
import type { Facts } from "./facts.js";
import { CONTENT_COLUMNS, type ContentTuple, isIntact } from "./file-row.js";
import type { SoundRows } from "./sound-rows.js";

/** Rows per batch, which limits memory. */
const BATCH = 500;

/** Checks every row of an index, of all checkouts. */
export class IntegrityCheck {
  constructor(
    private readonly database: Connection,
    private readonly facts: Facts,
    private readonly rows: SoundRows,
  ) {}

  /** @returns problems as sentences, also when `checkout` has rows but no facts. */
  problems(checkout: string): readonly string[] {
    const problems = new Set<string>();
    const collect = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        const cause = error instanceof FoveaError ? (error.cause ?? error) : error;
        problems.add(cause instanceof Error ? cause.message : String(cause));
      }
    };
    // Selected as a table, so that its text is returned as bytes.
    collect(() => {
      for (const [line] of this.database.rows<[Buffer]>(["integrity_check"], "pragma_integrity_check(20)"))
        if (line.toString() !== "ok") problems.add(line.toString());
    });
    let checkouts: readonly string[] = [];
    collect(() => {
      this.facts.whole();
      checkouts = this.database
        .records<[string]>("checkout", "(select checkout from listed union select checkout from skipped)")
        .flat()
        .concat(this.facts.checkouts());
    });
    for (const each of new Set([checkout, ...checkouts]))
      collect(() =>
        this.database.read(() => {
          const facts = this.facts.of(each);
          this.rows.listed(each, facts);
          this.rows.skipped(each, facts);
        }),
      );
    collect(() => this.checkContents());
    collect(() => this.checkSegments());
    collect(() => {
      for (const batch of this.batches("outline", "content"))
        for (const [content, crc, data] of this.database.rows<[number, number, Buffer]>(
          ["content", "crc", "data"],
          ...batch,
        ))
          this.rows.checked([content], [crc, data], "outline");
    });
    collect(() => {
      const models = this.database
        .records<[string]>("model", "(select distinct model from vector not indexed)")
        .flat();
      for (const model of new Set([...models, ...Object.keys(this.facts.whole().vectors ?? {})]))
        this.database.read(() => this.rows.vectors(model));
    });
    return [...problems];
  }

  /** Ranges of keys, so that only some hundred values are in memory at once. */
  private *batches(table: string, key: string): Generator<[from: string, first: number, last: number]> {
    const last = this.database.number(`max(${key})`, table);
    for (let first = this.database.number(`min(${key})`, table); first <= last; first += BATCH)
      yield [`${table} where ${key} between ? and ?`, first, first + BATCH - 1];
  }

  private checkContents(): void {
    this.database.read(() => {
      const rows = this.database.records<ContentTuple>(CONTENT_COLUMNS, "content not indexed");
      for (const row of rows)
        if (!isIntact(row)) throw this.database.damaged(`content ${row[0]} differs from its checksum`);
      const lost = this.database.records<[string]>(
        "path",
        "content where segment not in (select id from segment) or id not in (select content from outline) order by path",
      );
      if (lost.length > 0)
        throw this.database.damaged(`${lost.flat().join(", ")}: lost their postings or outline`);
    });
  }

  private checkSegments(): void {
    const segments = this.database.read(() => {
      const ids = this.database.rows<[number]>(["id"], "segment").map(([id]) => id);
      return this.rows.segments(ids);
    });
    for (const { id, bucketBits } of segments)
      this.database.read(() => {
        const find = this.rows.bucketFinder();
        for (let bucket = 0; bucket <= wordsBucket({ bucketBits }); bucket++)
          if (!find(id, bucket) && this.database.number("count(*)", "segment where id = ?", id) > 0)
            throw this.database.damaged(`bucket ${bucket} of segment ${id} is missing`);
      });
  }
}
