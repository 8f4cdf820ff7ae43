import type { FollowingSignal } from "../signal.js";

/** Number of files whose imports are followed; each is read and its imports are resolved. */
const FOLLOWED = 15;

/**
 * The code that fails in a report often calls the code with the bug. Used for reports only, because it reads
 * files, which is not worth the time for a short query. Tried in addition, without gain: importers of likely
 * files, definitions that their best chunks call, callers of their best chunks, and files in the same folder.
 */
export const importedByLikely: FollowingSignal = {
  name: "imported-by-likely",
  why: "files that rank high import it",
  async score({ candidates, graph }, likelihood) {
    const values = new Float32Array(candidates.length);
    const place = new Map(candidates.map((file, index) => [file, index]));
    const likely = [...likelihood.keys()]
      .sort((a, b) => likelihood[b]! - likelihood[a]! || a - b)
      .slice(0, FOLLOWED);
    const reader = await graph();
    await reader.load(likely.map((index) => candidates[index]!));
    for (const index of likely) {
      const imported = new Set<number>();
      for (const { files, modules } of await reader.imports(candidates[index]!))
        for (const file of [...files, ...[...modules.values()].flat()]) {
          const at = place.get(file);
          if (at !== undefined) imported.add(at);
        }
      for (const at of imported) values[at]! += likelihood[index]! / Math.sqrt(imported.size);
    }
    return values;
  },
};
