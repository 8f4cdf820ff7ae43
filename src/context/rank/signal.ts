import type { Similarity } from "../embed/similarity.js";
import type { GraphReader } from "../graph/reader.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { FoundLiteral } from "../retrieve/find-literals.js";
import type { Mentions } from "../retrieve/find-mentions.js";
import type { Matches } from "../retrieve/match.js";
import type { Query } from "../retrieve/query.js";

/**
 * Input of signals. `candidates` are file numbers; a signal returns one value for each, in the same order.
 */
export interface RankContext {
  readonly corpus: Corpus;
  readonly query: Query;
  readonly matches: Matches;
  readonly candidates: readonly number[];
  /** Documents that define a name of the query exactly, with the strength of the match. */
  readonly definitions: ReadonlyMap<number, number>;
  readonly mentions: Mentions;
  /** The literals of the task with the files that have them; empty when files cannot be read. */
  readonly literals: readonly FoundLiteral[];
  /** By file number: BM25F score of a report's first line; for a task of one line, of all of it. */
  readonly titleScore: Float32Array;
  /** Absent when embeddings are not configured or not available. */
  readonly similarity?: Similarity;
  /** The dependency graph of the corpus. Built at the first call, because manifests have to be read. */
  readonly graph: () => Promise<GraphReader>;
}

/** One reason to rank a file higher or lower. A new signal is one file and one line in the list. */
export interface Signal {
  /** Kebab-case; the key in `signals` of a result. */
  readonly name: string;
  /** Completes the sentence "ranked here because …". */
  readonly why: string;
  /**
   * @returns a value of about 0 to 1 for each candidate, so that weights are comparable. Async when it reads
   * the store.
   */
  score(context: RankContext): Promise<Float32Array> | Float32Array;
}

/** A signal computed from the ranking by all other signals. */
export interface FollowingSignal extends Pick<Signal, "name" | "why"> {
  /** @param likelihood likelihood of each candidate by the other signals; the sum is 1. */
  score(context: RankContext, likelihood: Float32Array): Promise<Float32Array>;
}
