import { rmSync } from "node:fs";
import { findRoot } from "../../../context/find-root.js";
import { describeIndex, dropIndex, lockFault, mendLock } from "../../../context/index-lifecycle.js";
import { openRepository } from "../../../context/open-repository.js";
import { openSessions } from "../../../context/refresh/session-file.js";
import { sessionsFolder } from "../../../context/state/state-folder.js";
import { FoveaError, failure } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger } from "../../../shared/units.js";
import type { DoctorReport } from "../../schema/index.js";
import type { CommandSpec, Terminal } from "../command.js";
import { reportLeftOver, updateWithProgress } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "check an index, and rebuild it when it is damaged",
  details:
    "Checks the checksum of every row of the index, that no row is missing, the writer's lock and the sessions. An index that is only older than the files is sound: the next search updates it.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--repair", description: "rebuild the index if anything is wrong with it" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea doctor", "fovea doctor --repair"],
  run: async ([path], flags, terminal) => {
    const root = findRoot(path, terminal.cwd);
    reportLeftOver(root, terminal);
    let report = await examine(root);
    if ((!report.sound || report.missing) && flags.repair === true) {
      const { problems, mendable } = report;
      mendLock(root);
      for (const file of mendable) rmSync(file, { recursive: true, force: true });
      report = await examine(root);
      if (!report.sound || report.missing) {
        await rebuild(root, terminal);
        report = await examine(root);
      }
      report = { ...report, problems, repaired: true };
    }
    const { missing, mendable, ...shown } = report;
    if (missing && report.sound) throw missing;
    if (flags.json) terminal.out(`${JSON.stringify(shown satisfies DoctorReport)}\n`);
    else terminal.out(inWords(shown));
    if (!report.sound)
      throw failure(
        "index-not-sound",
        `the index ${(await describeIndex(root)).path} is damaged`,
        "Run `fovea doctor --repair` to rebuild it.",
      );
  },
};

interface Examination extends DoctorReport {
  /** The error when there is no index yet. That is not a damage. */
  readonly missing?: FoveaError;
  /** Damaged session files. */
  readonly mendable: readonly string[];
}

/** Checks the index, the lock and the sessions. */
async function examine(root: string): Promise<Examination> {
  const problems: string[] = [];
  const lock = lockFault(root);
  if (lock) problems.push(lock.message);
  const mendable = openSessions(sessionsFolder(root)).damaged();
  for (const file of mendable) problems.push(`the session ${file} is damaged and counts as a new one`);
  let files = 0;
  let behind = 0;
  let missing: FoveaError | undefined;
  try {
    const repository = openRepository(root, { create: false });
    try {
      problems.push(...(await repository.store.check()));
      files = (await repository.reader.corpus()).files.length;
      const plan = await repository.index.plan();
      behind = plan.jobs.length + plan.removed.length;
    } finally {
      await repository.close();
    }
  } catch (error) {
    if (!(error instanceof FoveaError)) throw error;
    if (error.code === "no-index") missing = error;
    else if (!FAULTS.has(error.code)) throw error;
    else if (problems.length === 0) problems.push(error.message);
  }
  return {
    root,
    sound: problems.length === 0,
    problems,
    repaired: false,
    files,
    behind,
    mendable,
    ...(missing ? { missing } : {}),
  };
}

/** Errors that a new index repairs. It cannot repair a full disk or a missing folder. */
const FAULTS: ReadonlySet<string> = new Set(["corrupt-index", "index-unreadable"]);

/** @throws FoveaError `index-busy`, `unwritable-index`, `disk-full`. */
async function rebuild(root: string, terminal: Terminal): Promise<void> {
  await dropIndex(root);
  const repository = openRepository(root, { create: true });
  try {
    await updateWithProgress(root, repository, terminal);
    terminal.signal.throwIfAborted();
  } finally {
    await repository.close();
  }
}

function inWords({ root, sound, problems, repaired, files, behind }: DoctorReport): string {
  const lines = [printable(root), ...problems.map((problem) => `  ${printable(problem)}`)];
  if (repaired) lines.push(`Repaired: ${formatInteger(files)} files.`);
  else if (sound)
    lines.push(
      `Sound: ${formatInteger(files)} files${behind > 0 ? `; ${formatInteger(behind)} changed since; the next search indexes them` : ""}.`,
    );
  return `${lines.join("\n")}\n`;
}
