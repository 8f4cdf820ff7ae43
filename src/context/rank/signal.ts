import type { Similarity } from "../embed/similarity.js";
import type { GraphReader } from "../graph/reader.js";
import type { Corpus } from "../retrieve/corpus.js";
import type { Mentions } from "../retrieve/find-mentions.js";
import type { Matches } from "../retrieve/match.js";
import type { Query } from "../retrieve/query.js";

/** What every signal may look at. Candidates are file numbers; a signal gives one value for each, in their order. */
export interface RankContext {
  readonly corpus: Corpus;
  readonly query: Query;
  readonly matches: Matches;
  readonly candidates: readonly number[];
  /** Documents that define a name of the query exactly, with the strength of the match. */
  readonly definitions: ReadonlyMap<number, number>;
  readonly mentions: Mentions;
  /** By file number: BM25F of a report's first line alone; of a task of one line, all of it. */
  readonly titleScore: Float32Array;
  /** Absent while no embeddings are configured. */
  readonly similarity?: Similarity;
  /** The graph of the corpus, made when a signal first asks for it: manifests are read for it. */
  readonly graph: () => Promise<GraphReader>;
}

/** One reason to rank a file higher or lower. A new signal is one file and one line in the list. */
export interface Signal {
  /** Kebab-case; the key in `signals` of a result. */
  readonly name: string;
  /** Completes "ranked here because …". */
  readonly why: string;
  /** Values of about 0 to 1, so that weights can be compared; async for signals that read the store. */
  score(context: RankContext): Promise<Float32Array> | Float32Array;
}

/** A signal that follows from the ranking by all the others. */
export interface FollowingSignal extends Pick<Signal, "name" | "why"> {
  /** @param likelihood of each candidate by the other signals; they add up to 1. */
  score(context: RankContext, likelihood: Float32Array): Promise<Float32Array>;
}
