import { findRoot, openRepository } from "../../../context/workspace.js";
import { failure } from "../../../shared/errors.js";
import { parseEncoding } from "../../../shared/tokens/vocabulary.js";
import { formatBytes, formatInteger, formatSeconds, parseCount } from "../../../shared/units.js";
import { type CommandSpec, flagText } from "../command.js";
import { encodingFlag, updateWithProgress } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "build or update the index of a repository",
  details:
    "Only files whose content changed are read again. The index lies in .fovea/ inside the repository, which git ignores by itself. Interrupt it at any time: the next run goes on from there.",
  args: [
    { name: "[path]", description: "folder to index (default: the repository around the current folder)" },
  ],
  flags: [
    encodingFlag,
    { flags: "--threads <n>", description: "indexing threads (default: one per core)" },
    { flags: "--json", description: "print the result as JSON" },
  ],
  examples: ["fovea index", "fovea index ~/src/project --json"],
  run: async ([path], flags, terminal) => {
    const started = performance.now();
    const root = findRoot(path, terminal.cwd);
    const threads = flagText(flags, "threads");
    const repository = openRepository(root, {
      create: true,
      encoding: parseEncoding(flagText(flags, "encoding")!),
    });
    try {
      const result = await updateWithProgress(
        root,
        repository,
        terminal,
        threads === undefined ? undefined : parseCount(threads, "--threads"),
      );
      const totals = await repository.totals();
      if (result.listed === 0)
        throw failure(
          "nothing-to-index",
          `${root} holds no file to index`,
          "Check the path, .gitignore and .foveaignore.",
        );
      const seconds = (performance.now() - started) / 1000;
      const { files, symbols, edges, tokens } = totals;
      const bytes = await repository.store.size();
      if (flags.json) {
        const skipped = result.skipped.length;
        terminal.out(
          `${JSON.stringify({ files, skipped, symbols, edges, bytes, seconds, changed: result.changed, removed: result.removed, tokens, root })}\n`,
        );
        return;
      }
      const reasons = new Map<string, number>();
      for (const { reason } of result.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(", ");
      terminal.out(
        `${result.interrupted ? "Interrupted; indexed so far" : "Indexed"}: ${formatInteger(files)} files, ${formatInteger(symbols)} symbols and sections, ${formatInteger(edges)} references, ${formatInteger(tokens)} tokens\n` +
          `${formatInteger(result.changed)} changed, ${formatInteger(result.removed)} removed, ${formatInteger(result.skipped.length)} skipped${why ? ` (${why})` : ""}; ${formatBytes(bytes)} on disk, ${formatSeconds(seconds)}\n`,
      );
    } finally {
      await repository.close();
    }
  },
};
