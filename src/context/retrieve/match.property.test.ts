import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import { type Field, fields } from "../indexing/fields.js";
import { countIn, eachPosting } from "../indexing/postings.js";
import type { Corpus } from "./corpus.js";
import { type Bm25fParameters, type MatchParameters, matchTerms } from "./match.js";
import { understandQuery } from "./query.js";

/** Occurrences of each term in each field of a document, read from the index one posting at a time. */
type Counts = Record<Field, number>;

/**
 * BM25F as defined in the paper (Robertson, Zaragoza, Taylor 2004): for each document and term
 * tf' = Σ over fields of weight · tf / length norm, score = Σ over terms of idf · tf' / (k1 + tf').
 */
function plainBm25f(
  documents: readonly { readonly length: number; readonly counts: ReadonlyMap<string, Counts> }[],
  terms: ReadonlyMap<string, number>,
  { k1, b, weights }: Bm25fParameters,
): number[] {
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  return documents.map(({ length, counts }) => {
    let score = 0;
    for (const [term, weight] of terms) {
      const having = documents.filter((other) => other.counts.has(term)).length;
      const idf = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      const own = counts.get(term);
      if (!own) continue;
      let frequency = 0;
      fields.forEach((field, index) => {
        const norm = field === "body" ? 1 - b + (b * length) / average : 1;
        if (own[field] > 0) frequency += (weights[index]! * own[field]) / norm;
      });
      score += (weight * idf * frequency) / (k1 + frequency);
    }
    return score;
  });
}

async function countsOf(corpus: Corpus, terms: readonly string[]): Promise<Map<string, Counts>[]> {
  const byDocument = Array.from({ length: corpus.documents }, () => new Map<string, Counts>());
  for (const { term, parts } of await corpus.postings(terms))
    for (const { base, postings } of parts)
      eachPosting(postings, (local, packed) => {
        const counts = Object.fromEntries(fields.map((field, index) => [field, countIn(packed, index)]));
        byDocument[base + local]!.set(term, counts as Counts);
      });
  return byDocument;
}

/** The counts of a file are the sums over its chunks. */
function together(chunks: readonly ReadonlyMap<string, Counts>[]): Map<string, Counts> {
  const sum = new Map<string, Counts>();
  for (const chunk of chunks)
    for (const [term, counts] of chunk) {
      const before = sum.get(term);
      sum.set(
        term,
        Object.fromEntries(fields.map((field) => [field, counts[field] + (before?.[field] ?? 0)])) as Counts,
      );
    }
  return sum;
}

const words = ["parcel", "invoice", "ledger", "session", "retry", "queue"];
const word = fc.constantFrom(...words);
const file = fc
  .array(fc.tuple(word, fc.array(word, { maxLength: 15 })), { minLength: 1, maxLength: 4 })
  .map((parts) =>
    parts
      .map(
        ([name, body], index) =>
          `def ${name}_${index}():\n    """The ${name}."""\n    ${body.join(".") || "pass"}\n`,
      )
      .join("\n"),
  );
const parameters: fc.Arbitrary<Bm25fParameters> = fc.record({
  k1: fc.double({ min: 0.1, max: 3, noNaN: true }),
  b: fc.double({ min: 0, max: 1, noNaN: true }),
  proseB: fc.double({ min: 0, max: 1, noNaN: true }),
  weights: fc.array(fc.double({ min: 0, max: 5, noNaN: true }), {
    minLength: fields.length,
    maxLength: fields.length,
  }),
});

describe("BM25F in one pass over the postings", () => {
  it("equals the formula of the paper, for chunks and whole files, with any parameters", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 6 }),
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.record({ chunk: parameters, file: parameters }),
        async (texts, asked, chosen: MatchParameters) => {
          const source = new MemorySource(
            Object.fromEntries(texts.map((text, index) => [`${words[index]}/m${index}.py`, text])),
          );
          const repository = newIndex(source);
          await repository.update({ signal: never });
          const corpus = await repository.reader.corpus();
          const query = understandQuery(asked.join(" "));
          const simple = { terms: query.terms, compounds: new Set<string>() };
          const terms = [...query.terms.keys()];
          const found = matchTerms(corpus, await corpus.postings(terms), simple, chosen);

          const counts = await countsOf(corpus, terms);
          const chunks = counts.map((own, document) => ({
            length: corpus.bodyLengths[document]!,
            counts: own,
          }));
          const files = corpus.files.map(({ documents }, index) => {
            const first = corpus.firstDocument[index]!;
            const own = chunks.slice(first, first + documents);
            return {
              length: own.reduce((sum, { length }) => sum + length, 0),
              counts: together(own.map((chunk) => chunk.counts)),
            };
          });
          plainBm25f(chunks, query.terms, chosen.chunk).forEach((score, document) => {
            expect(found.chunkScore[document]).toBeCloseTo(score, 4);
          });
          plainBm25f(files, query.terms, chosen.file).forEach((score, index) => {
            expect(found.fileScore[index]).toBeCloseTo(score, 4);
          });
          corpus.files.forEach(({ documents }, index) => {
            const first = corpus.firstDocument[index]!;
            const best = Math.max(...found.chunkScore.slice(first, first + documents));
            if (found.fileScore[index]! > 0) expect(found.bestChunkScore[index]).toBe(best);
          });
          await repository.close();
        },
      ),
      { numRuns: 20 },
    );
  }, 300_000);
});
