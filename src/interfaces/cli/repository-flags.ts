import { resolve } from "node:path";
import { findRoot } from "../../context/find-root.js";
import { asWriter, dropIndex } from "../../context/index-lifecycle.js";
import { indexedEncoding, isEmptyPlan, type UpdatePlan } from "../../context/indexing/update.js";
import { readMembers } from "../../context/members.js";
import { openRepository } from "../../context/open-repository.js";
import type { Repository } from "../../context/repository/repository.js";
import { leftOver } from "../../context/state/left-over.js";
import { FoveaError, failure, usageError } from "../../shared/errors.js";
import { defaultEncoding, type Encoding, encodings, parseEncoding } from "../../shared/tokens/vocabulary.js";
import { reportError } from "../../shared/trace.js";
import { type Flag, type FlagValues, flagText, type Terminal } from "./command.js";
import { progressBar } from "./progress.js";

/** Chooses the repository of a command. */
export const repoFlag: Flag = {
  flags: "--repo <path>",
  description:
    "the repository, or the name of one in this workspace (default: the one around the current folder)",
};

/** Flags of every command that reads an index. */
export const repositoryFlags: readonly Flag[] = [
  repoFlag,
  { flags: "--no-update", description: "answer from the index as it is, without looking for changed files" },
];

export const encodingFlag: Flag = {
  flags: "--encoding <name>",
  description: `tokenizer: ${encodings.join(", ")} (default: the one of the index, ${defaultEncoding} for a new one)`,
};

/**
 * The value of --encoding, as an option to spread. Empty without the flag: then the index's own encoding is
 * used.
 */
export function encodingOption(flags: FlagValues): { readonly encoding?: Encoding } {
  const name = flagText(flags, "encoding");
  return name === undefined ? {} : { encoding: parseEncoding(name) };
}

/** The root that --repo names, and `only`, the repository, when --repo names one of a workspace. */
export function locate(
  flags: FlagValues,
  terminal: Terminal,
): { readonly root: string; readonly only?: { readonly only: string } } {
  const asked = flagText(flags, "repo");
  if (asked === undefined) return { root: findRoot(undefined, terminal.cwd) };
  const around = findRoot(undefined, terminal.cwd);
  const path = resolve(terminal.cwd, asked);
  const member = readMembers(around)?.find((each) => each.name === asked || each.path === path);
  return member ? { root: around, only: { only: member.name } } : { root: findRoot(asked, terminal.cwd) };
}

/**
 * Opens the index for a command that reads it. Updates it first, so that answers match the files as they are
 * now. When another process is writing, the disk is full or the index cannot be written, the index is used
 * without the update, and a line on stderr says so.
 */
async function openForReading(flags: FlagValues, terminal: Terminal): Promise<Repository> {
  const update = flags.update !== false;
  const { root, only } = locate(flags, terminal);
  const warn = (text: string): void => terminal.err(`fovea: ${text}\n`);
  const repository: Repository = openRepository(root, {
    create: update,
    listsAtOnce: update,
    warn,
    ...only,
    ...encodingOption(flags),
    ...(update ? { freshen: (doubted) => freshen(root, repository, doubted, terminal) } : {}),
  });
  try {
    if (update) await bringUpToDate(root, repository, terminal);
    else await requireEncoding(repository);
    return repository;
  } catch (error) {
    await repository.close();
    throw error;
  }
}

const FRESHEN_WAIT_MILLISECONDS = 1000;

/** Indexes files that changed after the update, while an answer was made from the index. */
const freshen = (
  root: string,
  repository: Repository,
  doubted: readonly string[],
  terminal: Terminal,
): Promise<unknown> =>
  asWriter(
    root,
    () => repository.update({ signal: terminal.signal, doubted: new Set(doubted) }),
    FRESHEN_WAIT_MILLISECONDS,
  );

const LEAVES_INDEX_AS_IT_IS: ReadonlySet<string> = new Set(["index-busy", "unwritable-index", "disk-full"]);

