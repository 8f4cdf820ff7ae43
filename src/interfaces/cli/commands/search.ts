import type { FileResult, Place, SearchResult } from "../../../context/repository/results.js";
import { findUnindexed } from "../../../context/repository/unindexed.js";
import { usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger, parseCount } from "../../../shared/units.js";
import { unindexedNote } from "../../unindexed-note.js";
import { type CommandSpec, flagText } from "../command.js";
import { encodingFlag, repositoryFlags, withRepository } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "find the files, symbols and lines for a task in plain words",
  args: [{ name: "<query...>", description: "the task, a question, a symbol, a path or an error message" }],
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
    const query = words.join(" ");
    if (query.trim() === "")
      throw usageError(
        "empty-query",
        "the query is empty",
        'Say what to look for: fovea search "how are sessions stored".',
      );
    if (flags.files && flags.symbols)
      throw usageError("files-and-symbols", "--files and --symbols exclude each other", "Give one of them.");
    const limit = parseCount(flagText(flags, "limit")!, "--limit", "10");
    const { results, unindexed } = await withRepository(flags, terminal, async (repository) => {
      const results: (FileResult & Partial<SearchResult>)[] = flags.files
        ? await repository.searchFiles(query, limit)
        : await repository.search(query, limit, { named: flags.symbols === true });
      const paths = results.map(({ path }) => path);
      return { results, unindexed: await findUnindexed(repository, query, paths) };
    });
    if (flags.json) {
      terminal.out(`${JSON.stringify({ query, results, ...(unindexed ? { unindexed } : {}) })}\n`);
      return;
    }
    if (unindexed) terminal.err(`fovea: ${unindexedNote(unindexed)}.\n`);
    if (results.length === 0) terminal.err("fovea: nothing in the index contains a word of this query.\n");
    for (const result of results) {
      const lines = result.startLine !== undefined ? `:${result.startLine}-${result.endLine}` : "";
      const symbol = result.symbol ? `  ${result.kind} ${printable(result.symbol)}` : "";
      terminal.out(
        `${result.score.toFixed(2)}  ${printable(result.path)}${lines}${symbol}  (${formatInteger(result.tokens)} tokens)\n`,
      );
      if (result.copies) terminal.out(`      ${sameIn(result.copies)}\n`);
      if (flags.explain)
        terminal.out(
          `      ${Object.entries(result.signals)
            .map(([name, share]) => `${name} ${share >= 0 ? "+" : ""}${share.toFixed(2)}`)
            .join("  ")}\n`,
        );
    }
  },
};

/** At most so many copies are named; the others are counted. */
const COPIES_NAMED = 2;

function sameIn(copies: readonly Place[]): string {
  const named = copies.slice(0, COPIES_NAMED).map(({ path, startLine }) => `${printable(path)}:${startLine}`);
  const more = copies.length > COPIES_NAMED ? ` and ${copies.length - COPIES_NAMED} more` : "";
  return `the same in ${named.join(", ")}${more}`;
}
