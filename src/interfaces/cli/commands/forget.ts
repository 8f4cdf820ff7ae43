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
    "Deletes the data of the repository in your cache folder (index, sessions, the list of a workspace's repositories) and its embedding settings, and nothing else. A linked worktree shares the index of the main checkout: run in the worktree, only its part is deleted; run in the main checkout, everything is. --gone deletes the data of folders that no longer exist, or whose disk is not mounted now. A folder that was only moved is found again when any command runs in it, so run one there first. Asks for confirmation, unless --yes is given.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--gone", description: "delete the data of folders that no longer exist" },
    { flags: "-y, --yes", description: "do not ask" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea forget", "fovea forget ~/src/project --yes", "fovea forget --gone"],
  run: async ([path], flags, terminal) => {
    if (flags.gone !== true) return forgetOne(path, flags, terminal);
    if (path !== undefined)
      throw usageError("gone-path", "--gone takes no path", "Leave out the path, or --gone.");
    return forgetAllGone(flags, terminal);
  },
};

async function forgetOne(path: string | undefined, flags: FlagValues, terminal: Terminal): Promise<void> {
  const root = findRoot(path, terminal.cwd);
  const own = stateFolder(root);
  const { location } = indexPlace(root);
  const what = location === own ? own : `the part of ${root} in ${location}`;
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
    await confirm(`delete the data of ${count}`, "fovea forget --gone --yes", flags, terminal);
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
        : "There is no data of folders that no longer exist.\n",
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
