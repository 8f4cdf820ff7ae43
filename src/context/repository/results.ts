import type { MapLine } from "../pack/map.js";
import type { PackItem } from "../pack/pack.js";
import type { Worth } from "../pack/worth.js";
import type { Assessment, Doubt } from "../rank/assess.js";
import type { TextOnly } from "./text-only.js";

/** A range of lines of a file, 1-based and inclusive. */
export interface Place {
  /** Path relative to the root, with forward slashes. */
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What a result stands for beside itself. */
export interface Variants<P> {
  /** The paths of the result and its variants in one: `locales/*.json`, `**` for folders. */
  readonly pattern: string;
  /** Best first, without the result. */
  readonly places: readonly P[];
}

/** A line of a file, secrets redacted, cut when it is long. */
export interface SnippetLine {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

export interface SearchOptions {
  /** Only definitions and sections with a heading. */
  readonly named?: boolean;
  /** Adds to each result the lines that match best. Reads the files of the results. */
  readonly snippets?: boolean;
}

export interface SearchResult extends Place {
  /** Qualified name; absent for lines outside all definitions and sections. */
  readonly symbol?: string;
  readonly kind?: string;
  /** Sum of the signals' shares, without unit. Comparable only within one search. */
  readonly score: number;
  /** Tokens of the lines, in the index's encoding. */
  readonly tokens: number;
  /** By signal name: its share of the score (weight times value). Shares of zero are omitted. */
  readonly signals: Readonly<Record<string, number>>;
  /**
   * Other places of the same definition, generated or copied; absent when there are none among the best
   * results.
   */
  readonly copies?: readonly Place[];
  /**
   * Places of its variants, which differ in little that the task asks for: the same in other languages, versions or
   * folders. Absent when there are none among the best results.
   */
  readonly alike?: Variants<Place>;
  /** At most three lines that match best, in the order of the file; absent when they were not asked for. */
  readonly snippet?: readonly SnippetLine[];
}

export interface FileResult {
  readonly path: string;
  readonly score: number;
  /** Tokens of the whole file. */
  readonly tokens: number;
  readonly signals: Readonly<Record<string, number>>;
  /** As in `SearchResult`, of whole files. */
  readonly alike?: Variants<Pick<Place, "path">>;
  /** As in `SearchResult`: of the file's best definition or section. */
  readonly snippet?: readonly SnippetLine[];
}

/** Whether the repository holds the answer to a task, and why not. */
export interface Judgement extends Assessment {
  /** Only when the task is not answered. */
  readonly doubt?: Doubt;
}

export interface PackResult extends Judgement {
  /** 16 hexadecimal digits of the text's SHA-256: equal texts have equal ids. */
  readonly packId: string;
  /** False when no file matches the task. */
  readonly matched: boolean;
  readonly items: readonly PackItem[];
  /** The closing map: likely files without a line in the pack, best first. */
  readonly map: readonly MapLine[];
  /** The most likely files, best first, packed or not. */
  readonly likely: readonly MapLine[];
  /** The rendered pack. */
  readonly text: string;
  /** Tokens of `text`; at most the budget. */
  readonly tokens: number;
  /** Tokens of all indexed files in the scope together. */
  readonly everythingTokens: number;
  /** All candidate chunks with their relevance, packed or not. */
  readonly worths: () => readonly Worth[];
  /** Content hash (SHA-256) of the file whose lines were packed; empty for a path that is not indexed. */
  readonly hashOf: (path: string) => string;
  /**
   * Paths of files omitted because they have changed since they were indexed and could not be indexed again.
   */
  readonly changing: readonly string[];
}

export interface Totals {
  readonly files: number;
  /** Number of definitions and sections with a heading. */
  readonly symbols: number;
  /** Number of references and imports, from which the graph's edges are resolved. */
  readonly edges: number;
  readonly tokens: number;
  /** Number of files by language, largest first. */
  readonly languages: Readonly<Record<string, number>>;
  /** Files that look like code, but of which only the words are known. */
  readonly textOnly: TextOnly;
}
