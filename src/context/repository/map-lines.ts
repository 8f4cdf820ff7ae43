import { qualifiedName } from "../indexing/outline.js";
import type { MapLine } from "../pack/map.js";
import type { Ranking } from "../rank/rank.js";
import type { RankedChunks } from "../rank/rank-chunks.js";
import type { Corpus } from "../retrieve/corpus.js";
import { correctedText } from "../retrieve/correct.js";
import { partsByTerm } from "../text/terms.js";

/** Words of a task that are looked up to say why a file is likely. Reading more takes longer and says less. */
const MOST_WORDS = 12;
/** Words that a line names. */
const NAMED_WORDS = 2;
/** A word in more than this share of the files says nothing about one of them. */
const COMMON_SHARE = 0.5;

/** A line for each file, in their order: its best definition, and the rarest words of the task in it. */
export async function mapLines(
  corpus: Corpus,
  ranking: Ranking,
  files: readonly RankedChunks[],
  task: string,
): Promise<MapLine[]> {
  const wordsOf = await wordsByFile(corpus, ranking, correctedText(task, ranking.corrections));
  return files.map(({ file, chunks, chunkScores, shares }): MapLine => {
    let best = -1;
    for (const [index, { name }] of chunks.entries())
      if (name !== "" && chunkScores[index]! > (chunkScores[best] ?? 0)) best = index;
    const words = wordsOf.get(file);
    return {
      path: corpus.files[file]!.path,
      ...(best < 0 ? {} : { symbol: qualifiedName(chunks, best), line: chunks[best]!.startLine }),
      why: words ? words.join(", ") : strongest(shares),
    };
  });
}

/** By file: the words of the task in it, as written, those of most weight first. */
async function wordsByFile(
  corpus: Corpus,
  { matches }: Ranking,
  task: string,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const written = partsByTerm(task);
  const terms = matches.terms
    .filter(({ term, files }) => written.has(term) && files <= COMMON_SHARE * corpus.files.length)
    .sort((a, b) => b.fileWeight - a.fileWeight)
    .slice(0, MOST_WORDS);
  const found = new Map<number, string[]>();
  for (const { term } of terms)
    for (const file of new Set((await corpus.places(term)).map(([at]) => at))) {
      const words = found.get(file) ?? [];
      if (words.length < NAMED_WORDS) words.push(written.get(term)!);
      found.set(file, words);
    }
  return found;
}

/** The two strongest reasons for a file's rank, by the names of their signals. */
export function strongest(shares: Readonly<Record<string, number>>): string {
  return Object.entries(shares)
    .filter(([, share]) => share > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([name]) => name)
    .join(", ");
}
