import type { PackItem } from "../pack/pack.js";
import type { Worth } from "../pack/worth.js";

/** Lines of a file, from 1, the last one included. */
export interface Place {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface SearchResult extends Place {
  /** Qualified name; absent for lines outside of every definition and section. */
  readonly symbol?: string;
  readonly kind?: string;
  /** Sum of the signals' shares; it compares results of one search only. */
  readonly score: number;
  /** Tokens of the lines, in the index's encoding. */
  readonly tokens: number;
  /** What each signal added to the score, weight included; zero shares are left out. */
  readonly signals: Readonly<Record<string, number>>;
  /** Where the same definition stands again, generated or copied; absent when nowhere among the best. */
  readonly copies?: readonly Place[];
}

export interface FileResult {
  readonly path: string;
  readonly score: number;
  /** Tokens of the whole file. */
  readonly tokens: number;
  readonly signals: Readonly<Record<string, number>>;
}

export interface PackResult {
  /** Names this content: equal packs have equal ids. */
  readonly packId: string;
  /** False when no file holds a word of the task. */
  readonly matched: boolean;
  readonly items: readonly PackItem[];
  readonly text: string;
  /** Tokens of `text`, at most the budget. */
  readonly tokens: number;
  /** Tokens of every indexed file together. */
  readonly everythingTokens: number;
  /** All chunks that competed for a place, each with what it is worth. */
  readonly worths: () => readonly Worth[];
  /** Content hash that a file had when its lines were taken; empty for a path that is not indexed. */
  readonly hashOf: (path: string) => string;
  /** Files left out, because they are not as they were indexed and could not be indexed again. */
  readonly changing: readonly string[];
}

export interface Totals {
  readonly files: number;
  /** Definitions and headed sections. */
  readonly symbols: number;
  /** References and imports from which the graph's edges are resolved. */
  readonly edges: number;
  readonly tokens: number;
  /** Files by language, most first. */
  readonly languages: Readonly<Record<string, number>>;
}
