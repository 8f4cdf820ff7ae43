import type { History } from "../git/history.js";
import { EdgeCollector } from "./collect.js";
import type { FoundRelation } from "./edge.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";

/**
 * Files that changed together with the target's file in at least two commits. The confidence is the pair's
 * weight (a commit of n files adds 1/(n − 1)) divided by the number of commits that changed the target: 1
 * when every one of them changed just these two files.
 */
export async function coChangesOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
  history: History,
): Promise<FoundRelation> {
  const found = new EdgeCollector("co-changed", limit);
  if (history.commits === 0) found.notes.push("no git history was found");
  const own = new Set(target.nodes.map(({ path }) => path));
  for (const [first, second, weight] of history.pairs) {
    const [a, b] = [history.files[first]!, history.files[second]!];
    for (const [mine, other] of [
      [a, b],
      [b, a],
    ] as const) {
      if (!own.has(mine.path) || own.has(other.path)) continue;
      const file = reader.corpus.fileAt(other.path);
      if (file < 0) continue;
      const confidence = Math.min(1, Math.round((100 * weight) / mine.changes) / 100);
      found.add(await reader.node(file, 0), "history", [], confidence);
    }
  }
  return found.result();
}
