import { reasonOf } from "../../context/rank/signals/index.js";
import type { Repository } from "../../context/repository/repository.js";
import type { FileResult, Judgement, SearchResult, Variants } from "../../context/repository/results.js";
import { findUnindexed } from "../../context/repository/unindexed.js";
import type { SearchFilesReport, SearchReport } from "../schema/index.js";
import { correctionsField } from "./corrections.js";
import { judgementField } from "./no-match.js";
import { unindexedField } from "./unindexed-note.js";

export interface SearchQuestion {
  readonly query: string;
  /** Most results. */
  readonly limit: number;
}

/** A report, and the judgement that it has rounded. */
export interface Reported<Report> {
  readonly report: Report;
  readonly judgement: Judgement;
}

/** When only definitions are searched for and none is found, at most so many matches in other text are counted. */
export const MOST_TEXT_MATCHES = 100;

/**
 * Makes the report of `fovea search --json`.
 * @param named only definitions and sections with a heading.
 */
export async function searchReport(
  repository: Repository,
  { query, limit, named = false }: SearchQuestion & { readonly named?: boolean },
): Promise<Reported<SearchReport>> {
  const results = await repository.search(query, limit, { named, snippets: true });
  const texts = named && results.length === 0 ? await repository.search(query, MOST_TEXT_MATCHES) : [];
  const textMatches = summaryOf(texts);
  const { head, judgement } = await headOf(repository, query, results);
  const rows = results.map(({ copies, alike, snippet = [], ...row }) => ({
    ...row,
    signals: { ...row.signals },
    ...(copies ? { copies: copies.map((place) => ({ ...place })) } : {}),
    ...(alike ? { alike: copied(alike) } : {}),
    snippet: [...snippet],
  }));
  return { report: { ...head, results: rows, ...(textMatches ? { textMatches } : {}) }, judgement };
}

/** Makes the report of `fovea search --files --json`. */
export async function searchFilesReport(
  repository: Repository,
  { query, limit }: SearchQuestion,
): Promise<Reported<SearchFilesReport>> {
  const results = await repository.searchFiles(query, limit, { snippets: true });
  const { head, judgement } = await headOf(repository, query, results);
  const rows = results.map((row) => ({ ...fileRow(row), snippet: [...(row.snippet ?? [])] }));
  return { report: { ...head, results: rows }, judgement };
}

/** A row of a file, without its lines. */
const fileRow = ({ path, score, tokens, signals, alike }: FileResult) => ({
  path,
  score,
  tokens,
  signals: { ...signals },
  ...(alike ? { alike: copied(alike) } : {}),
});

const copied = <P>({ pattern, places }: Variants<P>) => ({
  pattern,
  places: places.map((place) => ({ ...place })),
});

/** What a report says beside its results. */
async function headOf(repository: Repository, query: string, results: readonly { readonly path: string }[]) {
  const paths = results.map(({ path }) => path);
  const unindexed = await findUnindexed(repository, query, paths);
  const corrections = await repository.corrections(query);
  const judgement = await repository.assess(query);
  const head = {
    query,
    ...judgementField(judgement),
    ...correctionsField(corrections),
    ...unindexedField(unindexed),
  };
  return { head, judgement };
}

function summaryOf(texts: readonly SearchResult[]): SearchReport["textMatches"] {
  const [first] = texts;
  if (!first) return undefined;
  const { path, startLine, endLine } = first;
  return { count: texts.length, first: { path, startLine, endLine } };
}

/** The report of `fovea search --files --json` for all candidates, without lines of the files, and what their signals measure. */
export async function candidatesReport(repository: Repository, task: string) {
  const results = await repository.searchFiles(task, Number.MAX_SAFE_INTEGER);
  const { head } = await headOf(repository, task, results);
  const names = new Set(results.flatMap(({ signals }) => Object.keys(signals)));
  const measures = Object.fromEntries([...names].map((name) => [name, reasonOf(name)]));
  return { ...head, results: results.map(fileRow), measures };
}
