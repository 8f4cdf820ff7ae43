import { overMaximum } from "../normalise.js";
import type { Signal } from "../signal.js";

/** Number of a file's chunks that are counted. */
const TOP = 4;

export const chunkSum: Signal = {
  name: "chunk-sum",
  why: "several of its definitions hold words of the task",
  score: ({ corpus, matches, candidates }) =>
    overMaximum(candidates, (file) => {
      const first = corpus.firstDocument[file]!;
      const scores = matches.chunkScore.slice(first, first + corpus.files[file]!.documents).sort();
      let sum = 0;
      for (let i = Math.max(0, scores.length - TOP); i < scores.length; i++) sum += scores[i]!;
      return sum;
    }),
};
