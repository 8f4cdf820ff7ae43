import type { Corpus } from "../retrieve/corpus.js";
import { readPackages } from "./packages.js";
import type { ReadLines } from "./read-lines.js";
import { GraphReader } from "./reader.js";

const readers = new WeakMap<Corpus, GraphReader>();

/**
 * The graph of a corpus: made for the first question that follows an edge, with the packages that the manifests name,
 * and kept as long as the corpus is.
 */
export async function graphReaderOf(corpus: Corpus, readLines: ReadLines): Promise<GraphReader> {
  const known = readers.get(corpus);
  if (known) return known;
  const reader = new GraphReader(corpus, await readPackages(corpus, readLines));
  // Two questions at once may both have read the manifests.
  const kept = readers.get(corpus) ?? reader;
  readers.set(corpus, kept);
  return kept;
}
