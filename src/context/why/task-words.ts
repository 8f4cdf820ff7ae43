import type { Corpus } from "../retrieve/corpus.js";
import type { Query } from "../retrieve/query.js";
import { splitIdentifier, stem } from "../text/terms.js";

/** The words of a task that count for ranking, as written in the task. */
export interface TaskWords {
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

/** Which words of the task a file contains. The rarest in the index come first, since they count most. */
export async function taskWords(corpus: Corpus, query: Query, file: number): Promise<TaskWords> {
  const written = new Map<string, string>();
  for (const part of splitIdentifier(query.text)) if (!written.has(stem(part))) written.set(stem(part), part);
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
