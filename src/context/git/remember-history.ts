import type { Store } from "../store/contract.js";
import { findNamedRepository } from "./find-repository.js";
import { headCommit } from "./head.js";
import { type History, type HistoryLimits, readHistory } from "./history.js";
import { GitRefusal, runIn } from "./run-git.js";

const NO_HISTORY: History = {
  commits: 0,
  newestSeconds: 0,
  oldestSeconds: 0,
  files: [],
  pairs: [],
  renames: {},
};

/** What is kept in the index: the history, and the commit that it was asked for. */
interface Remembered {
  readonly asked: string;
  readonly history: History;
}

/**
 * The recent history below a directory, kept in the index until the commit changes. Where the index cannot be
 * written now (another process does, or the disk is read-only) it is read from git and not kept.
 * @returns an empty history without git, repository or commit.
 */
export async function rememberHistory(
  directory: string,
  store: Pick<Store, "readFact" | "writeFact">,
  limits: HistoryLimits = {},
): Promise<History> {
  const asked = await commitId(directory, limits.commit ?? "HEAD");
  if (asked === undefined) return NO_HISTORY;
  const known = parse(await store.readFact("history"));
  if (known?.asked === asked) return known.history;
  const history = await readHistory(directory, limits);
  await store.writeFact("history", JSON.stringify({ asked, history } satisfies Remembered)).catch(() => {});
  return history;
}

async function commitId(directory: string, commit: string): Promise<string | undefined> {
  const repository = findNamedRepository(directory);
  if (!repository) return undefined;
  if (commit === "HEAD") {
    const head = headCommit(repository);
    if (head !== "unknown") return head;
  }
  try {
    const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`];
    return (await runIn(repository, args, { needs: "names" })).toString().trim();
  } catch (error) {
    if (error instanceof GitRefusal) return undefined;
    throw error;
  }
}

function parse(text: string | undefined): Remembered | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Remembered;
  } catch {
    return undefined;
  }
}
