import { join } from "node:path";
import { INDEX_FOLDER, indexPlace } from "../../../context/index-place.js";
import { findRoot, forgetIndex } from "../../../context/workspace.js";
import { failure, usageError } from "../../../shared/errors.js";
import { formatBytes } from "../../../shared/units.js";
import type { ForgetReport } from "../../schema/index.js";
import type { CommandSpec } from "../command.js";

export const command: CommandSpec = {
  summary: "delete the index of a repository",
  details: `Deletes the folder ${INDEX_FOLDER}/, and which embedding server it used, and nothing else. A linked worktree shares the index of the main checkout: there its part goes, and in the main checkout all of it. Asks first, unless --yes says so.`,
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "-y, --yes", description: "do not ask" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea forget", "fovea forget ~/src/project --yes"],
  run: async ([path], flags, terminal) => {
    const root = findRoot(path, terminal.cwd);
    const own = join(root, INDEX_FOLDER);
    const { folder } = indexPlace(root);
    const what = folder === own ? own : `what ${folder} holds of ${root}`;
    if (flags.yes !== true) {
      if (!terminal.ask)
        throw usageError(
          "not-confirmed",
          `forget would delete ${what}, and there is no terminal to ask on`,
          "Write fovea forget --yes.",
        );
      const answer = await terminal.ask(`Delete ${what}? [y/N] `);
      if (!/^\s*y(?:es)?\s*$/i.test(answer))
        throw failure("not-confirmed", "nothing was deleted", "Answer y to delete.");
    }
    const bytes = await forgetIndex(root);
    const report: ForgetReport = { root, forgotten: bytes !== undefined, bytes: bytes ?? 0 };
    if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
    else
      terminal.out(
        report.forgotten
          ? `Deleted ${what}: ${formatBytes(report.bytes)}.\n`
          : `There is no index of ${root}.\n`,
      );
  },
};
