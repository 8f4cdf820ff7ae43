import { findRoot } from "../../../context/find-root.js";
import { openRepository } from "../../../context/open-repository.js";
import { printable } from "../../../shared/printable.js";
import { reportError } from "../../../shared/trace.js";
import { formatInteger, formatSeconds } from "../../../shared/units.js";
import type { WatchReport } from "../../schema/index.js";
import type { CommandSpec, FlagValues, Terminal } from "../command.js";
import {
  encodingFlag,
  encodingOption,
  rebuildingIfDamaged,
  updateWithProgress,
} from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "keep an index fresh while files change",
  details:
    "Indexes the changed files, then watches for changes until Ctrl-C. Many changes at once (a branch switch, a formatter) become one update. Ignored folders are not watched.",
  args: [
    { name: "[path]", description: "folder to watch (default: the repository around the current folder)" },
  ],
  flags: [encodingFlag, { flags: "--json", description: "print one JSON line per update" }],
  examples: ["fovea watch", "fovea watch ~/src/project --json"],
  run: ([path], flags, terminal) => follow(findRoot(path, terminal.cwd), flags, terminal),
};

/** Watches a root until Ctrl-C. An index that is deleted meanwhile is built again at the next edit. */
async function follow(root: string, flags: FlagValues, terminal: Terminal): Promise<void> {
  const repository = await rebuildingIfDamaged(root, terminal, async () => {
    const opened = openRepository(root, {
      create: true,
      warn: (text) => terminal.err(`fovea: ${text}\n`),
      ...encodingOption(flags),
    });
    try {
      await updateWithProgress(root, opened, terminal);
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  });
  try {
    const { watchRepository } = await import("../../../context/watch/watch.js");
    if (terminal.signal.aborted) return;
    const ended = new Promise<void>((resolve) => {
      terminal.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    const watch = await watchRepository(repository, {
      onUpdate: ({ changed, reused, removed, seconds }) =>
        terminal.out(
          flags.json
            ? line({ event: "updated", changed, reused, removed, seconds })
            : `${formatInteger(changed)} changed, ${formatInteger(reused)} reused, ${formatInteger(removed)} removed, ${formatSeconds(seconds)}\n`,
        ),
      onError: (error) => {
        reportError(error);
        terminal.err(
          `fovea: an update failed: ${printable(error instanceof Error ? error.message : String(error))}. Still watching.\n`,
        );
      },
      pollMilliseconds: POLL_MILLISECONDS,
      onLoss: (error) => {
        reportError(error);
        terminal.err(`fovea: ${error.message}; files are compared every second instead.\n`);
      },
    });
    try {
      const { files } = await repository.totals();
      terminal.out(
        flags.json
          ? line({ event: "watching", root, files })
          : `Watching ${printable(root)}: ${formatInteger(files)} files. Ctrl-C ends.\n`,
      );
      await ended;
    } finally {
      await watch.stop();
    }
  } finally {
    await repository.close();
  }
}

const POLL_MILLISECONDS = 1000;

const line = (report: WatchReport): string => `${JSON.stringify(report)}\n`;
