import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import type { Segment } from "../store/segment.js";
import { ByteReader, ByteWriter } from "./bytes.js";
import { FIELD_BITS, fields, LARGEST_COUNT } from "./fields.js";
import { eachPosting, entriesOf, findEntry, termHash, writeEntry, writePosting } from "./postings.js";
import { SegmentBuilder } from "./segment.js";

const counts = fc
  .array(fc.integer({ min: 0, max: LARGEST_COUNT }), { minLength: fields.length, maxLength: fields.length })
  .filter((list) => list.some((count) => count > 0))
  .map((list) => list.reduce((packed, count, field) => packed + count * 2 ** (field * FIELD_BITS), 0));
const postingList = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), counts), {
    selector: ([document]) => document,
  })
  .map((list) => list.toSorted(([a], [b]) => a - b));

const read = (bytes: Uint8Array): [number, number][] => {
  const found: [number, number][] = [];
  eachPosting(bytes, (document, packed) => found.push([document, packed]));
  return found;
};

describe("bytes", () => {
  it("reads back the integers that were written", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 })), (numbers) => {
        const writer = new ByteWriter();
        for (const number of numbers) writer.varint(number);
        const reader = new ByteReader(writer.take());
        expect(numbers.map(() => reader.varint())).toEqual(numbers);
        expect(reader.done).toBe(true);
        expect(writer.length).toBe(0);
      }),
    );
  });

  it("reads arbitrary bytes to their end or to a RangeError, never in an endless loop", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          for (const { postings } of entriesOf(bytes)) read(postings);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("postings", () => {
  it("are read back as written, with all fields of all documents", () => {
    fc.assert(
      fc.property(postingList, (list) => {
        const writer = new ByteWriter();
        let previous = -1;
        for (const [document, packed] of list) {
          writePosting(writer, document - previous - 1, packed);
          previous = document;
        }
        expect(read(writer.take())).toEqual(list);
      }),
    );
  });

  it("finds an entry by its own term only", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyText({ minLength: 1 })), anyText(), (terms, other) => {
        const writer = new ByteWriter();
        terms.forEach((term, index) => {
          writeEntry(writer, term, index, Uint8Array.of(index, 1));
        });
        const bucket = writer.take();
        terms.forEach((term, index) => {
          expect(findEntry(bucket, term)).toMatchObject({ documents: index });
        });
        if (!terms.includes(other)) expect(findEntry(bucket, other)).toBeUndefined();
        expect([...entriesOf(bucket)].map(({ term }) => term)).toEqual(terms);
      }),
    );
  });
});

describe("a segment", () => {
  const text = fc
    .array(fc.constantFrom("parcel", "parcelTray", "tray", "HTTP2Server", "x", "the", "größe"))
    .map((words) => words.join(" "));
  const document = fc.array(fc.tuple(text, fc.integer({ min: 0, max: fields.length - 1 })), { maxLength: 4 });

  it("holds the same counts for each term as one segment per document", () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 12 }), (documents) => {
        const whole = new SegmentBuilder();
        for (const parts of documents) {
          for (const [words, field] of parts) whole.addText(words, field);
          whole.endDocument();
        }
        const segment = whole.take();
        expect(segment.documents).toBe(documents.length);
        expect(segment.bodyLengths.length).toBe(documents.length);
        // The reference model is one segment per document, which cannot mix documents.
        const expected = new Map<string, [number, number][]>();
        documents.forEach((parts, number) => {
          const alone = new SegmentBuilder();
          for (const [words, field] of parts) alone.addText(words, field);
          alone.endDocument();
          const single = alone.take();
          expect(single.bodyLengths[0]).toBe(segment.bodyLengths[number]);
          for (const [term, list] of termsOf(single))
            expected.set(term, [...(expected.get(term) ?? []), [number, list[0]![1]]]);
        });
        expect(termsOf(segment)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps every term in the bucket of its hash", () => {
    const builder = new SegmentBuilder();
    for (let number = 0; number < 400; number++) {
      for (let word = 0; word < 40; word++) builder.addText(`word${number}x${word}`, 0);
      builder.endDocument();
    }
    const segment = builder.take();
    expect(segment.bucketBits).toBeGreaterThan(1);
    segment.buckets.forEach((bucket, index) => {
      for (const { term } of entriesOf(bucket))
        expect(termHash(term) & ((1 << segment.bucketBits) - 1)).toBe(index);
    });
  });

  it("is empty after take", () => {
    const builder = new SegmentBuilder();
    builder.addText("alpha", 0);
    builder.endDocument();
    builder.take();
    builder.addText("beta", 0);
    builder.endDocument();
    expect([...termsOf(builder.take()).keys()]).toEqual(["beta"]);
  });
});

const termsOf = (segment: Segment): Map<string, [number, number][]> =>
  new Map(
    segment.buckets.flatMap((bucket) =>
      [...entriesOf(bucket)].map(({ term, postings }) => [term, read(postings)]),
    ),
  );
