import { eachWord, wordTerms } from "../../context/text/terms.js";
import type { RankedPath, Retriever } from "../retriever.js";
import { packWholeFiles } from "./pack-whole-files.js";
import type { TextFile, TextTrees } from "./text-tree.js";

export interface Bm25Constants {
  /** Term saturation: the larger, the more a repeated term counts. 1.2 to 2 are usual. */
  readonly k1: number;
  /** Length normalisation, from 0 (none) to 1 (full). */
  readonly b: number;
}

/** The usual constants (Robertson and Zaragoza 2009, §3.2); not tuned. */
export const defaultBm25: Bm25Constants = { k1: 1.2, b: 0.75 };

/** One file as term counts: ids ascending, and the count of each. */
interface CountedFile {
  readonly path: string;
  readonly ids: Uint32Array;
  readonly counts: Uint32Array;
  readonly length: number;
}

/**
 * BM25 over whole files. A file's text is its path and its content. Words are analysed as in Fovea's own
 * index: split at case, digits and underscores, stemmed, and kept whole as well. So it lacks fields, symbols,
 * exact mentions and other signals, but not a good tokenizer.
 */
export function bm25Baseline(trees: TextTrees, constants = defaultBm25): Retriever {
  const termIds = new Map<string, number>();
  let counted = new Map<string, CountedFile>();
  let files: readonly TextFile[] = [];
  let documents: readonly CountedFile[] = [];
  let averageLength = 1;

  const rank = (query: string, k: number): RankedPath[] => {
    const wanted = new Map<number, number>();
    for (const term of termsOf(query)) {
      const id = termIds.get(term);
      if (id !== undefined) wanted.set(id, (wanted.get(id) ?? 0) + 1);
    }
    const scores = new Float64Array(documents.length);
    const { k1, b } = constants;
    for (const [id, repeats] of wanted) {
      const counts = documents.map((document) => countOf(document, id));
      const holding = counts.filter((count) => count > 0).length;
      if (holding === 0) continue;
      const rarity = Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
      counts.forEach((count, index) => {
        if (count === 0) return;
        const share = documents[index]!.length / averageLength;
        scores[index]! += (repeats * rarity * count * (k1 + 1)) / (count + k1 * (1 - b + b * share));
      });
    }
    return documents
      .map(({ path }, index) => ({ path, score: scores[index]! }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || (one.path < other.path ? -1 : 1))
      .slice(0, k);
  };

  return {
    name: "bm25",
    about: `BM25 over whole files with their paths, k1 ${constants.k1}, b ${constants.b}`,
    async prepare(source) {
      files = await trees.read(source);
      const next = new Map<string, CountedFile>();
      for (const file of files) {
        const key = `${file.stamp}\0${file.path}`;
        next.set(key, counted.get(key) ?? count(file, termIds));
      }
      counted = next;
      documents = [...next.values()];
      averageLength = Math.max(
        1,
        documents.reduce((sum, { length }) => sum + length, 0) / Math.max(1, documents.length),
      );
    },
    rank: async (query, k) => rank(query, k),
    pack: async (query, budget) => packWholeFiles(rank(query, Number.POSITIVE_INFINITY), files, budget),
    close: async () => {},
  };
}

export function termsOf(text: string): string[] {
  const terms: string[] = [];
  eachWord(text, 0, text.length, (word) => terms.push(...wordTerms(word)));
  return terms;
}

function count({ path, text }: TextFile, termIds: Map<string, number>): CountedFile {
  const counts = new Map<number, number>();
  let length = 0;
  // Words repeat, so each distinct one is split only once.
  const known = new Map<string, readonly number[]>();
  const visit = (word: string): void => {
    let ids = known.get(word);
    if (!ids) {
      ids = wordTerms(word).map((term) => {
        const id = termIds.get(term) ?? termIds.size;
        termIds.set(term, id);
        return id;
      });
      known.set(word, ids);
    }
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    length += ids.length;
  };
  eachWord(path, 0, path.length, visit);
  eachWord(text, 0, text.length, visit);
  const ids = Uint32Array.from(counts.keys()).sort();
  return { path, ids, counts: Uint32Array.from(ids, (id) => counts.get(id)!), length };
}

function countOf({ ids, counts }: CountedFile, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ids[middle]!;
    if (found === id) return counts[middle]!;
    if (found < id) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
