import type { Corpus } from "../retrieve/corpus.js";
import type { Query } from "../retrieve/query.js";
import { partsByTerm } from "../text/terms.js";

/** The words of a task that count for ranking, as written in the task. */
export interface TaskWords {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** Which words of the task a file contains. The rarest in the index come first, since they count most. */
export async function taskWords(corpus: Corpus, query: Query, file: number): Promise<TaskWords> {
  const written = partsByTerm(query.text);
  const terms = [...query.terms.keys()].filter((term) => !query.compounds.has(term));
  const found = await Promise.all(
    terms.map(async (term) => {
      const places = await corpus.places(term);
      return {
        word: written.get(term) ?? term,
        chunks: places.length,
        has: places.some(([at]) => at === file),
      };
    }),
  );
  found.sort((a, b) => a.chunks - b.chunks);
  const wordsOf = (has: boolean): string[] =>
    found.filter((each) => each.has === has).map(({ word }) => word);
  return { has: wordsOf(true), lacks: wordsOf(false) };
}
