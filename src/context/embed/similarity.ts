import type { Corpus } from "../retrieve/corpus.js";
import { topK } from "../retrieve/top-k.js";
import type { FileVectors } from "../store/contract.js";
import { cosines } from "./nearest.js";

/** How near each chunk of a corpus is to a query in meaning. */
export interface Similarity {
  /**
   * By document number, 0 to 1: where its cosine stands between what is usual in this corpus and the best. Models differ
   * in what cosine they give to unrelated texts, so the cosine itself says little.
   */
  readonly nearness: Float32Array;
  /** Files of the nearest chunks. */
  readonly files: readonly number[];
}

/** Chunks whose files are looked at even when they hold no word of the query. */
const NEAREST_CHUNKS = 50;

/**
 * Compares a query with all vectors of its length.
 * @returns undefined when there are none.
 */
export function similarityOf(
  corpus: Corpus,
  vectors: readonly FileVectors[],
  query: Float32Array,
): Similarity | undefined {
  const cosine = new Float32Array(corpus.documents).fill(Number.NaN);
  const numbers = new Map(corpus.files.map((file, number) => [file.id, number]));
  let count = 0;
  let sum = 0;
  let squares = 0;
  let top = -1;
  for (const { file, dimensions, data } of vectors) {
    const number = numbers.get(file);
    if (number === undefined || dimensions !== query.length) continue;
    const first = corpus.firstDocument[number]!;
    cosines(query, data)
      .subarray(0, corpus.files[number]!.documents)
      .forEach((value, chunk) => {
        if (Number.isNaN(value)) return;
        cosine[first + chunk] = value;
        count++;
        sum += value;
        squares += value * value;
        top = Math.max(top, value);
      });
  }
  if (count === 0) return undefined;
  const mean = sum / count;
  // One standard deviation above the mean: below it a chunk is as near as any.
  const floor = mean + Math.sqrt(Math.max(0, squares / count - mean * mean));
  const nearness = cosine.map((value) => (value > floor ? (value - floor) / (top - floor) : 0));
  const files = new Set(
    topK(cosine, NEAREST_CHUNKS, floor).map((document) => corpus.fileOfDocument[document]!),
  );
  return { nearness, files: [...files] };
}
