import type { GraphReader } from "../graph/reader.js";
import { graphReaderOf } from "../graph/reader-of.js";
import { unredactedText } from "../parse/documents/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { IndexView } from "./index-view.js";

/**
 * The graph of a corpus of a view. Manifests are read for their packages' names alone, of which nothing is shown: to redact
 * 300 of them would take as long as all the rest of it.
 */
export const graphOf = (view: IndexView, corpus: Corpus): Promise<GraphReader> =>
  graphReaderOf(corpus, (file) => view.rawLines(corpus.files[file]!.path, unredactedText));
