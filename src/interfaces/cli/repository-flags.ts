import { isEmptyPlan } from "../../context/build/update.js";
import type { Repository } from "../../context/repository.js";
import { asWriter, findRoot, openRepository } from "../../context/workspace.js";
import { FoveaError } from "../../shared/errors.js";
import { parseEncoding } from "../../shared/tokens/vocabulary.js";
import { type Flag, type FlagValues, flagText, type Terminal } from "./command.js";
import { progressBar } from "./progress.js";

/** Flags of every command that reads an index. */
export const repositoryFlags: readonly Flag[] = [
  { flags: "--repo <path>", description: "the repository (default: the one around the current folder)" },
  { flags: "--no-update", description: "answer from the index as it is, without looking for changed files" },
];

export const encodingFlag: Flag = {
  flags: "--encoding <name>",
  description: "tokenizer: o200k_base, cl100k_base or p50k_base",
  defaultValue: "o200k_base",
};

/**
 * Opens the index for a command that reads it, after bringing it up to date: what is answered is what the files say
 * now. Where another process is writing, the index is used as it stands, and a line on stderr says so.
 */
export async function openForReading(flags: FlagValues, terminal: Terminal): Promise<Repository> {
  const root = findRoot(flagText(flags, "repo"), terminal.cwd);
  const repository = openRepository(root, {
    create: flags.update !== false,
    encoding: parseEncoding(flagText(flags, "encoding") ?? "o200k_base"),
  });
  if (flags.update === false) return repository;
  const plan = await repository.plan();
  if (isEmptyPlan(plan)) return repository;
  try {
    await updateWithProgress(root, repository, terminal);
  } catch (error) {
    if (!(error instanceof FoveaError) || error.code !== "index-busy") throw error;
    terminal.err("fovea: another process is updating this index; the answer may miss the latest changes.\n");
  }
  return repository;
}

export async function updateWithProgress(
  root: string,
  repository: Repository,
  terminal: Terminal,
  threads?: number,
) {
  const bar = progressBar(terminal, "Indexing", "files");
  try {
    return await asWriter(root, () =>
      repository.update({
        signal: terminal.signal,
        onProgress: (done, total) => bar.update(done, total),
        ...(threads === undefined ? {} : { threads }),
      }),
    );
  } finally {
    bar.stop();
  }
}
