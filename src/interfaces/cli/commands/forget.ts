import { readEmbedding } from "../../../context/embed/configuration.js";
import { findRoot } from "../../../context/find-root.js";
import { forgetGone, forgetIndex } from "../../../context/index-lifecycle.js";
import { indexPlace } from "../../../context/index-place.js";
import { bytesIn, goneStates } from "../../../context/state/gone.js";
import { lstatIfThere } from "../../../context/state/private-folder.js";
import { stateFolder } from "../../../context/state/state-folder.js";
import { failure, usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatBytes } from "../../../shared/units.js";
import type { ForgetGoneReport, ForgetReport } from "../../schema/index.js";
import { type CommandSpec, type FlagValues, isYes, type Terminal } from "../command.js";

export const command: CommandSpec = {
  summary: "delete the index of a repository",
  details:
    "Deletes what your cache folder holds of the repository (index, sessions, which repositories a workspace joins), and which embedding server it used, and nothing else. A linked worktree shares the index of the main checkout: there its part goes, and in the main checkout all of it. --gone deletes what is kept of folders that no longer exist, or whose disk is not mounted now; one that was merely moved is found again by any command that is run in it. Asks first, unless --yes says so.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--gone", description: "delete what is kept of folders that no longer exist" },
    { flags: "-y, --yes", description: "do not ask" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea forget", "fovea forget ~/src/project --yes", "fovea forget --gone"],
  run: async ([path], flags, terminal) => {
    if (flags.gone !== true) return forgetOne(path, flags, terminal);
    if (path !== undefined)
      throw usageError("gone-path", "--gone is about no one folder", "Leave out the path, or --gone.");
    return forgetAllGone(flags, terminal);
  },
};

async function forgetOne(path: string | undefined, flags: FlagValues, terminal: Terminal): Promise<void> {
  const root = findRoot(path, terminal.cwd);
  const own = stateFolder(root);
  const { location } = indexPlace(root);
  const what = location === own ? own : `what ${location} holds of ${root}`;
  const isNothing = location === own && !lstatIfThere(own) && readEmbedding(root, process.env) === undefined;
  if (!isNothing) await confirm(`delete ${what}`, "fovea forget --yes", flags, terminal);
  const bytes = await forgetIndex(root);
  const report: ForgetReport = { root, forgotten: bytes !== undefined, bytes: bytes ?? 0 };
  if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
  else
    terminal.out(
      report.forgotten
        ? `Deleted ${what}: ${formatBytes(report.bytes)}.\n`
        : `There is no index of ${root}.\n`,
    );
}

async function forgetAllGone(flags: FlagValues, terminal: Terminal): Promise<void> {
  const states = goneStates();
  const rows = states.map(({ folder, origin: { root } }) => ({ folder, root, bytes: bytesIn(folder) }));
  if (!flags.json)
    for (const { root, bytes } of rows) terminal.err(`${printable(root)}: ${formatBytes(bytes)}\n`);
  if (rows.length > 0) {
    const count = rows.length === 1 ? "this folder" : `these ${rows.length} folders`;
    await confirm(`delete what is kept of ${count}`, "fovea forget --gone --yes", flags, terminal);
  }
  const busy = new Set((await forgetGone(states)).map(({ folder }) => folder));
  const gone = rows.filter(({ folder }) => !busy.has(folder)).map(({ root, bytes }) => ({ root, bytes }));
  const bytes = gone.reduce((sum, row) => sum + row.bytes, 0);
  const report: ForgetGoneReport = { gone, bytes };
  if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
  else
    terminal.out(
      gone.length > 0
        ? `Deleted: ${formatBytes(bytes)}.\n`
        : "Nothing is kept of a folder that no longer exists.\n",
    );
}

async function confirm(what: string, command: string, flags: FlagValues, terminal: Terminal): Promise<void> {
  if (flags.yes === true) return;
  if (!terminal.ask)
    throw usageError(
      "not-confirmed",
      `forget would ${what}, and there is no terminal to ask on`,
      `Write ${command}.`,
    );
  const answer = await terminal.ask(`${what[0]!.toUpperCase()}${what.slice(1)}? [y/N] `);
  if (!isYes(answer)) throw failure("not-confirmed", "nothing was deleted", "Answer y to delete.");
}
