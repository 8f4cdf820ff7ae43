import { findRoot, openRepository } from "../../../context/workspace.js";
import { formatBytes, formatInteger } from "../../../shared/units.js";
import type { CommandSpec } from "../command.js";

export const command: CommandSpec = {
  summary: "what is indexed, and how fresh it is",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [{ flags: "--json", description: "print as JSON" }],
  run: async ([path], flags, terminal) => {
    const root = findRoot(path, terminal.cwd);
    const repository = openRepository(root, { create: false });
    try {
      const [totals, plan, bytes] = await Promise.all([
        repository.totals(),
        repository.plan(),
        repository.store.size(),
      ]);
      const known = new Set((await repository.current()).files.map((file) => file.path));
      const changed = plan.jobs.filter((job) => known.has(job.path)).length;
      const added = plan.jobs.length - changed;
      const removed = plan.removed.length;
      const fresh = added + changed + removed === 0;
      if (flags.json) {
        terminal.out(`${JSON.stringify({ root, fresh, changed, added, removed, bytes, ...totals })}\n`);
        return;
      }
      terminal.out(
        `${root}\n${formatInteger(totals.files)} files, ${formatInteger(totals.symbols)} symbols and sections, ${formatInteger(totals.edges)} references, ${formatInteger(totals.tokens)} tokens; ${formatBytes(bytes)} on disk\n` +
          (fresh
            ? "Up to date.\n"
            : `Behind the files: ${added} new, ${changed} changed, ${removed} removed. The next search brings it up to date, or run fovea index.\n`),
      );
      const languages = Object.entries(totals.languages).map(
        ([name, count]) => `${name} ${formatInteger(count)}`,
      );
      terminal.out(`${languages.join(", ")}\n`);
    } finally {
      await repository.close();
    }
  },
};
