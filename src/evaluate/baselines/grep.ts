import { stopWords } from "../../context/text/stop-words.js";
import type { RankedPath, Retriever } from "../retriever.js";
import { packWholeFiles } from "./pack-whole-files.js";
import type { TextFile, TextTrees } from "./text-tree.js";

/** Occurrences beyond this are not counted. */
const MOST_COUNTED = 1000;

/**
 * Searches for each word of the task, as grep does. Ranks files by how many different words they contain, in
 * any position and case, then by the number of occurrences. Words are searched as written; stop words and
 * words of one or two letters are left out.
 */
export function grepBaseline(trees: TextTrees): Retriever {
  let files: readonly TextFile[] = [];
  let lowered = new Map<string, string>();

  const rank = (query: string, k: number): RankedPath[] => {
    const words = keywords(query);
    const found = files.map(({ path, stamp }) => {
      const text = lowered.get(`${stamp}\0${path}`)!;
      let kinds = 0;
      let times = 0;
      for (const word of words) {
        const count = occurrences(text, word);
        if (count > 0) kinds++;
        times += count;
      }
      // The second part stays below 1, so that one more distinct word always counts more.
      return { path, score: kinds === 0 ? 0 : kinds + times / (times + 10_000) };
    });
    return found
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score || (one.path < other.path ? -1 : 1))
      .slice(0, k);
  };

  return {
    name: "grep",
    about: "files by how many of the task's words they contain, then by occurrences",
    async prepare(source) {
      files = await trees.read(source);
      const next = new Map<string, string>();
      for (const { path, stamp, text } of files) {
        const key = `${stamp}\0${path}`;
        next.set(key, lowered.get(key) ?? `${path}\n${text}`.toLowerCase());
      }
      lowered = next;
    },
    rank: async (query, k) => rank(query, k),
    pack: async (query, budget) => packWholeFiles(rank(query, Number.POSITIVE_INFINITY), files, budget),
    close: async () => {},
  };
}

/** The distinct words to search for, lower-case, in order. */
export const keywords = (query: string): string[] => [
  ...new Set(
    (query.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).filter(
      (word) => word.length > 2 && !stopWords.has(word),
    ),
  ),
];

function occurrences(text: string, word: string): number {
  let count = 0;
  for (
    let at = text.indexOf(word);
    at !== -1 && count < MOST_COUNTED;
    at = text.indexOf(word, at + word.length)
  )
    count++;
  return count;
}
