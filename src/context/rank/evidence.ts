import { exact } from "../indexing/fields.js";
import type { Corpus } from "../retrieve/corpus.js";
import { findMentions } from "../retrieve/find-mentions.js";
import { nameParts } from "../retrieve/qualified-name.js";
import type { Query } from "../retrieve/query.js";
import { partTerms } from "../text/terms.js";
import { ownNames } from "./own-names.js";
import type { Ranking } from "./rank.js";

/**
 * How much of a task the index holds. Shares are of the weights of the task's words, each by how rare it is, so that they
 * mean the same in a small and in a large repository. A larger value of each speaks for an answer.
 */
export interface Evidence {
  /** Best BM25F score of a file, as a share of the most that a file with all words could have. */
  readonly file: number;
  /** The same of a chunk. */
  readonly chunk: number;
  /** Share of the words that any file holds. */
  readonly known: number;
  /** Share of the words in the path of one of the first files. */
  readonly path: number;
  /** Share of the neighbouring words that are joined to one identifier somewhere. */
  readonly joined: number;
  /** Share of the names written as code that are defined here. */
  readonly defined: number;
  /** 1 when the task names the project, -1 when it does not, 0 when the project's name is not known. */
  readonly own: number;
  /** 1 when a file of a stack trace or a path is here, -1 when none of them is, 0 when there are none. */
  readonly placed: number;
  /** Logarithm of the number of words: of a longer task a smaller share is in one file. */
  readonly length: number;
}

export type EvidenceName = keyof Evidence;

/** First files whose paths are compared with the task. */
const FIRST = 3;

export async function evidenceOf(corpus: Corpus, ranking: Ranking): Promise<Evidence> {
  const { query } = ranking;
  const { terms, fileScore, bestChunkScore } = ranking.matches;
  const words = terms.filter(({ compound }) => !compound);
  const joined = terms.filter(({ compound }) => compound);
  const total = sum(words, ({ fileWeight }) => fileWeight) || 1;
  const paths = ranking.files
    .slice(0, FIRST)
    .map(({ file }) => new Set(partTerms(corpus.pathInScope(file).replace(/\.\w+$/, ""))));
  const inPath = paths.map((path) => sum(words, ({ term, fileWeight }) => (path.has(term) ? fileWeight : 0)));
  const own = ownNames(corpus);
  const { named, traced } = findMentions(corpus, query);
  return {
    file: Math.min(1, largest(fileScore) / total),
    chunk: Math.min(1, largest(bestChunkScore) / (sum(words, ({ chunkWeight }) => chunkWeight) || 1)),
    known: sum(words, ({ files, fileWeight }) => (files > 0 ? fileWeight : 0)) / total,
    path: Math.max(0, ...inPath) / total,
    joined: share(joined, ({ files }) => files > 0),
    defined: await definedShare(corpus, query),
    own: own.size === 0 ? 0 : words.some(({ term }) => own.has(term)) ? 1 : -1,
    placed: query.frames.length + query.paths.size === 0 ? 0 : named.size + traced.size > 0 ? 1 : -1,
    length: Math.log(1 + words.length),
  };
}

/** A longer task does not have all its words in one place by what it is about. */
const MOST_TOGETHER = 8;

/** Whether one chunk holds every word of a short task. Reads the chunks of each word, so ask it of doubtful tasks only. */
export async function heldTogether(corpus: Corpus, { matches }: Ranking): Promise<boolean> {
  const words = matches.terms.filter(({ compound }) => !compound);
  if (words.length === 0 || words.length > MOST_TOGETHER || words.some(({ files }) => files === 0))
    return false;
  const rarestFirst = [...words].sort((a, b) => a.files - b.files);
  return inOneChunk(
    corpus,
    rarestFirst.map(({ term }) => term),
  );
}

/** Whether one chunk holds all of the terms, which are read one by one. */
export async function inOneChunk(corpus: Corpus, terms: readonly string[]): Promise<boolean> {
  let together: ReadonlySet<string> | undefined;
  for (const term of terms) {
    const before = together;
    const places = (await corpus.places(term)).map(([file, chunk]) => `${file}:${chunk}`);
    together = new Set(before ? places.filter((place) => before.has(place)) : places);
    if (together.size === 0) return false;
  }
  return together !== undefined;
}

/** Share of the names written as code that are defined: `parse` for `Parser.parse`. */
async function definedShare(corpus: Corpus, query: Query): Promise<number> {
  const names = [...query.names.keys()].map((name) => nameParts(name).at(-1) ?? name);
  const found = await corpus.postings(names.map(exact.definition));
  return share(found, ({ documents }) => documents > 0);
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0);

const share = <T>(list: readonly T[], holds: (one: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(holds).length / list.length;

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, value), 0);
