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

/** The value stored in the index: a history and the id of the commit it was read for. */
interface CachedHistory {
  readonly asked: string;
  readonly history: History;
}

/**
 * The recent history below a directory, cached in the index until the commit changes. When the index cannot
 * be written (another process writes it, or the disk is read-only), the history is read from git and not
 * cached.
 * @returns an empty history when there is no git, no repository or no commit.
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
  await store
    .writeFact("history", JSON.stringify({ asked, history } satisfies CachedHistory))
    .catch(() => {});
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

function parse(text: string | undefined): CachedHistory | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as CachedHistory;
  } catch {
    return undefined;
  }
}
