import { emitSpan, span } from "../../shared/trace.js";
import type { Similarity } from "../embed/similarity.js";
import type { GraphReader } from "../graph/reader.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { Correction } from "../retrieve/correct.js";
import { type FoundLiteral, findLiterals, type TextOf } from "../retrieve/find-literals.js";
import { findMentions, type Mentions } from "../retrieve/find-mentions.js";
import { type Matches, type MatchParameters, matchTerms } from "../retrieve/match.js";
import type { Query } from "../retrieve/query.js";
import { topK } from "../retrieve/top-k.js";
import { findDefining } from "./defining.js";
import type { RankParameters } from "./parameters.js";
import { settleAreas } from "./settle-areas.js";
import type { RankContext } from "./signal.js";
import { followingSignals, signals } from "./signals/index.js";

export interface RankedFile {
  readonly file: number;
  readonly score: number;
  /** By signal name: weight times value. Shares of zero are omitted. */
  readonly shares: Readonly<Record<string, number>>;
}

export interface Ranking {
  /** The task as it was ranked, with its words corrected. */
  readonly query: Query;
  /** Best first. */
  readonly files: readonly RankedFile[];
  readonly matches: Matches;
  readonly definitions: ReadonlyMap<number, number>;
  readonly similarity?: Similarity;
  /** The literals of the task with the files that have them. */
  readonly literals: readonly FoundLiteral[];
  /** Words of the task that no file contains, and the words that were searched for in their place. */
  readonly corrections: readonly Correction[];
}

/** Further inputs of ranking. */
export interface RankSources {
  /** See `RankContext.graph`. */
  readonly graph: () => Promise<GraphReader>;
  readonly similarity?: Similarity | undefined;
  /** Reads files, to look for the literals of a task. Without it, they are words like others. */
  readonly textOf?: TextOf;
}

/** Number of files by word score for which signals are computed. */
export const CANDIDATES = 200;

/**
 * Ranks the files of a corpus for a query: chooses candidates by words, then computes every signal for them.
 * Embedding similarity, when configured, is one more signal in the weighted sum: unlike rank fusion this
 * keeps how much nearer one file is than the next, and its share can be shown like any other.
 */
export async function rankFiles(
  corpus: Corpus,
  task: Query,
  parameters: RankParameters,
  { graph, similarity, textOf }: RankSources,
): Promise<Ranking> {
  const query = settleAreas(corpus, task);
  const match = query.describesChange ? parameters.reportMatch : parameters;
  const weights = query.describesChange ? parameters.reportSignals : parameters.signals;
  const { postings, matches, mentions, definitions, literals, candidates } = await span(
    "retrieve",
    () => retrieve(corpus, query, match, similarity, textOf),
    (found) => ({ terms: query.terms.size, candidates: found.candidates.length }),
  );
  const start = performance.now();
  const title =
    query.titleTerms.size > 0
      ? matchTerms(corpus, postings, { terms: query.titleTerms, compounds: query.compounds }, match)
      : matches;
  const context: RankContext = {
    corpus,
    query,
    matches,
    candidates,
    definitions,
    mentions,
    literals,
    titleScore: title.fileScore,
    graph,
    ...(similarity ? { similarity } : {}),
  };
  const counting = signals.filter(({ name }) => weights[name]);
  const values = await Promise.all(counting.map((signal) => signal.score(context)));
  const columns = counting.map((signal, index) => columnOf(signal.name, weights, values[index]!));
  const scores = new Float64Array(candidates.length);
  for (const column of columns) addTo(scores, column);
  for (const signal of followingSignals)
    if (weights[signal.name]) {
      const likelihood = softmax(Float32Array.from(scores));
      const column = columnOf(signal.name, weights, await signal.score(context, likelihood));
      columns.push(column);
      addTo(scores, column);
    }
  // Most signals say nothing about most tasks.
  const telling = columns.filter((column) => column.values.some((value) => value !== 0));
  const files = candidates.map((file, index): RankedFile => {
    const shares: Record<string, number> = {};
    for (const { name, weight, values } of telling) {
      const share = weight * values[index]!;
      if (share !== 0) shares[name] = share;
    }
    return { file, score: scores[index]!, shares };
  });
  // Files of equal score are in path order, so that a query has the same answer on every machine.
  files.sort((a, b) => b.score - a.score || a.file - b.file);
  emitSpan("rank", performance.now() - start, { candidates: files.length, signals: columns.length });
  return {
    query,
    files,
    matches,
    definitions,
    literals,
    corrections: [],
    ...(similarity ? { similarity } : {}),
  };
}

/** Matches the query's terms and chooses the candidates. */
async function retrieve(
  corpus: Corpus,
  query: Query,
  match: MatchParameters,
  similarity: Similarity | undefined,
  textOf: TextOf | undefined,
) {
  const postings = await corpus.postings([...query.terms.keys()]);
  const matches = matchTerms(corpus, postings, query, match);
  const mentions = findMentions(corpus, query);
  const definitions = await findDefining(corpus, query, mentions);
  const chosen = chooseCandidates(corpus, matches, definitions, mentions, similarity);
  const literals = textOf ? await findLiterals(corpus, query, matches.fileScore, chosen, textOf) : [];
  const holding = literals.flatMap(({ files }) => [...files.keys()]);
  const candidates = [...new Set([...chosen, ...holding])].sort((a, b) => a - b);
  return { postings, matches, mentions, definitions, literals, candidates };
}

/** The values of a signal for the candidates. */
interface Column {
  readonly name: string;
  readonly weight: number;
  readonly values: Float32Array;
}

const columnOf = (name: string, weights: RankParameters["signals"], values: Float32Array): Column => ({
  name,
  weight: weights[name] ?? 0,
  values,
});

function addTo(scores: Float64Array, { weight, values }: Column): void {
  for (let index = 0; index < scores.length; index++) scores[index]! += weight * values[index]!;
}

/** Score difference that changes the likelihood of a file by a factor of e. */
const TEMPERATURE = 0.5;

function softmax(scores: Float32Array): Float32Array {
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const weights = scores.map((score) => Math.exp((score - best) / TEMPERATURE));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function chooseCandidates(
  corpus: Corpus,
  matches: Matches,
  definitions: ReadonlyMap<number, number>,
  mentions: Mentions,
  similarity: Similarity | undefined,
): number[] {
  const chosen = new Set<number>(similarity?.files);
  for (const file of topK(matches.fileScore, CANDIDATES, 0)) chosen.add(file);
  for (const file of topK(matches.bestChunkScore, CANDIDATES / 2, 0)) chosen.add(file);
  const defining = [...definitions].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  for (const [document] of defining.slice(0, CANDIDATES)) chosen.add(corpus.fileOfDocument[document]!);
  for (const file of [...mentions.named.keys(), ...mentions.traced.keys()]) chosen.add(file);
  return [...chosen].sort((a, b) => a - b);
}
