import type { Corpus } from "../retrieve/corpus.js";
import { readPackages } from "./packages.js";
import { GraphReader } from "./reader.js";

const readers = new WeakMap<Corpus, Promise<GraphReader>>();

/** The graph of a corpus: created for the first question that follows an edge, and kept as long as the corpus is. */
export function graphReaderOf(corpus: Corpus): Promise<GraphReader> {
  let reader = readers.get(corpus);
  if (!reader) {
    reader = readPackages(corpus).then((packages) => new GraphReader(corpus, packages));
    readers.set(corpus, reader);
    // What failed may succeed for the next question.
    reader.catch(() => readers.delete(corpus));
  }
  return reader;
}