async function bringUpToDate(root: string, repository: Repository, terminal: Terminal): Promise<void> {
  const plan = await repository.index.plan();
  if (plan.listing.files.length === 0) throw nothingToIndex(root);
  if (isEmptyPlan(plan)) return;
  await repository.index.prepare(plan);
  const onlyEmbeds = plan.jobs.length + plan.removed.length === 0;
  try {
    await updateWithProgress(root, repository, terminal, { plan, ...(onlyEmbeds ? { lockWait: 0 } : {}) });
  } catch (error) {
    reportError(error);
    // The other writer embeds too, which can take long, so its absence from this answer is not worth a
    // warning.
    if (onlyEmbeds && error instanceof FoveaError && LEAVES_INDEX_AS_IT_IS.has(error.code)) return;
    // An answer that may miss the latest changes is better than no answer.
    if (!(error instanceof FoveaError) || !LEAVES_INDEX_AS_IT_IS.has(error.code)) throw error;
    // But an index that was never complete cannot answer.
    if (error.code === "disk-full" && (await repository.store.readFact("updatedAt")) === undefined)
      throw error;
    terminal.err(`fovea: ${error.message}; the answer may miss the latest changes.\n`);
  }
  terminal.signal.throwIfAborted();
}

export const nothingToIndex = (root: string): FoveaError =>
  failure(
    "nothing-to-index",
    `${root} holds no file to index`,
    "Check the path, .gitignore and .foveaignore.",
  );

/**
 * Without an update the token counts of the index cannot change, so --encoding must be the index's own.
 * @throws FoveaError when it is another.
 */
async function requireEncoding(repository: Repository): Promise<void> {
  const [wanted, indexed] = [await repository.index.encoding(), await indexedEncoding(repository.store)];
  if (indexed !== undefined && indexed !== wanted)
    throw usageError(
      "encoding-differs",
      `this index counts tokens by ${indexed}`,
      `Leave out --encoding, or leave out --no-update to count them by ${wanted}.`,
    );
}

/** Says on stderr that an index inside the repository, from an earlier version or from its author, is not used. */
export function reportLeftOver(root: string, terminal: Terminal): void {
  const text = leftOver(root);
  if (text !== undefined) terminal.err(`fovea: ${text}\n`);
}

/**
 * Runs `work` on an index that is up to date. When the index is found to be damaged it is rebuilt, and `work`
 * runs again: an index holds nothing that cannot be rebuilt from the files. With --no-update the damage is
 * only reported.
 */
export async function withRepository<T>(
  flags: FlagValues,
  terminal: Terminal,
  work: (repository: Repository) => Promise<T>,
): Promise<T> {
  const attempt = async (): Promise<T> => {
    const repository = await openForReading(flags, terminal);
    try {
      return await work(repository);
    } finally {
      await repository.close();
    }
  };
  if (flags.update === false) return attempt();
  return rebuildingIfDamaged(locate(flags, terminal).root, terminal, attempt);
}

/** Runs `work`; when it finds the index at `root` damaged, drops the index, says so on stderr and runs it once more. */
export async function rebuildingIfDamaged<T>(
  root: string,
  terminal: Terminal,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FoveaError) || error.code !== "corrupt-index") throw error;
    reportError(error);
    await dropIndex(root);
    terminal.err(`fovea: ${error.message}; it is rebuilt.\n`);
    return work();
  }
}

export async function updateWithProgress(
  root: string,
  repository: Repository,
  terminal: Terminal,
  options: {
    readonly threads?: number;
    /** Milliseconds. */
    readonly lockWait?: number;
    readonly plan?: UpdatePlan;
  } = {},
) {
  const { lockWait, ...update } = options;
  const bar = progressBar(terminal, "Indexing", "files");
  const embeddingBar = progressBar(terminal, "Embedding", "chunks");
  try {
    const work = () =>
      repository.update({
        ...update,
        signal: terminal.signal,
        onProgress: (done, total) => bar.update(done, total),
        onEmbedding: (done, total) => {
          bar.stop();
          embeddingBar.update(done, total);
        },
      });
    return await asWriter(root, work, lockWait);
  } finally {
    bar.stop();
    embeddingBar.stop();
  }
}
