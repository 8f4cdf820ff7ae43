import type {
  CandidatesReport,
  FileOutline,
  GraphReport,
  PackReport,
  PackRequest,
  RepositoryInfo,
  WhyReport,
} from "../api/contract.js";

/**
 * The files of recorded answers, as types. They are in one folder beside the page:
 * `index.json`, `map.json` (`RepositoryMap`), `outlines.json`, `task-<n>.json`, `texts-<shard>.json`,
 * `graphs-<shard>.json` and `eval.json` (`EvalReport`).
 */

/** `index.json` */
export interface RecordedIndex {
  /** The commit whose tree was indexed. */
  readonly commit: string;
  readonly repository: RepositoryInfo;
  /** In the order of their files. */
  readonly tasks: readonly string[];
  /** Of the recorded packs, ascending. */
  readonly budgets: readonly number[];
}

/** `outlines.json`: a row for each definition, `[symbol, kind, startLine, endLine, tokens, ownTokens, parent]`. */
export interface RecordedOutlines {
  readonly kinds: readonly string[];
  readonly files: Readonly<Record<string, readonly OutlineRow[]>>;
}

/** The symbol is "" for lines between definitions, the kind an index in `kinds`, the parent −1 without one. */
export type OutlineRow = readonly [string, number, number, number, number, number, number];

export function rowsOf(outline: FileOutline, kinds: string[]): OutlineRow[] {
  return outline.definitions.map(
    ({ symbol = "", kind, startLine, endLine, tokens, ownTokens, parent = -1 }) => {
      if (!kinds.includes(kind)) kinds.push(kind);
      return [symbol, kinds.indexOf(kind), startLine, endLine, tokens, ownTokens, parent];
    },
  );
}

export const definitionsOf = (
  rows: readonly OutlineRow[],
  kinds: readonly string[],
): FileOutline["definitions"] =>
  rows.map(([symbol, kind, startLine, endLine, tokens, ownTokens, parent]) => ({
    ...(symbol === "" ? {} : { symbol }),
    kind: kinds[kind]!,
    startLine,
    endLine,
    tokens,
    ownTokens,
    ...(parent < 0 ? {} : { parent }),
  }));

/** `task-<n>.json` */
export interface RecordedTask {
  readonly candidates: CandidatesReport;
  /** Lines that the texts of packs are made of, each once. */
  readonly lines: readonly string[];
  /** By budget and format. */
  readonly packs: Readonly<Record<string, Readonly<Record<PackRequest["format"], RecordedPack>>>>;
  /** By `whyKey`. */
  readonly whys: Readonly<Record<string, WhyReport>>;
}

/** A text as runs of a table of lines: first line, number of lines, first line, … */
export type Runs = readonly number[];

export type RecordedPack = Omit<PackReport, "text" | "items"> & {
  readonly text: Runs;
  readonly items: readonly (Omit<PackReport["items"][number], "text"> & { readonly text: Runs })[];
};

export const whyKey = (budget: number, path: string, line: number | undefined): string =>
  line === undefined ? `${budget} ${path}` : `${budget} ${path}:${line}`;

/** `graphs-<shard>.json`, by target as the page asks for it. */
export type RecordedGraphs = Readonly<Record<string, GraphReport>>;

/** `texts-<shard>.json`: the lines of files, by path. */
export type RecordedTexts = Readonly<Record<string, readonly string[]>>;

const SHARDS = 8;
export const shards: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/** The part that a path is in: all that is asked of a file comes in one. */
export function shardOf(path: string): number {
  let sum = 0;
  for (let at = 0; at < path.length; at++) sum = (sum * 31 + path.charCodeAt(at)) % 65_521;
  return sum % SHARDS;
}

/** The path of a graph's target, `path` or `path:line`. */
export const pathOfTarget = (target: string): string => target.replace(/:\d+$/, "");
