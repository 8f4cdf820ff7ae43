import { stemmer } from "stemmer";
import { stopWords } from "../../src/context/text/stop-words.js";

export interface Bm25Constants {
  readonly k1: number;
  readonly b: number;
}

/**
 * Plain BM25 over documents, as in textbooks and in Lucene: lower-case words, stop words left out, Porter's stems, no
 * compounds and no fields. Source: Robertson and Zaragoza 2009, §3.2.
 */
export class Bm25 {
  private readonly counts: readonly ReadonlyMap<string, number>[];
  private readonly lengths: readonly number[];
  private readonly holding = new Map<string, number>();
  private readonly average: number;

  constructor(
    texts: readonly string[],
    private readonly constants: Bm25Constants,
  ) {
    const documents = texts.map(termsOf);
    this.lengths = documents.map(({ length }) => length);
    this.counts = documents.map((terms) => {
      const counts = new Map<string, number>();
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
      for (const term of counts.keys()) this.holding.set(term, (this.holding.get(term) ?? 0) + 1);
      return counts;
    });
    this.average = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  }

  /** Indices of the documents with a word of the query, best first. */
  rank(query: string): number[] {
    const { k1, b } = this.constants;
    const scores = new Float64Array(this.counts.length);
    for (const term of termsOf(query)) {
      const holding = this.holding.get(term) ?? 0;
      const rarity = Math.log(1 + (scores.length - holding + 0.5) / (holding + 0.5));
      this.counts.forEach((counts, index) => {
        const count = counts.get(term);
        if (!count) return;
        const norm = k1 * (1 - b + (b * this.lengths[index]!) / this.average);
        scores[index]! += (rarity * count * (k1 + 1)) / (count + norm);
      });
    }
    return [...scores.keys()]
      .filter((index) => scores[index]! > 0)
      .sort((a, c) => scores[c]! - scores[a]! || a - c);
  }
}

const termsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? [])
    .filter((word) => !stopWords.has(word))
    .map((word) => stemmer(word));
