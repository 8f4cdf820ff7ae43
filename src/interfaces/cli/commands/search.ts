import type { Place } from "../../../context/repository/results.js";
import { failure, usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger, parseCount } from "../../../shared/units.js";
import { correctionsLine } from "../../answers/corrections.js";
import { noMatch, whatToTry } from "../../answers/no-match.js";
import {
  MOST_TEXT_MATCHES,
  type Reported,
  searchFilesReport,
  searchReport,
} from "../../answers/search-report.js";
import { unindexedNote } from "../../answers/unindexed-note.js";
import type { SearchFilesReport, SearchReport } from "../../schema/index.js";
import { type CommandSpec, flagText, taskFrom } from "../command.js";
import { encodingFlag, repositoryFlags, withRepository } from "../repository-flags.js";
import { snippetLines } from "../snippet-lines.js";

export const command: CommandSpec = {
  summary: "find the files, symbols and lines for a task in plain words",
  details:
    "Shows under each result the lines that match best. Says when there is no confident match; the results are then guesses. The exit code is 1 when nothing is found, as with grep.",
  args: [
    {
      name: "<query...>",
      description: "a task, question, symbol, path or error message; - reads it from stdin",
    },
  ],
  flags: [
    { flags: "-k, --limit <n>", description: "results", defaultValue: "10" },
    { flags: "--files", description: "one row per file" },
    { flags: "--symbols", description: "only definitions and headed sections" },
    { flags: "--explain", description: "show what each signal added to a score" },
    ...repositoryFlags,
    encodingFlag,
    { flags: "--json", description: "print the results as JSON" },
  ],
  examples: ['fovea search "where are retries with backoff done"', "fovea search parseConfig --files --json"],
  run: async (words, flags, terminal) => {
    const query = await taskFrom(words, terminal);
    if (query.trim() === "")
      throw usageError(
        "empty-query",
        "the query is empty",
        'Say what to look for: fovea search "how are sessions stored".',
      );
    if (flags.files && flags.symbols)
      throw usageError("files-and-symbols", "--files and --symbols exclude each other", "Give one of them.");
    const limit = parseCount(flagText(flags, "limit")!, "--limit", "10");
    const named = flags.symbols === true;
    const { report, judgement } = await withRepository<Reported<SearchReport | SearchFilesReport>>(
      flags,
      terminal,
      (repository) =>
        flags.files
          ? searchFilesReport(repository, { query, limit })
          : searchReport(repository, { query, limit, named }),
    );
    const { corrections = [], unindexed } = report;
    const results: readonly Row[] = report.results;
    if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
    else {
      terminal.err(correctionsLine(corrections));
      if (unindexed) terminal.err(`fovea: ${unindexedNote(unindexed)}.\n`);
      if (!judgement.answered && results.length > 0)
        terminal.err(`fovea: ${noMatch(judgement)}. ${whatToTry(judgement)}.\n`);
      for (const result of results)
        terminal.out(
          rendered(result, {
            explain: flags.explain === true,
            verbose: flags.verbose === true,
            columns: terminal.columns,
          }),
        );
    }
    if (results.length > 0) return;
    const textMatches = "textMatches" in report ? report.textMatches : undefined;
    if (!textMatches)
      throw failure(
        "nothing-found",
        "nothing in the index contains a word of this query",
        "Name a symbol, a path or other words.",
      );
    const { count, first } = textMatches;
    throw failure(
      "no-definition",
      `no definition or section matches, but ${count === MOST_TEXT_MATCHES ? `${count} or more` : count} other ${count === 1 ? "place does" : "places do"}, first ${printable(first.path)}:${first.startLine}-${first.endLine}`,
      "Leave --symbols out to list them.",
    );
  },
};

type Row = SearchFilesReport["results"][number] & Partial<Omit<SearchReport["results"][number], "alike">>;

interface RowOptions {
  readonly explain: boolean;
  /** Whether to name all variants of a result. */
  readonly verbose: boolean;
  readonly columns: number;
}

function rendered(result: Row, { explain, verbose, columns }: RowOptions): string {
  const symbol = result.symbol ? `  ${result.kind} ${printable(result.symbol)}` : "";
  const lines = [
    `${result.score.toFixed(2)}  ${printable(result.path)}${rangeOf(result)}${symbol}  (${formatInteger(result.tokens)} tokens)`,
    ...snippetLines(result.snippet ?? [], columns),
  ];
  if (result.copies) lines.push(`      ${sameIn(result.copies)}`);
  if (result.alike) lines.push(...likeIt(result.alike, verbose).map((line) => `      ${line}`));
  if (explain)
    lines.push(
      `      ${Object.entries(result.signals)
        .map(([name, share]) => `${name} ${share >= 0 ? "+" : ""}${share.toFixed(2)}`)
        .join("  ")}`,
    );
  return `${lines.join("\n")}\n`;
}

/** At most so many copies are named; the others are counted. */
const COPIES_NAMED = 2;

function sameIn(copies: readonly Place[]): string {
  const named = copies.slice(0, COPIES_NAMED).map(({ path, startLine }) => `${printable(path)}:${startLine}`);
  const more = copies.length > COPIES_NAMED ? ` and ${copies.length - COPIES_NAMED} more` : "";
  return `the same in ${named.join(", ")}${more}`;
}

/** `and 13 like it in locales/*.json`, and the places of all when asked. */
function likeIt({ pattern, places }: NonNullable<Row["alike"]>, all: boolean): string[] {
  const summary = `and ${formatInteger(places.length)} like it in ${printable(pattern)}`;
  if (!all) return [summary];
  return [`${summary}:`, ...places.map((place) => `  ${printable(place.path)}${rangeOf(place)}`)];
}

const rangeOf = ({ startLine, endLine }: Partial<Place>): string =>
  startLine === undefined ? "" : `:${startLine}-${endLine}`;
