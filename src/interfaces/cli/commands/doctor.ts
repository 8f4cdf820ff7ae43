import { databaseFile, dropIndex, findRoot, openRepository } from "../../../context/workspace.js";
import { FoveaError, failure } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger } from "../../../shared/units.js";
import type { DoctorReport } from "../../schema/index.js";
import type { CommandSpec, Terminal } from "../command.js";
import { updateWithProgress } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "check an index, and build it anew when it is damaged",
  details:
    "Checks the database, the checksum of every value, and that each file has its postings. An index that is merely behind the files is sound: the next search updates it.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--repair", description: "build the index anew if anything is wrong with it" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea doctor", "fovea doctor --repair"],
  run: async ([path], flags, terminal) => {
    const root = findRoot(path, terminal.cwd);
    let report = await examine(root);
    if (!report.sound && flags.repair === true) {
      await rebuild(root, terminal);
      report = { ...(await examine(root)), problems: report.problems, repaired: true };
    }
    if (flags.json) terminal.out(`${JSON.stringify(report)}\n`);
    else terminal.out(inWords(report));
    if (!report.sound)
      throw failure(
        "index-not-sound",
        `the index ${databaseFile(root)} is damaged`,
        "Run `fovea doctor --repair` to build it anew.",
      );
  },
};

/** @throws FoveaError `no-index`; what is wrong with an index that exists is in the report. */
async function examine(root: string): Promise<DoctorReport> {
  const problems: string[] = [];
  let files = 0;
  let behind = 0;
  try {
    const repository = openRepository(root, { create: false });
    try {
      problems.push(...(await repository.store.check()));
      files = (await repository.current()).files.length;
      const plan = await repository.plan();
      behind = plan.jobs.length + plan.removed.length;
    } finally {
      await repository.close();
    }
  } catch (error) {
    if (!(error instanceof FoveaError) || !FAULTS.has(error.code)) throw error;
    if (problems.length === 0) problems.push(error.message);
  }
  return { root, sound: problems.length === 0, problems, repaired: false, files, behind };
}

/** What a new index would mend; a full disk or a missing folder is not of this kind. */
const FAULTS: ReadonlySet<string> = new Set(["corrupt-index", "other-index-version"]);

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
  if (repaired) lines.push(`Built anew: ${formatInteger(files)} files.`);
  else if (sound)
    lines.push(
      `Sound: ${formatInteger(files)} files${behind > 0 ? `; ${formatInteger(behind)} changed since, which the next search brings in` : ""}.`,
    );
  return `${lines.join("\n")}\n`;
}
