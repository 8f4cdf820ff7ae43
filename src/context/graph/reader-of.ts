import type { Corpus } from "../retrieve/corpus.js";
import { readPackages } from "./packages.js";
import { GraphReader } from "./reader.js";

const readers = new WeakMap<Corpus, Promise<GraphReader>>();

/** The graph reader of a corpus. Created for the first question that needs edges, kept as long as the corpus. */
export function graphReaderOf(corpus: Corpus): Promise<GraphReader> {
  let reader = readers.get(corpus);
  if (!reader) {
    reader = readPackages(corpus).then((packages) => new GraphReader(corpus, packages));
    readers.set(corpus, reader);
    // Forget a failure, so that the next question tries again.
    reader.catch(() => readers.delete(corpus));
  }
  return reader;
}
