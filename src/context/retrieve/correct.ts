import { partsByTerm, wordTerms } from "../text/terms.js";
import type { Corpus } from "./corpus.js";
import { nearWords } from "./near-words.js";
import type { Query } from "./query.js";

/** A word of a task that the index does not know, and the word that was searched for in its place. */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

/** Most near words of one distance whose frequencies are compared. */
const MOST_COMPARED = 64;
/** Shorter words have one typing error at most. */
const TWO_ERRORS_FROM = 9;

/**
 * Corrects the plain words of a task that no file in the scope contains, to the nearest word that one does; among
 * equally near ones, to the one in most chunks.
 * @param isKnown whether a file in the scope contains a term.
 */
export async function correctionsOf(
  corpus: Corpus,
  query: Query,
  isKnown: (term: string) => boolean,
): Promise<Correction[]> {
  const unknown = [...query.plain].filter((word) => {
    const terms = wordTerms(word);
    return terms.length > 0 && !terms.some(isKnown);
  });
  if (unknown.length === 0) return [];
  const lists = await corpus.words();
  const corrections: Correction[] = [];
  for (const from of unknown) {
    const to = await nearest(corpus, lists, from);
    if (to !== undefined) corrections.push({ from, to });
  }
  return corrections;
}

async function nearest(
  corpus: Corpus,
  lists: readonly string[],
  written: string,
): Promise<string | undefined> {
  const [word] = partsByTerm(written).values();
  if (word === undefined) return undefined;
  const most = word.length < TWO_ERRORS_FROM ? 1 : 2;
  const near = new Map<string, number>();
  for (const list of lists)
    for (const [found, distance] of nearWords(list, word, most)) near.set(found, distance);
  for (let distance = 1; distance <= most; distance++) {
    const candidates = [...near]
      .filter(([found, at]) => at === distance && beginsLike(found, word))
      .map(([found]) => found)
      .sort()
      .slice(0, MOST_COMPARED);
    const best = await mostFrequent(corpus, candidates);
    if (best !== undefined) return best;
  }
  return undefined;
}

/** People rarely mistype the first letter, but for exchanging it with the second. */
const beginsLike = (a: string, b: string): boolean => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0]);

/** The word that most chunks contain; undefined when none is in a file that is still there. */
async function mostFrequent(corpus: Corpus, words: readonly string[]): Promise<string | undefined> {
  const found = await corpus.postings(words.map((word) => wordTerms(word)[0] ?? ""));
  let best: string | undefined;
  let most = 0;
  words.forEach((word, at) => {
    if (found[at]!.documents <= most) return;
    most = found[at]!.documents;
    best = word;
  });
  return best;
}

/** The task with its words corrected. */
export function correctedText(text: string, corrections: readonly Correction[]): string {
  return corrections.reduce(
    (said, { from, to }) =>
      said.replace(new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_])${from}(?![\\p{L}\\p{M}\\p{N}_])`, "gu"), to),
    text,
  );
}
