import type { RankedPath, Retriever } from "../retriever.js";
import { packWholeFiles } from "./pack-whole-files.js";
import type { TextFile, TextTrees } from "./text-tree.js";

/** All files that fit, in the order of their paths, independent of the task. The lowest baseline. */
export function pathOrderBaseline(trees: TextTrees): Retriever {
  let files: readonly TextFile[] = [];
  const rank = (k: number): RankedPath[] =>
    files.slice(0, k).map(({ path }, index) => ({ path, score: -index }));
  return {
    name: "path order",
    about: "everything that fits, in the order of paths",
    async prepare(source) {
      files = await trees.read(source);
    },
    rank: async (_query, k) => rank(k),
    pack: async (_query, budget) => packWholeFiles(rank(files.length), files, budget),
    close: async () => {},
  };
}
