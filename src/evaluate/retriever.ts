import type { Level } from "../context/pack/plan.js";
import type { Source } from "../context/scan/source.js";

/** Ranks the files of a tree for a task. Fovea and the baselines implement it, and are compared by it. */
export interface Retriever {
  readonly name: string;
  /** One line for the report: the method, with its constants. */
  readonly about: string;
  /** Prepares the tree of `source` for searching. Processes only files that differ from the previous tree. */
  prepare(source: Source): Promise<void>;
  /** At most `k` results, best first. Deterministic. */
  rank(query: string, k: number): Promise<readonly RankedPath[]>;
  /**
   * Fills a context of a number of tokens. Pieces must not overlap, and must not exceed the budget together.
   */
  pack?(query: string, budgetTokens: number): Promise<readonly PackedPiece[]>;
  /** Tokens of the whole tree; absent when the retriever does not count them. */
  totalTokens?(): Promise<number>;
  close(): Promise<void>;
}

export interface RankedPath {
  /** Relative to the root of the source. */
  readonly path: string;
  /** 1-based, inclusive; absent for the whole file. */
  readonly startLine?: number;
  readonly endLine?: number;
  readonly score: number;
}

export interface PackedPiece {
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
  readonly tokens: number;
  /** How much of the definition is shown: all of it (the default), a part, its head, or only its name. */
  readonly level?: Level;
}
