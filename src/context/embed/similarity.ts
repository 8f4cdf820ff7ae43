import type { Corpus } from "../retrieve/corpus.js";
import { topK } from "../retrieve/top-k.js";
import type { FileVectors } from "../store/contract.js";
import { cosines } from "./nearest.js";

/** How similar each chunk of a corpus is to a query in meaning. */
export interface Similarity {
  /**
   * By document number, 0 to 1: the cosine, scaled so that 0 is the corpus's mean plus one standard deviation
   * or less and 1 is the best. Models differ in the cosine of unrelated texts, so the plain cosine says
   * little.
   */
  readonly nearness: Float32Array;
  /** Numbers of the files of the nearest chunks. */
  readonly files: readonly number[];
}

/** So many nearest chunks make their files candidates, even when they hold no word of the query. */
const NEAREST_CHUNKS = 50;

/**
 * Compares a query with all vectors of the same length.
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
  // One standard deviation above the mean: a chunk below it is not nearer than an average chunk.
  const floor = mean + Math.sqrt(Math.max(0, squares / count - mean * mean));
  const nearness = cosine.map((value) => (value > floor ? (value - floor) / (top - floor) : 0));
  const files = new Set(
    topK(cosine, NEAREST_CHUNKS, floor).map((document) => corpus.fileOfDocument[document]!),
  );
  return { nearness, files: [...files] };
}
